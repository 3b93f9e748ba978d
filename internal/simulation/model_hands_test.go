package simulation_test

import (
	"maps"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// hand is that some persons have done something; of the text in addition to those before.
func (m *model) hand(what string, persons ...string) {
	m.hands = maps.Clone(m.hands)
	if m.hands == nil {
		m.hands = map[string][]string{}
	}
	if what == definition.TextChanged {
		persons = append(slices.Clone(m.hands[what]), persons...)
	}
	m.hands[what] = slices.DeleteFunc(persons, func(p string) bool { return p == "" })
}

// took is that a step was taken, by whoever agreed to it and whoever took it.
func (m *model) took(t *definition.Transition, e engine.Event, byPerson bool) {
	persons := []string{e.Private.Person}
	if j := m.words[t.Name]; j != nil && t.Together && byPerson {
		persons = append(persons, slices.Collect(maps.Keys(j.said))...)
	}
	m.hand(t.Name, persons...)
	if len(e.Data.Changed) > 0 {
		m.hand(definition.TextChanged, e.Private.Person)
	}
}

// did says whether somebody has done one of some things.
func (m *model) did(all []definition.Took, person string) bool {
	return slices.ContainsFunc(all, func(took definition.Took) bool { return slices.Contains(m.hands[took.Step], person) })
}

// without is the town as a step sees it, without those whom it leaves out.
func (w town) without(m *model, t *definition.Transition) town {
	w.out = slices.Clone(w.out)
	for _, p := range w.pack.People.Persons {
		for _, party := range t.Narrow.But {
			if w.anybody().isOut(m, party, p.Key) {
				w.out = append(w.out, p.Key)
			}
		}
		if m.did(t.Narrow.Took, p.Key) {
			w.out = append(w.out, p.Key)
		}
	}
	return w
}
