package definition

import (
	"fmt"
	"slices"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
)

// Here is the target of a step that leaves the proposal where it stands, whichever of the
// states it leads from that is. It is read as each of them, where the proposal stands there:
// so whatever follows runs knows no other targets than states and Back.
const Here = "here"

// isHere says whether an item of to: is here, alone or on a condition.
func isHere(item source.Node) bool {
	for _, e := range item.Entries {
		if (e.Key.Text == "state" || e.Key.Text == "to") && e.Value.Text == Here {
			return true
		}
	}
	return item.Kind == source.Scalar && item.Text == Here
}

// here are the targets of a step that stays where it is led from, on the item's condition.
func (s *scope) here(item source.Node, from []string, round *Round) (targets []Target) {
	pos, holds, said := item.Pos, "", item
	if item.Kind == source.Mapping {
		t := s.r.table(grammar.Target, item, source.Pos{})
		defer t.done()
		t.must("state")
		if n, ok := t.opt("when"); ok {
			before := len(s.guards)
			g := s.guard(n, round)
			if g == nil || g.isDead() {
				return []Target{{State: from[0], When: g, Pos: n.Pos, Here: true}}
			}
			s.guards = s.guards[:before]
			pos, said, holds = n.Pos, n, "("+g.Source+")"
		}
	}
	for i, state := range from {
		target := Target{State: state, Pos: pos, Here: true}
		when := holds
		if i < len(from)-1 || holds != "" {
			if when != "" {
				when += " && "
			}
			when += fmt.Sprintf("state == %q", state)
		}
		if when != "" {
			n := said
			n.Kind, n.Text, n.Value = source.Scalar, when, when
			target.When = s.guard(n, round)
		}
		targets = append(targets, target)
	}
	return targets
}

// First is the state that a step leads to first in the file, from a state that it leads
// from.
func (t *Transition) First(from string) string {
	if t.To[0].Here {
		return from
	}
	return t.To[0].State
}

// Stays says whether a step always leaves the proposal where it stands, whichever of its
// states that is.
func (t *Transition) Stays() bool {
	return len(t.To) > 0 && !slices.ContainsFunc(t.To, func(to Target) bool { return !to.Here })
}
