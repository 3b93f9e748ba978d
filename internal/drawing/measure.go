package drawing

import "strings"

// Measures, in SVG's pixels. Rows of boxes begin at whole steps of pitch, lines of
// text are a whole pitch apart, and so are the ports at their ends.
const (
	pitch     = 24
	margin    = 12
	mostStrip = 150 // for the lanes' titles
	around    = 14  // between a box and the nearest track
	trackGap  = 10  // between tracks
	leastBox  = 130
	mostBox   = 212
	padding   = 11 // between a box's edge and its text
	signRoom  = 18 // a sign before a text
	rowPitch  = 16 // between the rows of one text
	titleSize = 14.0
	textSize  = 12.5
	smallSize = 11.5
)

// measure turns columns, rows and tracks into places on the paper.
func (d *Drawing) measure() {
	if d.columnW == nil {
		d.fit()
	}
	x := margin + d.strip
	d.columnX = d.columnX[:0]
	for column, gutter := range d.gutters {
		gutter.at = x + around
		x += 2*around + gutter.breadth()
		if column < len(d.columnW) {
			d.columnX = append(d.columnX, x)
			x += d.columnW[column]
		}
	}
	d.w = x + margin
	d.drop()
	for _, b := range d.boxes {
		b.x, b.y = d.columnX[b.column], b.row.y
		y := b.y + b.head
		for _, l := range b.lines {
			l.y = y + pitch/2
			y += l.height()
		}
	}
}

// fit gives columns their width, and boxes their rows of text and their height.
func (d *Drawing) fit() {
	d.columnW = make([]int, d.last+1)
	for _, b := range d.boxes {
		d.columnW[b.column] = max(d.columnW[b.column], d.natural(b))
	}
	for _, b := range d.boxes {
		b.w = d.columnW[b.column]
		b.title = wrap(b.title[0], b.w-2*padding-d.titleSign(b), titleSize)
		var under []string
		for _, said := range b.facts {
			under = append(under, wrap(said, b.w-2*padding, smallSize)...)
		}
		b.under = under
		b.head = whole(len(b.title)*18 + len(b.under)*rowPitch + 12)
		b.h = b.head
		for _, l := range b.lines {
			l.rows = wrap(l.said, b.w-l.left()-l.right()-padding/2, textSize)
			b.h += l.height()
		}
	}
	d.fitLanes()
}

// fitLanes gives the lanes' titles rows, in a strip as wide as their longest word.
func (d *Drawing) fitLanes() {
	for _, l := range d.lanes {
		for word := range strings.FieldsSeq(l.title) {
			d.strip = min(max(d.strip, wide(word, 12)+8), mostStrip)
		}
	}
	for _, l := range d.lanes {
		l.rows = wrap(l.title, d.strip-8, 12)
	}
}

// natural is how wide a box would be if its texts were not wrapped.
func (d *Drawing) natural(b *box) int {
	w := max(leastBox, wide(b.title[0], titleSize)+2*padding+d.titleSign(b))
	for _, said := range b.facts {
		w = max(w, min(wide(said, smallSize)+2*padding, (leastBox+mostBox)/2))
	}
	for _, l := range b.lines {
		w = max(w, wide(l.said, textSize)+l.left()+l.right()+padding/2)
	}
	return min(w, mostBox)
}

// titleSign is the room that a sign takes before a title.
func (d *Drawing) titleSign(b *box) int {
	if b.shape != state && b.shape != anywhere || d.mark(b) != "" {
		return signRoom
	}
	return 0
}

// left is where the text of a line begins.
func (l *line) left() int {
	if l.sign != plain {
		return padding + signRoom
	}
	return padding
}

// right is the room for the numbers of the proposal's steps.
func (l *line) right() int {
	if len(l.taken) == 0 {
		return padding / 2
	}
	return wide(numbers(l.taken), smallSize) + 18
}

// height is the room for a line's rows.
func (l *line) height() int { return whole(max(1, len(l.rows))*rowPitch + 4) }

// whole is a height rounded up to whole steps.
func whole(height int) int { return (height + pitch - 1) / pitch * pitch }

// drop places lanes, channels and rows from the top down.
func (d *Drawing) drop() {
	y, i := margin, 0
	for _, l := range d.lanes {
		l.top = y
		for ; i < len(d.rows) && d.rows[i].lane == l; i++ {
			r, channel := d.rows[i], d.channels[i]
			r.h = 0
			for _, b := range r.boxes {
				r.h = max(r.h, b.h)
			}
			channel.at = y + around
			r.y = whole(y + 2*around + channel.breadth())
			y = r.y + r.h
		}
		y = max(y+around, l.top+len(l.rows)*rowPitch+2*around)
		l.h = y - l.top
	}
	d.h = y + margin
}

// span is how far apart two points are that share a line or a column.
func span(a, b point) int { return max(a.x-b.x, b.x-a.x) + max(a.y-b.y, b.y-a.y) }
