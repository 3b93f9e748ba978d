package definition

import (
	"slices"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// checkRunsOn tells of places from which steps follow by themselves for ever, over
// every way in which rounds may have ended: what leads round in a circle whatever
// conditions say is told by checkEndless and checkCircles. It is wrong where it surely
// comes to be so, and a warning where it hangs on what a proposal carries.
func (s *scope) checkRunsOn(g *graph, d *doubted, told map[source.Pos]bool) {
	out := g.out()
	for _, at := range d.order() {
		if d.least[at] >= revised || !g.followsSome(at, out[at]) {
			continue
		}
		circle, hangs := g.circleFrom(at, out)
		if len(circle) == 0 || slices.ContainsFunc(circle, func(m move) bool { return told[s.flow.Transitions[m.transition].Pos] }) {
			continue
		}
		severity := d.severity(at)
		if hangs {
			severity = source.Warning
		}
		for _, m := range circle {
			told[s.flow.Transitions[m.transition].Pos] = true
		}
		first := slices.MinFunc(circle, func(a, b move) int { return a.transition - b.transition })
		t := &s.flow.Transitions[first.transition]
		s.r.note(severity, t.Pos, "runs_on", wording.Args{
			"Found": t.Name, "State": g.stateOf(first.from).Name, "Run": s.story(g, append(d.run(at), circle...))})
	}
}

// followsSome says whether a step may follow by itself at a place.
func (g *graph) followsSome(at int, out []move) bool {
	return slices.ContainsFunc(out, func(m move) bool {
		return m.transition >= 0 && m.round < 0 && g.calls(&g.flow.Transitions[m.transition], g.knows(g.places[at]), g.places[at]) != never
	})
}

// calls says whether what stands at a place takes a step there by itself, as far as
// that is known: rounds that have ended, and conditions.
func (g *graph) calls(t *Transition, k known, at place) verdict {
	if !slices.Contains(t.From, g.flow.States[at.state].Name) {
		return never
	}
	calls := never
	for _, on := range t.On {
		over := g.over(on, at)
		if on.Kind == OnHolds {
			over = surely
		}
		calls = either(calls, both(over, on.When.weigh(k)))
	}
	if !t.Windows.IsZero() || t.unread || t.assumed {
		calls = both(calls, maybe)
	}
	return both(calls, t.When.weigh(k))
}

// circleFrom is a way on from a place, by steps that follow by themselves, that comes
// back to it, and whether it hangs on more than the place.
func (g *graph) circleFrom(at int, out [][]move) (circle []move, hangs bool) {
	free := newFreedom(g.flow, g, g.places[at])
	near := g.byThemselves(at, out)
	for _, i := range near {
		g.unsure(free, i)
	}
	factors := free.factors()
	found, _ := cases(factors, func(falls map[string]bool) bool {
		circle = g.goesRound(at, out, falls, len(near))
		return len(circle) > 0
	})
	if !found {
		return nil, false
	}
	return circle, len(factors) > 0
}

// byThemselves are the places that steps which follow by themselves may lead to.
func (g *graph) byThemselves(from int, out [][]move) []int {
	near := []int{from}
	for i := 0; i < len(near); i++ {
		k := g.knows(g.places[near[i]])
		for _, m := range out[near[i]] {
			follows := m.transition >= 0 && m.round < 0 && g.calls(&g.flow.Transitions[m.transition], k, g.places[near[i]]) != never
			if follows && !slices.Contains(near, m.to) {
				near = append(near, m.to)
			}
		}
	}
	return near
}

// unsure adds what is not known at a place of the conditions of steps that may follow
// there, but for what changes while they are taken.
func (g *graph) unsure(free *freedom, at int) {
	p := g.places[at]
	k := g.knows(p)
	for i := range g.flow.Transitions {
		t := &g.flow.Transitions[i]
		if g.calls(t, k, p) == never {
			continue
		}
		for _, guard := range t.guards() {
			for _, leaf := range leaves(guard.tree) {
				if k.hand = guard.hand; k.leaf(leaf) == maybe && !g.toldApart(leaf, guard.hand) {
					free.add(leaf, guard.hand)
				}
			}
		}
	}
}

// goesRound follows steps by themselves as conditions fall out, and is the way where
// it surely comes back.
func (g *graph) goesRound(from int, out [][]move, falls map[string]bool, most int) []move {
	var way []move
	for at := from; len(way) <= most; {
		m, sure := g.followsNext(at, out[at], falls)
		if !sure {
			return nil
		}
		way = append(way, m)
		if at = m.to; at == from {
			return way
		}
	}
	return nil
}

// followsNext is the step that surely is taken at a place by itself.
func (g *graph) followsNext(at int, out []move, falls map[string]bool) (move, bool) {
	p := g.places[at]
	k := g.knows(p)
	k.assumed = assuming(falls)
	for i := range g.flow.Transitions {
		t := &g.flow.Transitions[i]
		calls := g.calls(t, k, p)
		if calls == never {
			continue
		}
		aims := g.targets(t, p, k)
		if calls == maybe || len(aims) == 0 || aims[0].fits != surely {
			return move{}, false
		}
		var leads []move
		for _, m := range out {
			if m.transition == i && m.round < 0 && g.places[m.to].state == aims[0].state {
				leads = append(leads, m)
			}
		}
		if len(leads) != 1 {
			return move{}, false
		}
		return leads[0], true
	}
	return move{}, false
}
