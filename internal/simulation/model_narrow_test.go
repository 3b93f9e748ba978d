package simulation_test

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/people"
)

// left are those of some respondents whom a line does not leave out, by what the model
// has heard them say and by its lists.
func (w town) left(m *model, n definition.Narrowing, keys []string) (left []string) {
	for _, key := range keys {
		only := len(n.Only) == 0 || m.heard(n.Only, key)
		if only && !m.heard(n.ButSaid, key) && !m.did(n.Took, key) && !slices.ContainsFunc(n.But, func(p people.Party) bool { return w.isOut(m, p, key) }) {
			left = append(left, key)
		}
	}
	return left
}

// heard says whether somebody gave one of some answers when they were asked last.
func (m *model) heard(all []definition.Said, key string) bool {
	for _, said := range all {
		for _, a := range slices.Backward(m.asks) {
			if a.line.Name != said.Round || a.withdrawn {
				continue
			}
			if a.said[key] == said.Answer {
				return true
			}
			if a.nth == 0 {
				break
			}
		}
	}
	return false
}

// isOut says whether a party that is left out is a respondent, or has it sit there.
func (w town) isOut(m *model, p people.Party, key string) bool {
	if p.Kind == people.Submitter && w.pack.People.Organization(key) != nil {
		return w.speaks(m.submitter, key, "")
	}
	body := p.Name
	if p.Kind == people.Role {
		body = m.bodies[p.Name]
	}
	return p.Seat == "" && slices.Contains(w.asked(m, []people.Party{p}), key) ||
		w.pack.People.Body(body) != nil && slices.Contains(w.seats(body, p.Seat, true), key)
}
