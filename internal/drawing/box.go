package drawing

import (
	"slices"

	"beredd/internal/definition"
)

// A shape is what a box or a sign stands for.
type shape int

const (
	plain shape = iota // no sign
	state
	round
	clock
	window
	elsewhere
	anywhere // what leads from every open state
)

// A kind is what takes a step, which a line shows by how it is drawn.
type kind int

const (
	person kind = iota // people: solid
	ending             // the end of a round: dashed
	timed              // time: dotted
	system             // what happens elsewhere: dashes and dots
	opens              // no step: a round opens
)

// A box is a state, every open state, a round, a clock or a window: its name, what is
// known of it, and a line of text for each thing that it leads to.
type box struct {
	shape  shape
	of     int // its place in the workflow; of anywhere the first step's
	title  []string
	facts  []string // what is known of it: how long, who is asked
	under  []string // the facts in rows
	lines  []*line
	column int
	lane   *lane
	row    *row
	head   int // height of title and what stands below it
	x, y   int
	w, h   int
	into   []*net // the nets that end here, in the order of their entries
}

// A line is one text on a box, at whose end ways begin.
type line struct {
	sign  shape
	said  string
	rows  []string
	y     int   // of the first row's middle
	step  int   // the step that it is, counted from 1, where it begins no way; else 0
	taken []int // which of the proposal's steps it was
	ways  []*way
}

// A way leads from a line of a box to another box.
type way struct {
	from, to   *box
	line       *line
	kind       kind
	transition int // -1 where a round opens
	source     int // the state that is left, or -1 for any
	net        *net
	taken      bool
}

// A net is ways that run together: all of one kind to one box, or all that open
// rounds from one line.
type net struct {
	ways []*way
	from *line // of those that open rounds, or nil
	to   *box
	kind kind
}

// A lane is boxes that belong together: states by whose turn it is.
type lane struct {
	title  string
	rows   []string // of the title
	top, h int
}

// A row is boxes beside each other.
type row struct {
	lane   *lane
	boxes  []*box
	y, h   int
	number int
}

// add gives a box a line of text, at whose end nothing begins yet.
func (b *box) add(sign shape, said string) *line {
	l := &line{sign: sign, said: said}
	b.lines = append(b.lines, l)
	return l
}

// lead begins a way at a line, once.
func (b *box) lead(l *line, w way) {
	if slices.ContainsFunc(l.ways, func(had *way) bool { return had.to == w.to && had.kind == w.kind }) {
		return
	}
	w.from, w.line = b, l
	l.ways = append(l.ways, &w)
}

// find is the box of a state, round, clock or window.
func (d *Drawing) find(s shape, of int) *box {
	if i := slices.IndexFunc(d.boxes, func(b *box) bool { return b.shape == s && b.of == of }); i >= 0 {
		return d.boxes[i]
	}
	return nil
}

// stateBox is the box of a state by name, or nil.
func (d *Drawing) stateBox(name string) *box {
	return d.find(state, slices.IndexFunc(d.flow.States, func(s definition.State) bool { return s.Name == name }))
}

// each hands every way to do, in the order of boxes and lines.
func (d *Drawing) each(do func(*way)) {
	for _, b := range d.boxes {
		for _, l := range b.lines {
			for _, w := range l.ways {
				do(w)
			}
		}
	}
}
