package simulation_test

import (
	"fmt"
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/engine"
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
			function := "" // as of: asks for it, of each that may be named
			for _, of := range m.flow.Field(field).Of {
				function = of.Function
			}
			all = append(all, people.Party{Kind: people.AnOrg, Name: key, Function: function})
		default:
			all = append(all, people.Party{Kind: people.ABody, Name: key})
		}
	}
	return all
}

// turned are those whom a field names, and while the turn is theirs the coordinators where
// it names nobody who takes part.
func (w town) turned(m *model, field string) (all []people.Party) {
	all = w.named(m, field)
	if state := m.flow.State(m.state); state == nil || state.HeldBy != "proposal."+field {
		return all
	}
	if len(all) == 0 || all[0].Kind == people.APerson && w.leaves(all[0].Name) {
		return []people.Party{{Kind: people.Coordinator}}
	}
	return all
}

// holder is whose turn it is with the proposal, as it is kept.
func (h *hearing) holder() string {
	state := h.flow.State(h.state)
	switch field, chosen := strings.CutPrefix(state.HeldBy, "proposal."); {
	case state.HeldBy == "submitter":
		return "submitter:" + h.submitter
	case chosen:
		switch party := h.turned(h.model, field)[0]; party.Kind {
		case people.APerson:
			return "chosen:" + party.Name
		case people.AnOrg:
			return "organization:" + party.Name
		case people.ABody:
			return party.Name
		}
		return "coordinator:"
	}
	return h.bodies[state.HeldBy]
}

// inherited makes whoever a step says the submitter, and lets who was that know.
func (h *hearing) inherited(t *definition.Transition, e engine.Event) string {
	heir := h.submitter
	switch t.Submitter {
	case "":
	case "whoever takes it":
		heir = e.Private.Person
	default:
		heir = h.named(h.model, t.Submitter)[0].Name
	}
	if h.change.Proposal.Submitter != heir && len(h.change.Events) == 1 {
		return fmt.Sprintf("the submitter is %s, and by the table %s", h.change.Proposal.Submitter, heir)
	}
	if former := h.submitter; former != heir {
		h.submitter = heir
		h.write(people.Party{Kind: people.APerson, Name: former})
	}
	return ""
}

// passed lets whoever has the turn now have what the lines wrote to whoever had it.
func (h *hearing) passed() {
	for _, line := range h.flow.Notify {
		theirs := slices.ContainsFunc(line.To, func(p people.Party) bool {
			return p.Kind == people.Chosen && "proposal."+p.Name == h.flow.State(h.state).HeldBy
		})
		if !theirs {
			continue
		}
		h.unsure = h.unsure || line.On.Kind == definition.OnTransition || line.On.When != nil || line.When != nil
		if line.On.Kind == definition.OnState && line.On.Name == h.state {
			h.write(h.flow.State(h.state).Holder())
		}
	}
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
