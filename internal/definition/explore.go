package definition

import (
	"slices"
)

// A graph is every place that a run can be in, breadth first, so that the first
// move into a place is the end of a shortest run.
type graph struct {
	flow   *Workflow
	ends   []*ends
	past   []string          // the states and transitions of which a place knows whether a run has been there
	papers []bool            // for each state whether there surely are documents
	met    map[string]factor // how conditions on who is at the meeting may fall out, by those conditions
	words  map[string][]bool // for each state whether what a word gives has been asked for, of the words that conditions hold against values
	places []place
	moves  []move
	first  []int // for each place the move that discovered it; -1 for the beginning
	spent  int   // how many moves were looked at before, in vain
	cut    bool  // there were too many places, and not all are here
	seen   int   // of how many places it is known what may follow: all, unless it was cut
}

// explore finds every place that can be reached without what the barrier
// forbids: states and transitions by name, and "round.complete" for what
// becomes of rounds. nil forbids nothing. It looks at so many moves at most.
func explore(w *Workflow, without barrier, most int) *graph {
	past := w.past()
	if len(past) == 0 {
		return exploreKnowing(w, without, nil, most)
	}
	g := exploreKnowing(w, without, past, most/3*2)
	if g.cut {
		spent := len(g.moves)
		g = exploreKnowing(w, without, nil, most/3) // so far, at least, for less
		g.spent = spent
	}
	return g
}

// exploreKnowing explores by places that know of some states and transitions
// whether a run has been there.
func exploreKnowing(w *Workflow, without barrier, past []string, most int) *graph {
	g := &graph{flow: w, papers: w.withPapers(), words: map[string][]bool{}, met: map[string]factor{}, past: past}
	for i := range w.Rounds {
		g.ends = append(g.ends, w.endsOf(i))
	}
	if without == nil {
		without = func(string) bool { return false }
	}
	if len(w.States) == 0 || without(w.States[0].Name) {
		return g
	}
	e := &exploring{graph: g, without: without, seen: map[place]int{}}
	for _, start := range e.beginnings() {
		e.discover(start.place, -1)
	}
	for at := 0; at < len(g.places) && !g.cut; at++ {
		e.from = g.places[at]
		e.knows = g.knows(e.from)
		for _, s := range e.next() {
			if !without(w.States[s.place.state].Name) {
				e.moveTo(at, s)
			}
		}
		g.cut, g.seen = len(g.moves) > most && at+1 < len(g.places), at+1
	}
	return g
}

// exploring is one exploration at one place.
type exploring struct {
	*graph
	without barrier
	seen    map[place]int
	from    place
	knows   known
}

// discover gives the place's number, a new one where it is new.
func (e *exploring) discover(p place, by int) int {
	at, known := e.seen[p]
	if !known {
		at = len(e.places)
		e.seen[p] = at
		e.places, e.first = append(e.places, p), append(e.first, by)
	}
	return at
}

func (e *exploring) moveTo(at int, s stride) {
	to := e.discover(s.place, len(e.moves))
	e.moves = append(e.moves, move{at, to, s.transition, s.round, s.stands, s.doubt})
}

// beginnings are the places where a proposal begins.
func (e *exploring) beginnings() []stride {
	start := place{state: 0, came: -1, been: e.bit(e.flow.States[0].Name)}
	for i, r := range e.flow.Rounds {
		if i < mostRounds && r.unread {
			start.rounds[i] = asking
		}
	}
	return e.follow(stride{place: start, transition: -1, round: -1}, happening{kind: OnState, name: e.flow.States[0].Name})
}

func (g *graph) stateAt(name string) int {
	return slices.IndexFunc(g.flow.States, func(s State) bool { return s.Name == name })
}

func (g *graph) stateOf(at int) State { return g.flow.States[g.places[at].state] }

// isOpen says whether a round may be open at a place.
func (g *graph) isOpen(round int, at place) bool {
	return round >= mostRounds || at.rounds[round] == asking
}

// hasOpened says whether a round has been put at a place.
func (g *graph) hasOpened(round int, at place) bool {
	return round >= mostRounds || at.rounds[round] != unopened
}

// reached says which states some run reaches.
func (g *graph) reached() []bool {
	states := make([]bool, len(g.flow.States))
	for _, p := range g.places {
		states[p.state] = true
	}
	return states
}

// taken says which transitions some run takes.
func (g *graph) taken() []bool {
	taken := make([]bool, len(g.flow.Transitions))
	for _, m := range g.moves {
		if m.transition >= 0 {
			taken[m.transition] = true
		}
	}
	return taken
}

// settled says whether a state is final, or not known well enough to say.
func settled(st State) bool { return st.Final || st.unread }

// settledOrStuck says whether it is, or nothing leads on from it, which is
// reported of the state itself.
func (g *graph) settledOrStuck(st State) bool {
	return settled(st) || !slices.ContainsFunc(g.flow.Transitions, func(t Transition) bool { return slices.Contains(t.From, st.Name) })
}

// endsAt says for each place whether one that does can be reached from it.
func (g *graph) endsAt(does func(at int) bool) []bool {
	back := make([][]int, len(g.places))
	for _, m := range g.moves {
		back[m.to] = append(back[m.to], m.from)
	}
	ends := make([]bool, len(g.places))
	var left []int
	for i := range g.places {
		if does(i) {
			ends[i] = true
			left = append(left, i)
		}
	}
	for len(left) > 0 {
		at := left[len(left)-1]
		left = left[:len(left)-1]
		for _, from := range back[at] {
			if !ends[from] {
				ends[from] = true
				left = append(left, from)
			}
		}
	}
	return ends
}

// run is a shortest run to a place, as moves.
func (g *graph) run(to int) []move {
	var run []move
	for at := to; g.first[at] >= 0; at = g.moves[g.first[at]].from {
		run = append(run, g.moves[g.first[at]])
	}
	slices.Reverse(run)
	return run
}
