package definition

import (
	"slices"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A rivalry is how two steps that one state may take by itself fall out together,
// over all places of that state.
type rivalry struct {
	both, first, second int  // a place where both are called for, or one alone; -1 is none
	uncertain           bool // a condition may fall out either way
}

// checkContested reports two steps that the end of a round calls for at once and
// that lead apart, where neither is the other's more general case: which is taken
// hangs on their order in the file, which nobody reads as a rule.
func (s *scope) checkContested(g *graph, d *doubted) {
	for j := range s.flow.Transitions {
		for i := range j {
			earlier, later := &s.flow.Transitions[i], &s.flow.Transitions[j]
			if later.When == nil || earlier.When == nil || !shareRound(earlier, later) {
				continue
			}
			for _, state := range later.From {
				if slices.Contains(earlier.From, state) && s.contested(g, d, earlier, later, state) {
					break
				}
			}
		}
	}
}

// shareRound says whether the end of one round calls for both steps.
func shareRound(a, b *Transition) bool {
	return slices.ContainsFunc(a.On, func(x Trigger) bool {
		return x.ofRound() && slices.ContainsFunc(b.On, func(y Trigger) bool { return y.ofRound() && x.Name == y.Name })
	})
}

func (s *scope) contested(g *graph, d *doubted, earlier, later *Transition, state string) bool {
	r := rivalry{-1, -1, -1, false}
	for _, at := range d.order() {
		if g.stateOf(at).Name == state && d.least[at] < revised {
			r.look(g, at, earlier, later)
		}
	}
	if r.both < 0 || r.first < 0 || r.second < 0 || r.uncertain {
		return false
	}
	severity := source.Error
	if d.least[r.both] >= handmade {
		severity = source.Warning
	}
	s.r.note(severity, later.condition(), "contested", wording.Args{
		"Found": later.Name, "Other": earlier.Name, "State": state, "Run": s.story(g, d.run(r.both))})
	return true
}

// look takes in one place.
func (r *rivalry) look(g *graph, at int, earlier, later *Transition) {
	p := g.places[at]
	k := g.knows(p)
	one, other := g.holds(earlier, k, p), g.holds(later, k, p)
	note := func(place *int) {
		if *place < 0 {
			*place = at
		}
	}
	switch {
	case one == maybe || other == maybe:
		r.uncertain = true
	case one == surely && other == surely && !slices.Equal(g.targets(earlier, p, k), g.targets(later, p, k)):
		note(&r.both)
	case one == surely && other == never:
		note(&r.first)
	case other == surely && one == never:
		note(&r.second)
	}
}
