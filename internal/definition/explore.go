package definition

import (
	"slices"

	"beredd/internal/people"
)

// A place is where a run of the workflow can be: the state, the state it came
// from, and which rounds have opened on the way. That is all that what can
// happen next depends on, when guards over all else may fall out either way and a round, once
// it is open, may complete, expire or do neither.
type place struct {
	state, came int // index of the state; came is -1 at the beginning
	opened      uint64
}

// A move is one transition from a place to another.
type move struct {
	from, to   int // places, by their order of discovery
	transition int
}

// A graph is every place that a run can be in, breadth first, so that the first
// move into a place is the end of a shortest run.
type graph struct {
	flow   *Workflow
	places []place
	moves  []move
	first  []int // for each place the move that discovered it; -1 for the beginning
	cut    bool  // there were too many places, and not all are here
}

const (
	mostPlaces = 200_000
	mostRounds = 12 // of more, any may be open at any time
)

// A barrier is what a run must do without.
type barrier func(name string) bool

// explore finds every place that can be reached without what the barrier
// forbids: states and transitions by name, and "round.complete" for what
// becomes of rounds. nil forbids nothing.
func explore(w *Workflow, without barrier) *graph {
	g := &graph{flow: w}
	if without == nil {
		without = func(string) bool { return false }
	}
	if len(w.States) == 0 || without(w.States[0].Name) {
		return g
	}
	start := place{state: 0, came: -1}
	start.opened = g.opens(start, "", without)
	seen := map[place]int{start: 0}
	g.places, g.first = []place{start}, []int{-1}
	for at := 0; at < len(g.places) && !g.cut; at++ {
		for _, m := range g.next(at, without) {
			to, known := seen[m.place]
			if !known {
				to = len(g.places)
				seen[m.place] = to
				g.places, g.first = append(g.places, m.place), append(g.first, len(g.moves))
			}
			g.moves = append(g.moves, move{at, to, m.transition})
		}
		g.cut = len(g.places) > mostPlaces
	}
	return g
}

// A stride is a transition taken, and the place it leads to.
type stride struct {
	place      place
	transition int
}

// next lists where a run can go from a place, in the file's order.
func (g *graph) next(at int, without barrier) []stride {
	from := g.places[at]
	var strides []stride
	for i := range g.flow.Transitions {
		t := &g.flow.Transitions[i]
		if without(t.Name) || !slices.Contains(t.From, g.flow.States[from.state].Name) || !g.fires(t, from, without) {
			continue
		}
		knows := g.knows(from)
		if t.When.weigh(knows) == never {
			continue
		}
		for _, to := range g.targets(t, from, knows) {
			if without(g.flow.States[to].Name) {
				continue
			}
			p := place{state: to, came: from.state, opened: from.opened}
			p.opened = g.opens(p, t.Name, without)
			strides = append(strides, stride{p, i})
		}
	}
	return strides
}

// knows is what a guard of a transition can be told at a place.
func (g *graph) knows(at place) known {
	came := ""
	if at.came >= 0 {
		came = g.flow.States[at.came].Name
	}
	return known{
		names: map[string]string{"state": g.flow.States[at.state].Name, "came_from": came},
		opened: func(round string) bool {
			i := slices.IndexFunc(g.flow.Rounds, func(r Round) bool { return r.Name == round })
			return i >= 0 && g.isOpen(i, at)
		},
	}
}

// targets are the states a transition can lead to from a place: those whose
// guards may hold, up to the first that surely does.
func (g *graph) targets(t *Transition, from place, knows known) []int {
	var to []int
	for _, target := range t.To {
		weighed := target.When.weigh(knows)
		if weighed == never {
			continue
		}
		at := from.came
		if target.State != Back {
			at = g.stateAt(target.State)
		}
		if at >= 0 && !slices.Contains(to, at) {
			to = append(to, at)
		}
		if weighed == surely {
			break
		}
	}
	return to
}

func (g *graph) stateAt(name string) int {
	return slices.IndexFunc(g.flow.States, func(s State) bool { return s.Name == name })
}

// fires says whether somebody may take a transition at a place, or something
// there may fire it.
func (g *graph) fires(t *Transition, at place, without barrier) bool {
	if t.unread || t.assumed || t.called {
		return true
	}
	if slices.ContainsFunc(t.By, func(p people.Party) bool { return p.Kind != people.System }) {
		return true
	}
	for i, r := range g.flow.Rounds {
		if r.Expiry != nil && r.Expiry.Transition == t.Name && g.isOpen(i, at) && !without(r.Name+".expired") {
			return true
		}
	}
	return slices.ContainsFunc(t.On, func(on Trigger) bool { return g.happens(on, at, without) })
}

// happens says whether a trigger may come at a place.
func (g *graph) happens(on Trigger, at place, without barrier) bool {
	switch on.Kind {
	case OnState:
		return g.flow.States[at.state].Name == on.Name
	case OnTransition:
		t := g.flow.Transition(on.Name)
		return t != nil && !without(on.Name) && slices.ContainsFunc(t.To, func(to Target) bool {
			return to.State == Back || to.State == g.flow.States[at.state].Name
		})
	case OnTime, OnDate, OnClock:
		return true
	}
	for i, r := range g.flow.Rounds {
		ended := on.Kind == OnOutcome && (without(r.Name+"."+on.Outcome) || without(r.Name+".complete"))
		if (on.Name == "" || on.Name == r.Name) && g.isOpen(i, at) && !ended && !without(r.Name+"."+string(on.Kind)) {
			return true
		}
	}
	return false
}

func (g *graph) isOpen(round int, at place) bool {
	return round >= mostRounds || at.opened&(1<<round) != 0
}

// opens is which rounds have opened when a run has come to p by a transition:
// those that had, those it opens, and those that what becomes of these may open.
func (g *graph) opens(p place, transition string, without barrier) uint64 {
	for changed := true; changed; {
		changed = false
		for i, r := range g.flow.Rounds {
			if i >= mostRounds || g.isOpen(i, p) || without(r.Name+".opened") {
				continue
			}
			if r.unread || slices.ContainsFunc(r.Opens, func(on Trigger) bool { return g.begins(on, p, transition, without) }) {
				p.opened |= 1 << i
				changed = true
			}
		}
	}
	return p.opened
}

// begins says whether a trigger opens a round when a run comes to p.
func (g *graph) begins(on Trigger, p place, transition string, without barrier) bool {
	switch on.Kind {
	case OnState:
		return g.flow.States[p.state].Name == on.Name
	case OnTransition:
		return transition == on.Name
	}
	return g.happens(on, p, without)
}

// reached says which states some run reaches.
func (g *graph) reached() []bool {
	states := make([]bool, len(g.flow.States))
	for _, p := range g.places {
		states[p.state] = true
	}
	return states
}

// settled says whether a state is final, or not known well enough to say.
func settled(st State) bool { return st.Final || st.unread }

// settledOrStuck says whether it is, or nothing leads on from it, which is
// reported of the state itself.
func (g *graph) settledOrStuck(st State) bool {
	return settled(st) || !slices.ContainsFunc(g.flow.Transitions, func(t Transition) bool { return slices.Contains(t.From, st.Name) })
}

// ends says for each place whether a state that does can be reached from it.
func (g *graph) ends(does func(State) bool) []bool {
	back := make([][]int, len(g.places))
	for _, m := range g.moves {
		back[m.to] = append(back[m.to], m.from)
	}
	ends := make([]bool, len(g.places))
	var left []int
	for i, p := range g.places {
		if does(g.flow.States[p.state]) {
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
