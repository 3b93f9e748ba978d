package definition

import (
	"slices"
)

// write fills a card with its texts.
func (d *drawing) write(c *card) {
	s := d.flow.States[c.state]
	c.title, c.due = s.Title.In(d.l), d.due(s)
	c.w = max(leastCard, wide(c.title, 9)+36, wide(c.due, 6.8)+24)
	for i, t := range d.flow.Transitions {
		if slices.ContainsFunc(d.edges, func(e edge) bool { return e.from == c.state && e.transition == i }) {
			c.lines = append(c.lines, line{text: t.Title.In(d.l), transition: i})
		}
	}
	for _, r := range d.flow.Rounds {
		if d.opensIn(r, s.Name) {
			c.lines = append(c.lines, line{text: "◇ " + r.Title.In(d.l), transition: -1})
		}
	}
	for _, line := range c.lines {
		c.w = max(c.w, wide(line.text, 7.3)+26)
	}
	c.w = min(c.w, mostCard)
	c.h = cardHead
	if len(c.lines) > 0 {
		c.h += len(c.lines)*lineHeight + cardFoot
	}
}

// opensIn says whether a round opens when a state is entered.
func (d *drawing) opensIn(r Round, state string) bool {
	return slices.ContainsFunc(r.Opens, func(on Trigger) bool {
		if on.Kind == OnTransition {
			t := d.flow.Transition(on.Name)
			return t != nil && slices.ContainsFunc(t.To, func(to Target) bool { return to.State == state })
		}
		return on.Kind == OnState && on.Name == state
	})
}

// due is a state's deadline in a few words.
func (d *drawing) due(s State) string {
	switch {
	case s.Deadline == nil:
		return ""
	case s.Deadline.At == nil:
		return s.Deadline.Within.Text().In(d.l)
	}
	return d.flow.DateTitle(s.Deadline.At).In(d.l)
}

// wide is how wide a text is, at so many pixels a letter.
func wide(text string, each float64) int { return int(float64(len([]rune(text))) * each) }

// short is a text cut to a width.
func short(text string, width int, each float64) string {
	letters := []rune(text)
	most := int(float64(width) / each)
	if len(letters) <= most {
		return text
	}
	return string(letters[:max(1, most-1)]) + "…"
}

// measure turns columns, rows and tracks into places on the paper.
func (d *drawing) measure() {
	x := margin
	widths := make([]int, len(d.gutters)-1)
	for _, c := range d.cards {
		widths[c.column] = max(widths[c.column], c.w)
	}
	for column, tracks := range d.gutters {
		d.gutterX = append(d.gutterX, x+around)
		x += 2*around + max(0, len(tracks)-1)*trackGap
		if column < len(widths) {
			d.columnX = append(d.columnX, x)
			x += widths[column]
		}
	}
	d.w = x + margin
	d.measureRows()
	for _, c := range d.cards {
		c.x, c.w, c.y = d.columnX[c.column], widths[c.column], d.rowTop[c.row]
		for i := range c.lines {
			c.lines[i].y = c.y + cardHead + i*lineHeight + lineHeight/2
		}
	}
}

// measureRows places lanes, channels and rows from the top down.
func (d *drawing) measureRows() {
	heights := make([]int, d.rows)
	for _, c := range d.cards {
		heights[c.row] = max(heights[c.row], c.h)
	}
	y, lane := margin, -1
	for row := range d.rows {
		if d.rowLane[row] != lane {
			lane = d.rowLane[row]
			for len(d.laneTop) <= lane {
				d.laneTop = append(d.laneTop, y)
			}
			y += laneHead
		}
		y += around
		d.channelY = append(d.channelY, y)
		y += max(0, len(d.channels[row])-1)*trackGap + around
		d.rowTop = append(d.rowTop, y)
		y += heights[row] + around
	}
	for len(d.laneTop) <= len(d.lanes) {
		d.laneTop = append(d.laneTop, y)
	}
	d.h = y + margin
}

// path is the corners of the line from one line of a card to its goal.
func (d *drawing) path(e edge) []point {
	from, to := d.cards[e.from], d.cards[e.to]
	at := from.lines[slices.IndexFunc(from.lines, func(l line) bool { return l.transition == e.transition })].y
	entry := to.y + cardHead/2
	in := d.gutterX[to.column] + slices.Index(d.gutters[to.column], e.to)*trackGap
	corners := []point{{from.x + from.w, at}}
	if to.column != from.column+1 {
		out := d.gutterX[from.column+1] + slices.Index(d.gutters[from.column+1], e.to)*trackGap
		along := d.channelY[to.row] + slices.Index(d.channels[to.row], e.to)*trackGap
		corners = append(corners, point{out, at}, point{out, along}, point{in, along})
	} else {
		corners = append(corners, point{in, at})
	}
	return append(corners, point{in, entry}, point{to.x, entry})
}

// A point is a place on the paper.
type point struct{ x, y int }
