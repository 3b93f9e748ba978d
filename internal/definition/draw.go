package definition

import (
	"cmp"
	"slices"

	"beredd/internal/wording"
)

// Marks are what a drawing shows of one proposal, and what it calls the roles.
type Marks struct {
	Current string                  // the state it stands in, or ""
	Been    []string                // the states it has stood in
	Roles   map[string]wording.Text // titles of roles; a role without one has its own
}

// Measures of a drawing, in SVG's pixels. Text has no measure before it is shown,
// so widths are estimates on the safe side.
const (
	margin     = 16
	laneHead   = 26 // above a lane's cards
	cardHead   = 44 // a card's title and deadline
	lineHeight = 22 // a transition on a card
	cardFoot   = 8
	leastCard  = 150
	mostCard   = 300
	trackGap   = 11 // between lines that run side by side
	around     = 14 // between a card and the nearest line
)

// A card is a state as a box: its title, its deadline, and a line for each way
// out, at which the way's own line begins.
type card struct {
	state      int
	column     int
	lane, row  int // row counts over all lanes
	x, y, w, h int
	title, due string
	lines      []line
}

// A line is one text on a card.
type line struct {
	text       string
	transition int // -1 for a round that opens here
	y          int
}

// A drawing is a workflow laid out: states in columns by how many steps they are
// from the beginning, in lanes by whose turn it is.
//
// A way between two states runs right from its line on the card into the gutter
// beside the column, up or down there, and, unless the next column is its goal,
// along the channel above the goal's row to the gutter before it. In gutters and
// channels each goal has a track of its own, so that lines only join that lead to
// one place.
type drawing struct {
	flow     *Workflow
	l        wording.Language
	marks    Marks
	cards    []*card
	edges    []edge
	lanes    []string // roles, in order; "" for nobody's turn
	laneTop  []int    // y of each, and of the end
	rows     int      // of all lanes
	rowTop   []int    // y of each row's cards
	rowLane  []int    // the lane of each row
	columnX  []int    // left edge of each column's cards
	gutters  [][]int  // for each column's left side, and the last one's right: the goals with a track there
	channels [][]int  // for each row, above it
	channelY []int    // the first track of each
	gutterX  []int    // the first track of each
	w, h     int
}

// layOut makes the drawing of a workflow.
func layOut(w *Workflow, l wording.Language, marks Marks) *drawing {
	d := &drawing{flow: w, l: l, marks: marks, edges: edges(w)}
	d.place()
	d.route()
	d.measure()
	return d
}

// place gives each state its column, lane and row.
func (d *drawing) place() {
	columns := d.depths()
	for i, s := range d.flow.States {
		holder := s.HeldBy
		if s.Final {
			holder = ""
		}
		if holder != "" && !slices.Contains(d.lanes, holder) {
			d.lanes = append(d.lanes, holder)
		}
		d.cards = append(d.cards, &card{state: i, column: columns[i], lane: -1})
	}
	d.lanes = append(d.lanes, "")
	for _, c := range d.cards {
		s := d.flow.States[c.state]
		c.lane = slices.Index(d.lanes, s.HeldBy)
		if s.Final || c.lane < 0 {
			c.lane = len(d.lanes) - 1
		}
		d.write(c)
	}
	d.stack()
}

// depths is how many steps each state is from the beginning, at the least; those
// that no run reaches come last.
func (d *drawing) depths() []int {
	depth := make([]int, len(d.flow.States))
	for i := range depth {
		depth[i] = -1
	}
	if len(depth) > 0 {
		depth[0] = 0
	}
	deepest := 0
	for changed := true; changed; {
		changed = false
		for _, e := range d.edges {
			if depth[e.from] >= 0 && (depth[e.to] < 0 || depth[e.to] > depth[e.from]+1) {
				depth[e.to] = depth[e.from] + 1
				changed = true
			}
		}
	}
	for _, at := range depth {
		deepest = max(deepest, at)
	}
	for i := range depth {
		if depth[i] < 0 {
			depth[i] = deepest + 1
		}
	}
	return depth
}

// stack gives the cards of each lane rows, so that no two share a place. A lane
// that nobody is in has none.
func (d *drawing) stack() {
	for lane := range d.lanes {
		var taken [][]int // columns taken, by row of the lane
		for _, c := range d.cards {
			if c.lane != lane {
				continue
			}
			row := slices.IndexFunc(taken, func(columns []int) bool { return !slices.Contains(columns, c.column) })
			if row < 0 {
				row = len(taken)
				taken = append(taken, nil)
			}
			taken[row] = append(taken[row], c.column)
			c.row = d.rows + row
		}
		for range taken {
			d.rowLane = append(d.rowLane, lane)
		}
		d.rows += len(taken)
	}
}

// route finds which goals need a track in each gutter and channel.
func (d *drawing) route() {
	last := 0
	for _, c := range d.cards {
		last = max(last, c.column)
	}
	d.gutters = make([][]int, last+2)
	d.channels = make([][]int, d.rows)
	for _, e := range d.edges {
		from, to := d.cards[e.from], d.cards[e.to]
		goal := func(tracks *[]int) {
			if !slices.Contains(*tracks, e.to) {
				*tracks = append(*tracks, e.to)
			}
		}
		goal(&d.gutters[to.column])
		if to.column != from.column+1 {
			goal(&d.gutters[from.column+1])
			goal(&d.channels[to.row])
		}
	}
	for _, tracks := range d.gutters {
		slices.SortFunc(tracks, func(a, b int) int {
			return cmp.Or(d.cards[b].row-d.cards[a].row, a-b)
		})
	}
}
