package definition

import (
	"slices"
	"strings"
)

// promisable reports a name of a promise that is no state or transition.
func (s *scope) promisable(p Promise, names ...string) bool {
	known := slices.Concat(s.states, s.transitions)
	for _, name := range names {
		if !slices.Contains(known, name) {
			s.unpromised(p, name, known)
			return false
		}
	}
	return true
}

// passable reports a name of a promise that is neither, nor what became of a round.
func (s *scope) passable(p Promise, names ...string) bool {
	for _, name := range names {
		round, became, _ := strings.Cut(name, ".")
		ends := slices.Concat([]string{"complete", "expired"}, s.outcomes[round])
		if !(slices.Contains(s.rounds, round) && slices.Contains(ends, became)) && !s.promisable(p, name) {
			return false
		}
	}
	return true
}

// promised says whether a promise is about what becomes of a round.
func (w *Workflow) promised(r *Round) bool {
	return slices.ContainsFunc(w.Promises, func(p Promise) bool { return strings.Contains(" "+p.said(), " "+r.Name+".") })
}

// is says whether a move takes the transition of that name, or enters the state, or
// ends a round so.
func (g *graph) is(m move, name string) bool {
	if round, became, dotted := strings.Cut(name, "."); dotted {
		return m.round >= 0 && g.flow.Rounds[m.round].Name == round && g.became(m, became) != never
	}
	if m.transition >= 0 && g.flow.Transitions[m.transition].Name == name {
		return true
	}
	return g.stateOf(m.to).Name == name && g.places[m.from].state != g.places[m.to].state
}

// became says whether a round that ends in a move becomes so: complete, expired, or one
// of its outcomes.
func (g *graph) became(m move, what string) verdict {
	e := g.ends[m.round]
	how, _, over := e.ended(m.stands)
	switch what {
	case "complete":
		return truth(e.counts(m.stands))
	case "expired":
		return truth(over && how == bySilence)
	}
	return e.cameTo(m.stands, what)
}

// vague says whether a name is an outcome of a round of which it is not known who is
// asked, so that it may come to any.
func (g *graph) vague(name string) bool {
	round, outcome, dotted := strings.Cut(name, ".")
	i := g.roundAt(round)
	if !dotted || i < 0 {
		return false
	}
	at := slices.IndexFunc(g.flow.Rounds[i].Outcomes, func(o Outcome) bool { return o.Name == outcome })
	return i >= mostRounds || at >= 0 && slices.ContainsFunc(g.ends[i].classes, func(c class) bool { return c.outcomes[at] == maybe })
}

// A walk is every way on from where something happened, breadth first.
type walk struct {
	graph  *graph
	begins []int       // moves in which it happened
	found  []int       // moves after it, in order
	via    map[int]int // for each place come to, the move that led there
	origin map[int]bool
}

// walk follows runs from where first happens, over the moves that are allowed.
func (g *graph) walk(first string, allowed func(move) bool) *walk {
	w := &walk{graph: g, via: map[int]int{}, origin: map[int]bool{}}
	out := make([][]int, len(g.places))
	for i, m := range g.moves {
		if m.doubt >= revised {
			continue
		}
		out[m.from] = append(out[m.from], i)
		if g.is(m, first) {
			w.begins = append(w.begins, i)
		}
	}
	var queue []int
	come := func(i int) {
		to := g.moves[i].to
		if _, seen := w.via[to]; !seen && allowed(g.moves[i]) {
			w.via[to] = i
			queue = append(queue, to)
		}
	}
	for _, i := range w.begins {
		come(i)
		w.origin[i] = true
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, i := range out[at] {
			w.found = append(w.found, i)
			come(i)
		}
	}
	return w
}

// run is a run to a move: to where it began, and on from there. A move in which it
// began is its own run, unless it is found again after another.
func (w *walk) run(to int, again bool) []move {
	run := []move{w.graph.moves[to]}
	for at := to; again || !w.origin[at]; again = false {
		at = w.via[w.graph.moves[at].from]
		run = append(run, w.graph.moves[at])
	}
	slices.Reverse(run)
	return append(w.graph.run(run[0].from), run...)
}
