package definition

import (
	"slices"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// backwards finds the step whose from and to stand in each other's place, where runs
// stop for that: it leads to where they stop, or go round, from a state that no
// step leads to. nil where there is none, or more than one.
func (s *scope) backwards(found source.Problems) *Transition {
	if !has(found, standstills...) {
		return nil
	}
	var unreached []string
	for _, p := range found {
		if p.Code == "unreachable" {
			unreached = append(unreached, p.Found)
		}
	}
	var all []*Transition
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		if len(t.From) == 1 && len(t.To) == 1 && t.To[0].State != Back && s.unentered(t.From[0], unreached) &&
			!slices.Contains(unreached, t.To[0].State) {
			all = append(all, t)
		}
	}
	if len(all) > 1 { // the one that is waited for where they stop
		all = slices.DeleteFunc(all, func(t *Transition) bool { return !awaitedAt(t, found) })
	}
	if len(all) != 1 {
		return nil
	}
	return all[0]
}

// awaitedAt says whether a step leads to a state from which nothing leads on, or waits
// for what nothing follows from.
func awaitedAt(t *Transition, found source.Problems) bool {
	return slices.ContainsFunc(found, func(p source.Problem) bool {
		switch p.Code {
		case "never_ends", "dead_end":
			return p.Found == t.To[0].State
		case "unheard_outcome":
			return slices.ContainsFunc(t.On, func(on Trigger) bool { return on.Outcome == p.Found })
		}
		return false
	})
}

// unentered says whether no run reaches a state and no step leads to it.
func (s *scope) unentered(state string, unreached []string) bool {
	return slices.Contains(unreached, state) && !slices.ContainsFunc(s.flow.Transitions, func(t Transition) bool {
		return s.withState(Trigger{Kind: OnTransition, Name: t.Name}, state)
	})
}

// turnedRound tells of the step alone: the rest follows from it.
func (s *scope) turnedRound(found source.Problems, t *Transition) source.Problems {
	kept := slices.DeleteFunc(slices.Clone(found), func(p source.Problem) bool {
		return slices.Contains(beyond, p.Code) || slices.Contains(standstills, p.Code) || slices.Contains(untakeable, p.Code) || p.Code == "broken_promise"
	})
	one := reader{}
	one.fail(t.Pos, "backwards", wording.Args{"Found": t.Name, "From": t.From[0], "To": t.To[0].State})
	return append(kept, one.problems...)
}
