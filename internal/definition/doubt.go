package definition

import (
	"container/heap"
	"slices"

	"beredd/internal/definition/source"
)

// doubted is how much each place is to be doubted: the least that a run to it can
// be, and the last move of such a run.
type doubted struct {
	graph *graph
	least []int
	last  []int // -1 at the beginning
}

// doubts finds for each place the run to it that is the least to be doubted.
func (g *graph) doubts() *doubted {
	d := &doubted{g, make([]int, len(g.places)), make([]int, len(g.places))}
	out := make([][]int, len(g.places))
	for i, m := range g.moves {
		out[m.from] = append(out[m.from], i)
	}
	left := &frontier{}
	for i := range g.places {
		d.least[i], d.last[i] = -1, -1
		if g.first[i] < 0 {
			d.least[i] = 0
			heap.Push(left, reach{i, 0, 0})
		}
	}
	for left.Len() > 0 {
		at := heap.Pop(left).(reach)
		if at.doubt > d.least[at.place] {
			continue
		}
		for _, i := range out[at.place] {
			m := g.moves[i]
			if doubt := at.doubt + m.doubt; d.least[m.to] < 0 || doubt < d.least[m.to] {
				d.least[m.to], d.last[m.to] = doubt, i
				heap.Push(left, reach{m.to, doubt, at.steps + 1})
			}
		}
	}
	return d
}

// run is the run to a place that is the least to be doubted, as moves.
func (d *doubted) run(to int) []move {
	var run []move
	for at := to; d.last[at] >= 0; at = d.graph.moves[d.last[at]].from {
		run = append(run, d.graph.moves[d.last[at]])
	}
	slices.Reverse(run)
	return run
}

// severity is how bad it is that something is wrong at a place: an error where a
// run surely comes there, or comes there when people choose so.
func (d *doubted) severity(at int) source.Severity {
	if d.least[at] <= chosen {
		return source.Error
	}
	return source.Warning
}

// A reach is a place, how much a run to it is to be doubted, and its length.
type reach struct{ place, doubt, steps int }

// A frontier is a heap of places, those the least to be doubted first.
type frontier []reach

func (h frontier) Len() int { return len(h) }
func (h frontier) Less(i, j int) bool {
	return h[i].doubt < h[j].doubt || h[i].doubt == h[j].doubt && h[i].steps < h[j].steps
}
func (h frontier) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

// Push is for the heap.
func (h *frontier) Push(x any) { *h = append(*h, x.(reach)) }

// Pop is for the heap.
func (h *frontier) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}
