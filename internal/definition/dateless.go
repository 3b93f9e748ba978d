package definition

import (
	"container/heap"
	"slices"
)

// dateless is how runs go that may lack some dates, most often one: each place twice,
// as a run is in it that has any of them and as one is that lacks them all. What such a
// date alone leads on to happens only to those that have it.
type dateless struct {
	*graph
	dates dates
	least []int       // how much each is to be doubted, -1 where no run comes
	last  []int       // the last of the leads of such a run, -1 at the beginning
	leads []datedMove // every lead
	out   [][]int     // those from each
	to    []bool      // which come to an end
}

// A datedMove is a move as runs make it that have a date, or lack it.
type datedMove struct{ from, to, move, doubt int }

// lacking and having are the two of a place.
func lackingAt(place int) int { return 2 * place }
func havingAt(place int) int  { return 2*place + 1 }

// dateless goes through every run by whether it has any of some dates. Where it ends is told by
// the places at which nothing has to follow.
func (g *graph) dateless(lacking dates, settles func(place int) bool) *dateless {
	l := &dateless{graph: g, dates: lacking}
	n := 2 * len(g.places)
	l.least, l.last, l.out, l.to = make([]int, n), make([]int, n), make([][]int, n), make([]bool, n)
	for i := range n {
		l.least[i], l.last[i] = -1, -1
	}
	for i, m := range g.moves {
		if m.doubt < revised {
			l.move(i, m)
		}
	}
	l.runs()
	l.ends(settles)
	return l
}

// move adds a move's leads.
func (l *dateless) move(i int, m move) {
	for _, has := range []bool{false, true} {
		from := lackingAt(m.from)
		if has {
			from = havingAt(m.from)
		} else if l.barred(m) {
			continue
		}
		given, lacking := l.dates.after(l.graph, m, has)
		if given >= 0 {
			l.lead(datedMove{from, havingAt(m.to), i, m.doubt + given})
		}
		if lacking >= 0 {
			l.lead(datedMove{from, lackingAt(m.to), i, m.doubt + lacking})
		}
	}
}

func (l *dateless) lead(one datedMove) {
	l.out[one.from] = append(l.out[one.from], len(l.leads))
	l.leads = append(l.leads, one)
}

// runs finds for each the run that is the least to be doubted.
func (l *dateless) runs() {
	left := &frontier{}
	begin := func(at, doubt int) {
		l.least[at] = doubt
		heap.Push(left, reach{at, doubt, 0})
	}
	for i, first := range l.first {
		if first >= 0 {
			continue
		}
		if l.dates.had() {
			begin(havingAt(i), 0)
			continue
		}
		begin(lackingAt(i), l.dates.begins())
		if l.dates.begins() > 0 { // it may be given when the proposal is written
			begin(havingAt(i), l.dates.begins())
		}
	}
	for left.Len() > 0 {
		at := heap.Pop(left).(reach)
		if at.doubt > l.least[at.place] {
			continue
		}
		for _, i := range l.out[at.place] {
			one := l.leads[i]
			if doubt := at.doubt + one.doubt; l.least[one.to] < 0 || doubt < l.least[one.to] {
				l.least[one.to], l.last[one.to] = doubt, i
				heap.Push(left, reach{one.to, doubt, at.steps + 1})
			}
		}
	}
}

// ends finds from which an end can be reached.
func (l *dateless) ends(settles func(place int) bool) {
	back := make([][]int, len(l.out))
	var left []int
	for _, one := range l.leads {
		back[one.to] = append(back[one.to], one.from)
	}
	for at := range l.to {
		if place := at / 2; place >= l.seen || settles(place) {
			l.to[at], left = true, append(left, at)
		}
	}
	for len(left) > 0 {
		at := left[len(left)-1]
		left = left[:len(left)-1]
		for _, from := range back[at] {
			if !l.to[from] {
				l.to[from], left = true, append(left, from)
			}
		}
	}
}

// order is every place to which a run comes that lacks the date, those the least to
// be doubted first.
func (l *dateless) order() []int {
	var order []int
	for i := range min(len(l.places), l.seen) {
		if l.least[lackingAt(i)] >= 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return l.least[lackingAt(a)] - l.least[lackingAt(b)] })
	return order
}

// run is the run to a place that lacks the date and is the least to be doubted.
func (l *dateless) run(place int) []move { return l.runTo(lackingAt(place)) }

func (l *dateless) runTo(at int) []move {
	var run []move
	for ; l.last[at] >= 0; at = l.leads[l.last[at]].from {
		run = append(run, l.moves[l.leads[l.last[at]].move])
	}
	slices.Reverse(run)
	return run
}

// barred says whether a move happens on the date alone, so that none who lacks it
// makes it: a step that only dates take, or a round that opens on one.
func (l *dateless) barred(m move) bool {
	if l.dates[0].of == ofHeld {
		return m.transition >= 0 && l.withholds(&l.flow.Transitions[m.transition])
	}
	if m.transition >= 0 {
		return m.round < 0 && l.onlyBy(&l.flow.Transitions[m.transition])
	}
	return m.round >= 0 && l.places[m.from].rounds[m.round] == awaiting && l.dates.lacks(l.flow, l.flow.Rounds[m.round].At)
}

// onlyBy says whether nothing takes a step but dates that a run lacks.
func (l *dateless) onlyBy(t *Transition) bool {
	if t.unread || t.assumed || t.called || len(t.On) == 0 || byPeople(t) || l.flow.FollowsSilence(t) {
		return false
	}
	return !slices.ContainsFunc(t.On, func(on Trigger) bool { return !l.dates.lacks(l.flow, on.Date) })
}
