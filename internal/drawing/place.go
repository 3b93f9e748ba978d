package drawing

import "slices"

// follow makes the nets: of the ways of one kind to one box, and of those that
// open rounds from one line. A way says whether the proposal took it.
func (d *Drawing) follow() {
	d.each(func(w *way) {
		same := func(n *net) bool {
			if w.kind == opens {
				return n.from == w.line
			}
			return n.from == nil && n.to == w.to && n.kind == w.kind
		}
		i := slices.IndexFunc(d.nets, same)
		if i < 0 {
			n := &net{to: w.to, kind: w.kind}
			if w.kind == opens {
				n.from, n.to = w.line, nil
			}
			d.nets, i = append(d.nets, n), len(d.nets)
		}
		w.net = d.nets[i]
		w.net.ways = append(w.net.ways, w)
		if !slices.Contains(w.to.into, w.net) {
			w.to.into = append(w.to.into, w.net)
		}
	})
	for i, step := range d.marks.Taken {
		d.walk(i+1, step)
	}
}

// walk marks the ways of one of the proposal's steps: where it is drawn from the
// round or the clock that took it, that one, unless people may take it too.
func (d *Drawing) walk(number int, step Taken) {
	to := d.stateBox(step.To)
	var found *way
	d.each(func(w *way) {
		if w.transition < 0 || w.to != to || d.flow.Transitions[w.transition].Name != step.Transition {
			return
		}
		here := w.from == d.stateBox(step.From)
		if here && found == nil || found == nil && w.from.shape != state {
			found = w
		}
	})
	if found == nil {
		d.stay(number, step)
		return
	}
	found.taken = true
	found.line.taken = append(found.line.taken, number)
}

// stay marks a step of the proposal's that begins no way, as it leaves it where it stands.
func (d *Drawing) stay(number int, step Taken) {
	for _, b := range d.boxes {
		for _, l := range b.lines {
			if l.step > 0 && d.flow.Transitions[l.step-1].Name == step.Transition {
				l.taken = append(l.taken, number)
			}
		}
	}
}

// place gives each box its column and lane, and each lane its rows.
func (d *Drawing) place() {
	d.columns()
	for i, s := range d.flow.States {
		if !s.Final {
			title := ""
			if s.HeldBy != "" {
				title = d.role(s.HeldBy)
			}
			d.boxes[i].lane = d.laneOf(title)
		}
	}
	for _, group := range []struct {
		key  string
		has  func(*box) bool
		into *lane
	}{
		{"lane_everywhere", func(b *box) bool { return b.shape == anywhere }, nil},
		{"lane_rounds", func(b *box) bool { return b.shape == round }, nil},
		{"lane_ends", func(b *box) bool { return b.shape == state && d.flow.States[b.of].Final }, nil},
		{"lane_times", func(b *box) bool { return b.shape == clock || b.shape == window }, nil},
	} {
		for _, b := range d.boxes {
			if group.has(b) {
				if group.into == nil {
					group.into = &lane{title: d.say(group.key, nil)}
					d.lanes = append(d.lanes, group.into)
				}
				b.lane = group.into
			}
		}
	}
	d.stack()
}

func (d *Drawing) laneOf(title string) *lane {
	if i := slices.IndexFunc(d.lanes, func(l *lane) bool { return l.title == title }); i >= 0 {
		return d.lanes[i]
	}
	d.lanes = append(d.lanes, &lane{title: title})
	return d.lanes[len(d.lanes)-1]
}

// columns is how many steps each box is from the beginning, at the least. What
// time begins by itself stands before what it leads to, and what no run reaches
// comes last.
func (d *Drawing) columns() {
	for _, b := range d.boxes {
		b.column = -1
	}
	if len(d.boxes) > 0 {
		d.boxes[0].column = 0
	}
	d.spread()
	for _, b := range d.boxes {
		if b.column < 0 && b.shape != state {
			b.column = d.before(b)
			d.spread()
		}
	}
	for _, b := range d.boxes {
		d.last = max(d.last, b.column)
	}
	for _, b := range d.boxes {
		if b.column < 0 {
			b.column = d.last
		}
	}
}

// before is the column of a box that nothing leads to.
func (d *Drawing) before(b *box) int {
	at := -1
	for _, l := range b.lines {
		for _, w := range l.ways {
			if w.to.column > 0 && (at < 0 || w.to.column-1 < at) {
				at = w.to.column - 1
			}
		}
	}
	if at >= 0 {
		return at
	}
	taken := func(column int) bool {
		return slices.ContainsFunc(d.boxes, func(o *box) bool { return o.shape == b.shape && o.column == column })
	}
	for at = 0; taken(at); at++ {
	}
	return at
}

// spread hands columns on along the ways.
func (d *Drawing) spread() {
	for changed := true; changed; {
		changed = false
		d.each(func(w *way) {
			next := w.from.column + 1
			if w.kind == opens && w.from.shape == state {
				next = w.from.column // below the state that asks
			}
			if w.from.column >= 0 && (w.to.column < 0 || w.to.column > next) {
				w.to.column, changed = next, true
			}
		})
	}
}

// stack gives the boxes of each lane rows, so that no two share a place.
func (d *Drawing) stack() {
	for _, l := range d.lanes {
		var rows []*row
		for _, b := range d.boxes {
			if b.lane != l {
				continue
			}
			i := slices.IndexFunc(rows, func(r *row) bool { return r.free(b.column) })
			if i < 0 {
				rows, i = append(rows, &row{lane: l}), len(rows)
			}
			rows[i].take(b)
		}
		d.rows = append(d.rows, rows...)
	}
	for i, r := range d.rows {
		r.number = i
	}
}

func (r *row) free(column int) bool {
	return !slices.ContainsFunc(r.boxes, func(b *box) bool { return b.column == column })
}

func (r *row) take(b *box) {
	r.boxes = append(r.boxes, b)
	b.row = r
}
