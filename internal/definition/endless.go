package definition

import (
	"slices"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A stepping is a transition that the end of a round or clock fires, from one state to
// another. It is free where no condition can stop it.
type stepping struct {
	t        *Transition
	from, to string
	free     bool
}

// steppings are those of the workflow.
func (s *scope) steppings() []stepping {
	var all []stepping
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		if !slices.ContainsFunc(t.On, func(on Trigger) bool { return on.Ends() || on.Kind == OnClock || on.Kind == OnWindow }) {
			continue
		}
		for _, from := range t.From {
			for _, to := range t.To {
				all = append(all, stepping{t, from, to.State, t.When == nil && to.When == nil})
			}
		}
	}
	return all
}

// checkEndless reports transitions that lead round in a circle at once, again and
// again: the round or clock that fires them has ended, and nothing in the circle
// begins it anew. It answers where that is told.
func (s *scope) checkEndless() map[source.Pos]bool {
	told := map[source.Pos]bool{}
	all := s.steppings()
	for i, first := range all {
		circle := []stepping{first}
		for len(circle) <= len(all) && circle[len(circle)-1].to != first.from {
			at := circle[len(circle)-1].to
			next := slices.IndexFunc(all, func(n stepping) bool { return n.free && n.from == at })
			if next < i { // none, or one whose circle has been looked at
				break
			}
			circle = append(circle, all[next])
		}
		closed := circle[len(circle)-1].to == first.from && (len(circle) == 1 || first.free)
		if closed && !s.reopens(circle) && !parts(circle) {
			told[first.t.Pos] = true
			s.r.fail(first.t.Pos, "endless", wording.Args{"Found": first.t.Name, "State": first.from})
		}
	}
	return told
}

// parts says whether a circle waits for a round to come to two things at once,
// so that a run takes one of its steps and not the other.
func parts(circle []stepping) bool {
	came := map[string]string{}
	for _, c := range circle {
		if len(c.t.On) != 1 || c.t.On[0].Kind != OnOutcome {
			continue
		}
		round, outcome := c.t.On[0].Name, c.t.On[0].Outcome
		if other, ok := came[round]; ok && other != outcome {
			return true
		}
		came[round] = outcome
	}
	return false
}

// reopens says whether a step of a circle opens one of the rounds that it waits
// for.
func (s *scope) reopens(circle []stepping) bool {
	if s.restarts(circle) {
		return true
	}
	for _, r := range s.flow.Rounds {
		waits := slices.ContainsFunc(circle, func(c stepping) bool {
			return slices.ContainsFunc(c.t.On, func(on Trigger) bool { return on.Name == r.Name || on.Name == "" })
		})
		opens := slices.ContainsFunc(circle, func(c stepping) bool {
			return slices.ContainsFunc(r.Opens, func(on Trigger) bool {
				return on.Kind == OnTransition && on.Name == c.t.Name || on.Kind == OnState && on.Name == c.to && c.from != c.to
			})
		})
		if waits && opens {
			return true
		}
	}
	return false
}
