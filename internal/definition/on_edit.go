package definition

import (
	"slices"

	"beredd/internal/definition/grammar"
	"beredd/internal/wording"
)

// An EditRule is what becomes of a round's answers when what it asks about changes.
type EditRule string

// What may become of them.
const (
	Stands   EditRule = ""          // the answers stand, and show which text they were given on
	Refuse   EditRule = "refuse"    // the text stands still while the question is out
	AskAgain EditRule = "ask again" // the answers fall, and whoever gave one is asked anew
)

// roundOnEdit reads what becomes of a round when the text changes.
func (s *scope) roundOnEdit(t *table, r *Round) {
	n, ok := t.opt("on edit")
	if !ok {
		return
	}
	if word := s.r.choice(n, grammar.EditRules...); word != "stands" {
		r.OnEdit, r.onEdit = EditRule(word), n.Pos
	}
}

// checkOnEdit reports a rule about changes that nobody can make in the states where
// the round opens.
func (s *scope) checkOnEdit() {
	for i := range s.flow.Rounds {
		r := &s.flow.Rounds[i]
		if r.OnEdit == Stands {
			continue
		}
		opens, changes := false, false
		for _, st := range s.flow.States {
			if !slices.ContainsFunc(r.Opens, func(on Trigger) bool { return s.withState(on, st.Name) }) {
				continue
			}
			opens = true
			changes = changes || !st.EditsNobody && !st.Final || s.bringsText(st.Name)
		}
		if opens && !changes {
			s.r.warn(r.onEdit, "needless_on_edit", wording.Args{"Found": r.Name})
		}
	}
}

// bringsText says whether a step from a state may bring a text or a paper.
func (s *scope) bringsText(state string) bool {
	return slices.ContainsFunc(s.exits(state), func(t *Transition) bool {
		return slices.ContainsFunc(slices.Concat(t.Needs, t.Takes), func(word string) bool {
			return slices.Contains([]string{"title", "summary", "proposed_decision", "document"}, word)
		})
	})
}
