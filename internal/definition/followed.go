package definition

import (
	"slices"

	"beredd/internal/wording"
)

// everyFollowed looks for a shortest run that has decided and comes to an end without
// the follow-up having been put, or without the day on which it is to be.
func (s *scope) everyFollowed(p Promise, g *graph) {
	follow := g.roundAt(FollowUp)
	out := g.out()
	if !slices.ContainsFunc(s.flow.Transitions, func(t Transition) bool { return t.Decides() }) {
		s.r.warn(p.Pos, "promises_nothing", wording.Args{"Found": p.Text})
	}
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		if !t.Decides() {
			continue
		}
		w := g.walk(t.Name, func(move) bool { return true })
		for _, at := range append(slices.Clone(w.begins), w.found...) {
			to := g.moves[at].to
			ends := g.stateOf(to).Final || len(out[to]) == 0 && to < g.seen
			if ends && (follow < 0 || !g.hasOpened(follow, g.places[to])) {
				s.broken(p, g, w.run(at, false))
				return
			}
		}
	}
	if run := g.undatedFollowUp(); run != nil {
		s.broken(p, g, run)
		return
	}
	s.unproved(p, g)
}

// undatedFollowUp is a run that has decided and comes to an end without the day of its
// follow-up; nil where every such run has one, or it needs none.
func (g *graph) undatedFollowUp() []move {
	r := g.flow.Round(FollowUp)
	if r == nil || r.At == nil {
		return nil
	}
	lacking := dates(g.flow.bases(g.flow.treeOf(r.At)))
	if len(lacking) == 0 || !lacking.lacks(g.flow, r.At) {
		return nil
	}
	l := g.dateless(lacking, func(int) bool { return true })
	via := map[int]int{} // for each place that a run comes to which has decided, and lacks the day: the lead there
	var queue []int
	come := func(i int) {
		one := l.leads[i]
		if _, seen := via[one.to]; !seen && one.to%2 == 0 && l.moves[one.move].doubt < revised {
			via[one.to], queue = i, append(queue, one.to)
		}
	}
	for i, one := range l.leads {
		if t := l.moves[one.move].transition; t >= 0 && l.least[one.from] >= 0 && g.flow.Transitions[t].Decides() {
			come(i)
		}
	}
	begun := len(queue)
	for n := 0; n < len(queue); n++ {
		at := queue[n]
		if g.stateOf(at / 2).Final {
			return l.since(queue[:begun], via, at)
		}
		for _, i := range l.out[at] {
			come(i)
		}
	}
	return nil
}

// since is a run to one of some places, and on from there as it went.
func (l *dateless) since(begun []int, via map[int]int, at int) []move {
	var run []move
	for {
		one := l.leads[via[at]]
		run = append(run, l.moves[one.move])
		if slices.Contains(begun, at) {
			slices.Reverse(run)
			return append(l.runTo(one.from), run...)
		}
		at = one.from
	}
}
