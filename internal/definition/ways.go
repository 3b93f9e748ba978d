package definition

import (
	"cmp"
	"slices"
)

// A Way is one way that a transition leads from a state to another, each by its
// place in the workflow.
type Way struct{ From, To, Transition int }

// Ways lists every way that some run takes, in the order of the file. A
// transition that no run takes is there as it is written, so that the drawing of
// a workflow that is wrong shows it.
func (w *Workflow) Ways() []Way {
	g := explore(w, nil, usualMoves)
	var all []Way
	taken := map[int]bool{}
	for _, m := range g.moves {
		if m.transition >= 0 {
			taken[m.transition] = true
			all = append(all, Way{g.places[m.from].state, g.places[m.to].state, m.transition})
		}
	}
	for i, t := range w.Transitions {
		if !taken[i] {
			all = append(all, g.written(i, t)...)
		}
	}
	all = slices.DeleteFunc(all, func(e Way) bool { return e.From < 0 || e.To < 0 })
	slices.SortFunc(all, func(a, b Way) int {
		return cmp.Or(a.Transition-b.Transition, a.From-b.From, a.To-b.To)
	})
	return slices.Compact(all)
}

// written are the ways of a transition as the file has them, but for those back.
func (g *graph) written(i int, t Transition) (all []Way) {
	for _, from := range t.From {
		for _, to := range t.To {
			all = append(all, Way{g.stateAt(from), g.stateAt(to.State), i})
		}
	}
	return all
}
