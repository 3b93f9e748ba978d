package definition

import (
	"slices"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// checkCovered reports the ends of rounds that nothing follows from where a
// proposal waits for them: no condition of the steps that the end calls for holds,
// nobody can take another, and nothing else will happen. It answers at which
// places that is so.
func (s *scope) checkCovered(g *graph, d *doubted) []bool {
	out := g.out()
	stuck := make([]bool, len(g.places))
	told := map[source.Pos]bool{}
	for _, at := range d.order() {
		st := g.stateOf(at)
		if settled(st) || d.least[at] >= revised {
			continue
		}
		waits := g.waiting(at)
		if len(waits) == 0 || !s.uncovered(g, at, out[at], waits) {
			continue
		}
		severity := d.severity(at)
		if len(out[at]) > 0 {
			severity = source.Warning
		} else {
			stuck[at] = true
		}
		if pos := waits[len(waits)-1].condition(); !told[pos] {
			told[pos] = true
			run := d.run(at)
			s.r.note(severity, pos, "uncovered", wording.Args{
				"Found": waits[len(waits)-1].Name, "State": st.Name, "Run": s.story(g, run)})
		}
	}
	return stuck
}

// out are the moves from each place, but for answers that are changed after the
// round.
func (g *graph) out() [][]move {
	out := make([][]move, len(g.places))
	for _, m := range g.moves {
		if m.doubt < revised {
			out[m.from] = append(out[m.from], m)
		}
	}
	return out
}

// waiting are the steps that the rounds which have ended call for at a place.
func (g *graph) waiting(at int) []*Transition {
	p := g.places[at]
	var waits []*Transition
	for i := range g.flow.Transitions {
		t := &g.flow.Transitions[i]
		calls := slices.Contains(t.From, g.flow.States[p.state].Name) && slices.ContainsFunc(t.On, func(on Trigger) bool { return g.over(on, p) == surely })
		if calls || g.unheard(t, p) {
			waits = append(waits, t)
		}
	}
	return waits
}

// unheard says whether a round has ended in silence whose expiry names a step that
// leads from here.
func (g *graph) unheard(t *Transition, p place) bool {
	if !slices.Contains(t.From, g.flow.States[p.state].Name) {
		return false
	}
	for i, e := range g.ends[:min(len(g.ends), mostRounds)] {
		how, _, over := e.ended(p.rounds[i])
		if over && how == bySilence && e.round.Expiry != nil && e.round.Expiry.Transition == t.Name {
			return true
		}
	}
	return false
}

// uncovered says whether nothing follows at a place: nothing can at all, or there
// is a way for conditions to fall out in which none of its steps is taken.
func (s *scope) uncovered(g *graph, at int, out []move, waits []*Transition) bool {
	if len(out) == 0 {
		return true
	}
	p := g.places[at]
	free := newFreedom(g.flow, g, p)
	for _, m := range out {
		if m.transition < 0 || !slices.Contains(waits, &g.flow.Transitions[m.transition]) || m.doubt == 0 {
			return false
		}
	}
	k := g.knows(p)
	for _, t := range waits {
		for _, guard := range t.guards() {
			for _, leaf := range leaves(guard.tree) {
				if k.hand = guard.hand; k.leaf(leaf) == maybe {
					free.add(leaf, guard.hand)
				}
			}
		}
	}
	found, known := cases(free.factors(), func(falls map[string]bool) bool {
		k := g.knows(p)
		k.assumed = assuming(falls)
		return !slices.ContainsFunc(waits, func(t *Transition) bool { return g.holds(t, k, p) != never })
	})
	return known && found
}

// holds says whether the conditions of a step that is called for hold, and one of
// its targets fits.
func (g *graph) holds(t *Transition, k known, p place) verdict {
	calls, fit := never, never
	for _, on := range t.On {
		calls = either(calls, both(g.over(on, p), on.When.weigh(k)))
	}
	for _, to := range t.To {
		fit = either(fit, to.When.weigh(k))
	}
	return both(both(calls, fit), t.When.weigh(k))
}

// guards are the conditions of a step.
func (t *Transition) guards() []*Guard {
	all := []*Guard{t.When}
	for _, to := range t.To {
		all = append(all, to.When)
	}
	for _, on := range t.On {
		all = append(all, on.When)
	}
	return slices.DeleteFunc(all, func(g *Guard) bool { return g == nil })
}

// condition is where a step says when it is taken: its condition, its last
// target's, or the step itself.
func (t *Transition) condition() source.Pos {
	if all := t.guards(); t.When == nil && len(all) > 0 {
		return all[len(all)-1].Pos
	}
	if t.When != nil {
		return t.When.Pos
	}
	return t.Pos
}

// order is every place of which it is known what may follow, those the least to be
// doubted first.
func (d *doubted) order() []int {
	order := make([]int, min(len(d.least), d.graph.seen))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return d.least[a] - d.least[b] })
	return order
}
