// Package drawing makes a workflow into a picture, the same picture in words, and
// Mermaid's text. It is pure: a proposal's way is marked in it from what history
// tells.
//
// A picture has states in lanes by whose turn it is, and rounds, clocks and
// windows as boxes of their own. Lines run between boxes, never through them, and
// say by how they are drawn what takes a step: people, the end of a round, or time.
//
// The layout is our own. The well-kept Go libraries that the module proxy serves
// place nodes by springs (gonum) or do not place them at all (dominikbraun/graph);
// none has lanes, lines that begin at a line of text, and the same picture twice.
package drawing

import (
	"beredd/internal/definition"
	"beredd/internal/wording"
)

// Marks are what a picture shows of one proposal.
type Marks struct {
	Current string   // the state it stands in, or ""
	Taken   []Taken  // the steps it has taken, oldest first
	Open    []string // the rounds that are open
	Ended   []string // the rounds that have ended
}

// Taken is one step that a proposal has taken.
type Taken struct{ Transition, From, To string }

// A Drawing is a workflow laid out, in one language.
type Drawing struct {
	pack  *definition.Pack
	flow  *definition.Workflow
	l     wording.Language
	marks Marks
	ways  []definition.Way
	boxes []*box
	lanes []*lane
	later []opening
	nets  []*net

	last     int     // the last column
	rows     []*row  // of all lanes
	gutters  []*band // to the left of each column, and to the right of the last
	channels []*band // above each row
	columnX  []int
	columnW  []int
	legend   []sample
	strip    int // how wide the lanes' titles are
	w, h     int
}

// New lays a workflow of a pack out. The same workflow gives the same drawing.
func New(pack *definition.Pack, flow *definition.Workflow, l wording.Language, marks Marks) *Drawing {
	d := &Drawing{pack: pack, flow: flow, l: l, marks: marks, ways: flow.Ways()}
	d.states()
	d.rounds()
	d.times()
	d.join()
	d.follow()
	d.place()
	d.order()
	d.measure()
	d.untangle()
	d.measure()
	d.explain()
	return d
}

// Width is how wide the picture is, in SVG's pixels.
func (d *Drawing) Width() int { return d.w }

// Tall says whether it is higher than a sheet of paper that lies, and so better printed
// on one that stands.
func (d *Drawing) Tall() bool { return 10*d.h > 9*d.w }

func (d *Drawing) say(key string, args wording.Args) string {
	return wording.Say(d.l, "drawing."+key, args)
}
