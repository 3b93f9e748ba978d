package simulation_test

import (
	"slices"
	"strings"

	"beredd/internal/people"
)

// named are those whom a field of the proposal names, of those who may be named today.
func (w town) named(m *model, field string) (all []people.Party) {
	text, _ := m.values[field].(string)
	may := w.asked(m, m.flow.Field(field).Of)
	for _, key := range strings.Split(text, ",") {
		key = strings.TrimSpace(key)
		person := w.pack.People.Person(key)
		switch {
		case !slices.Contains(may, key):
		case person != nil && !w.on(person.From, person.To):
		case person != nil:
			all = append(all, people.Party{Kind: people.APerson, Name: key})
		case w.pack.People.Organization(key) != nil:
			all = append(all, people.Party{Kind: people.AnOrg, Name: key})
		default:
			all = append(all, people.Party{Kind: people.ABody, Name: key})
		}
	}
	return all
}

// inPlace are some parties, with those whom the proposal names for whom it names.
func (w town) inPlace(m *model, parties []people.Party) (all []people.Party) {
	for _, party := range parties {
		if party.Kind == people.Chosen {
			all = append(all, w.named(m, party.Name)...)
			continue
		}
		all = append(all, party)
	}
	return all
}
