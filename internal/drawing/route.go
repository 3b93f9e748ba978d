package drawing

import (
	"cmp"
	"slices"
)

// A way runs right from its line into the gutter beside the column, up or down
// there, and, unless the next column is its goal's, along the channel above the
// goal's row to the gutter before the goal. In gutters and channels each net has a
// track of its own, so that lines only meet that belong together.

// A band is a gutter or a channel: the nets that have a track in it, in order.
type band struct {
	nets []*net
	at   int // where its first track is
}

// track is where a net runs in the band.
func (b *band) track(n *net) int { return b.at + slices.Index(b.nets, n)*trackGap }

// breadth is how much room the tracks take.
func (b *band) breadth() int { return max(0, len(b.nets)-1) * trackGap }

func (b *band) join(n *net) {
	if !slices.Contains(b.nets, n) {
		b.nets = append(b.nets, n)
	}
}

// route finds which nets need a track in each gutter and channel.
func (d *Drawing) route() {
	d.gutters, d.channels = make([]*band, d.last+2), make([]*band, len(d.rows))
	for i := range d.gutters {
		d.gutters[i] = &band{}
	}
	for i := range d.channels {
		d.channels[i] = &band{}
	}
	d.each(func(w *way) {
		d.gutters[w.to.column].join(w.net)
		if !w.near() {
			d.gutters[w.from.column+1].join(w.net)
			d.channels[w.to.row.number].join(w.net)
		}
	})
}

// near says whether a way ends in the next column.
func (w *way) near() bool { return w.to.column == w.from.column+1 }

// A point is a place on the paper.
type point struct{ x, y int }

// path is the corners of a way.
func (d *Drawing) path(w *way) []point {
	from, to := point{w.from.x + w.from.w, w.port()}, point{w.to.x, w.entry()}
	in := d.gutters[w.to.column].track(w.net)
	if w.near() {
		return []point{from, {in, from.y}, {in, to.y}, to}
	}
	out := d.gutters[w.from.column+1].track(w.net)
	along := d.channels[w.to.row.number].track(w.net)
	return []point{from, {out, from.y}, {out, along}, {in, along}, {in, to.y}, to}
}

// port is how high a way begins: a round opens a little below the step that opens
// it. No port is as high as any entry, so that what leaves one box never runs into
// what enters another.
func (w *way) port() int {
	if w.kind == opens && slices.ContainsFunc(w.line.ways, func(o *way) bool { return o.kind != opens }) {
		return w.line.y + pitch/4
	}
	return w.line.y
}

// entries are how far down a box nets end, in turn.
var entries = []int{24, 32, 8, 16, 28, 4}

// entry is how high a way ends.
func (w *way) entry() int { return w.to.y + entries[slices.Index(w.to.into, w.net)%len(entries)] }

// untangle orders the tracks of each gutter and channel so that lines cross as
// little as they can.
func (d *Drawing) untangle() {
	d.route()
	d.measure()
	for range 2 {
		for i, b := range d.gutters {
			d.sort(b, d.turns(i, -1))
		}
		d.measure()
		for i, b := range d.channels {
			d.sort(b, d.turns(-1, i))
		}
		d.measure()
	}
}

// A turning is what a net does in one band: from where to where it runs there, and
// where others of its parts leave it to the sides, before or after the track.
type turning struct {
	low, high     int
	before, after []int
}

// turns are what the nets do in a gutter or a channel; the other is -1.
func (d *Drawing) turns(gutter, channel int) map[*net]*turning {
	found := map[*net]*turning{}
	note := func(n *net, from, to int, sides ...[2]int) {
		t := found[n]
		if t == nil {
			t = &turning{low: from, high: from}
			found[n] = t
		}
		t.low, t.high = min(t.low, from, to), max(t.high, from, to)
		for _, s := range sides {
			if s[1] < 0 && !slices.Contains(t.before, s[0]) {
				t.before = append(t.before, s[0])
			}
			if s[1] > 0 && !slices.Contains(t.after, s[0]) {
				t.after = append(t.after, s[0])
			}
		}
	}
	d.each(func(w *way) {
		c := d.path(w)
		switch {
		case w.near() && gutter == w.to.column:
			note(w.net, c[1].y, c[2].y, [2]int{c[1].y, -1}, [2]int{c[2].y, 1})
		case w.near():
		case channel == w.to.row.number:
			note(w.net, c[2].x, c[3].x, [2]int{c[2].x, c[1].y - c[2].y}, [2]int{c[3].x, c[4].y - c[3].y})
		default:
			if gutter == w.from.column+1 {
				note(w.net, c[1].y, c[2].y, [2]int{c[1].y, -1}, [2]int{c[2].y, c[3].x - c[2].x})
			}
			if gutter == w.to.column {
				note(w.net, c[3].y, c[4].y, [2]int{c[3].y, c[2].x - c[3].x}, [2]int{c[4].y, 1})
			}
		}
	})
	return found
}

// sort changes neighbouring tracks while that takes away a crossing.
func (d *Drawing) sort(b *band, turns map[*net]*turning) {
	slices.SortStableFunc(b.nets, func(x, y *net) int { return cmp.Compare(turns[x].middle(), turns[y].middle()) })
	for range b.nets {
		for i := 1; i < len(b.nets); i++ {
			x, y := turns[b.nets[i-1]], turns[b.nets[i]]
			if y.crossed(x) < x.crossed(y) {
				b.nets[i-1], b.nets[i] = b.nets[i], b.nets[i-1]
			}
		}
	}
}

func (t *turning) middle() int { return t.low + t.high }

// crossed is how often two nets cross, where t's track is before o's.
func (t *turning) crossed(o *turning) int {
	crossings := 0
	for _, at := range t.after {
		if o.low < at && at < o.high {
			crossings++
		}
	}
	for _, at := range o.before {
		if t.low < at && at < t.high {
			crossings++
		}
	}
	return crossings
}
