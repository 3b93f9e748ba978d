package drawing

import (
	"cmp"
	"math"
	"slices"
)

// Boxes of one column and lane may change places. First each goes where those are
// that it is tied to, a few times over; then two change places while that makes
// for fewer crossings.
const (
	sweeps   = 4
	attempts = 240
)

// order finds the rows in which the ways cross least.
func (d *Drawing) order() {
	best, found := d.cost(), d.rowsNow()
	for range sweeps {
		for _, group := range d.groups() {
			d.drift(group)
		}
		if c := d.cost(); c < best {
			best, found = c, d.rowsNow()
		}
	}
	d.restore(found)
	d.swap(best)
}

// groups are the boxes of each lane and column that has rows to choose from.
func (d *Drawing) groups() [][]*box {
	var groups [][]*box
	for _, l := range d.lanes {
		rows := d.rowsOf(l)
		for column := range d.last + 1 {
			var group []*box
			for _, b := range d.boxes {
				if b.lane == l && b.column == column {
					group = append(group, b)
				}
			}
			if len(group) > 0 && len(rows) > 1 {
				groups = append(groups, group)
			}
		}
	}
	return groups
}

func (d *Drawing) rowsOf(l *lane) []*row {
	var rows []*row
	for _, r := range d.rows {
		if r.lane == l {
			rows = append(rows, r)
		}
	}
	return rows
}

// drift moves boxes of one lane and column towards the middle of what they are
// tied to.
func (d *Drawing) drift(group []*box) {
	rows := d.rowsOf(group[0].lane)
	middle := map[*box]float64{}
	for _, b := range group {
		sum, ties := 0, 0
		d.each(func(w *way) {
			if w.from == b && w.to != b {
				sum, ties = sum+w.to.row.number, ties+1
			}
			if w.to == b && w.from != b {
				sum, ties = sum+w.from.row.number, ties+1
			}
		})
		middle[b] = float64(b.row.number)
		if ties > 0 {
			middle[b] = float64(sum) / float64(ties)
		}
	}
	slices.SortStableFunc(group, func(a, b *box) int { return cmp.Compare(middle[a], middle[b]) })
	next := 0
	for i, b := range group {
		want := int(math.Round(middle[b])) - rows[0].number
		at := min(max(want, next), len(rows)-(len(group)-i))
		b.move(rows[at])
		next = at + 1
	}
}

// move takes a box to another row.
func (b *box) move(to *row) {
	b.row.boxes = slices.DeleteFunc(b.row.boxes, func(o *box) bool { return o == b })
	to.take(b)
}

// swap lets boxes change places, or take an empty one, while it is for the better.
func (d *Drawing) swap(best int) {
	tried := 0
	for better := true; better; {
		better = false
		for _, group := range d.groups() {
			for _, b := range group {
				for _, to := range d.rowsOf(b.lane) {
					if to == b.row || tried >= attempts {
						continue
					}
					tried++
					from := b.row
					d.change(b, to)
					if c := d.cost(); c < best {
						best, better = c, true
						continue
					}
					d.change(b, from)
				}
			}
		}
	}
}

// change moves a box to a row, and who stands there to the box's own.
func (d *Drawing) change(b *box, to *row) {
	from := b.row
	if i := slices.IndexFunc(to.boxes, func(o *box) bool { return o.column == b.column }); i >= 0 {
		other := to.boxes[i]
		b.move(to)
		other.move(from)
		return
	}
	b.move(to)
}

func (d *Drawing) rowsNow() []*row {
	var rows []*row
	for _, b := range d.boxes {
		rows = append(rows, b.row)
	}
	return rows
}

func (d *Drawing) restore(rows []*row) {
	for i, b := range d.boxes {
		b.move(rows[i])
	}
}

// cost is how hard a picture is to follow: crossings first, then how far the ways
// run.
func (d *Drawing) cost() int {
	d.route()
	d.measure()
	var level, upright []segment
	length := 0
	d.each(func(w *way) {
		corners := d.path(w)
		for i := 1; i < len(corners); i++ {
			s := segment{w.net, corners[i-1], corners[i]}
			length += span(s.a, s.b)
			if s.a.y == s.b.y {
				level = append(level, s)
			} else {
				upright = append(upright, s)
			}
		}
	})
	crossings := 0
	for _, h := range level {
		for _, v := range upright {
			if h.net != v.net && h.crosses(v) {
				crossings++
			}
		}
	}
	return crossings*400 + length
}

// A segment is a straight part of a way.
type segment struct {
	net  *net
	a, b point
}

// crosses says whether a level segment runs across an upright one.
func (s segment) crosses(upright segment) bool {
	x, y := upright.a.x, s.a.y
	return min(s.a.x, s.b.x) < x && x < max(s.a.x, s.b.x) &&
		min(upright.a.y, upright.b.y) < y && y < max(upright.a.y, upright.b.y)
}
