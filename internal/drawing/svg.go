package drawing

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// SVG is the picture, to stand by itself or within a page. It has no script and no
// style sheet, draws in the colour of the text around it, and says by shape and
// word whatever it says. A page may set --drawing-accent for the state that is
// marked, and --drawing-font.
func (d *Drawing) SVG() string {
	var out strings.Builder
	id := "drawing-" + html.EscapeString(d.flow.Key)
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="%s-title" aria-describedby="%s-desc" font-family="var(--drawing-font, system-ui, sans-serif)" font-size="%v" fill="none" stroke="currentColor" color="var(--drawing-ink, currentColor)">`+"\n",
		d.w, d.h, d.w, d.h, id, id, textSize)
	fmt.Fprintf(&out, `<title id="%s-title">%s</title>`+"\n", id, html.EscapeString(d.flow.Title.In(d.l)))
	fmt.Fprintf(&out, `<desc id="%s-desc">%s</desc>`+"\n", id, html.EscapeString(d.Text()))
	for i, l := range d.lanes {
		d.drawLane(&out, l, i%2 == 0)
	}
	d.drawWays(&out)
	for _, b := range d.boxes {
		d.drawBox(&out, b)
	}
	d.drawLegend(&out)
	out.WriteString("</svg>\n")
	return out.String()
}

// drawLane draws whose turn it is: a band with a heading, every other shaded.
func (d *Drawing) drawLane(out *strings.Builder, l *lane, shaded bool) {
	if shaded {
		fmt.Fprintf(out, `<rect x="0" y="%d" width="%d" height="%d" fill="currentColor" fill-opacity="0.05" stroke="none"/>`+"\n", l.top, d.w, l.h)
	}
	for i, said := range l.rows {
		text(out, margin, l.top+around+12+i*rowPitch, `font-size="12" font-weight="600"`, said)
	}
}

// drawWays draws the ways, those that the proposal took last and thick.
func (d *Drawing) drawWays(out *strings.Builder) {
	for _, taken := range []bool{false, true} {
		d.each(func(w *way) {
			if w.taken == taken {
				d.drawWay(out, w)
			}
		})
	}
}

// dashes are the kinds of way by their stroke-dasharray; people's are solid.
var dashes = map[kind]string{ending: "8 4", timed: "1.5 4", system: "9 3 2 3"}

func (d *Drawing) drawWay(out *strings.Builder, w *way) {
	corners := d.path(w)
	end := corners[len(corners)-1]
	fmt.Fprintf(out, `<g><title>%s: %s → %s</title>`, html.EscapeString(w.line.said), html.EscapeString(d.titleOf(w.from)), html.EscapeString(d.titleOf(w.to)))
	fmt.Fprintf(out, `<path d="%s"%s/>`, rounded(corners), stroke(w.kind, w.taken))
	out.WriteString(arrow(end, w.kind))
	out.WriteString("</g>\n")
}

// stroke is how a way of a kind is drawn.
func stroke(k kind, taken bool) string {
	breadth := 1.4
	if k == opens {
		breadth = 1
	}
	if k == timed {
		breadth = 1.9
	}
	if taken {
		breadth = 3.4
	}
	said := fmt.Sprintf(` stroke-width="%v"`, breadth)
	if dashes[k] != "" {
		said += fmt.Sprintf(` stroke-dasharray="%s"`, dashes[k])
	}
	return said
}

// arrow is the head of a way: filled for a step, hollow where a round opens.
func arrow(end point, k kind) string {
	if k == opens {
		return fmt.Sprintf(`<path d="M%d %dl-8 -4.5M%d %dl-8 4.5" stroke-width="1.2"/>`, end.x-1, end.y, end.x-1, end.y)
	}
	return fmt.Sprintf(`<path d="M%d %dl-9 -4.5v9z" fill="currentColor" stroke="none"/>`, end.x-1, end.y)
}

// rounded is a path through corners, each with a small arc.
func rounded(corners []point) string {
	var path strings.Builder
	fmt.Fprintf(&path, "M%d %d", corners[0].x, corners[0].y)
	for i := 1; i < len(corners)-1; i++ {
		before, at, after := corners[i-1], corners[i], corners[i+1]
		r := min(6, span(before, at)/2, span(at, after)/2)
		a, b := toward(at, before, r), toward(at, after, r)
		fmt.Fprintf(&path, "L%d %dQ%d %d %d %d", a.x, a.y, at.x, at.y, b.x, b.y)
	}
	last := corners[len(corners)-1]
	fmt.Fprintf(&path, "L%d %d", last.x-6, last.y)
	return path.String()
}

// toward is the point so far from one towards another.
func toward(from, to point, far int) point {
	step := func(a, b int) int { return min(far, max(-far, b-a)) }
	return point{from.x + step(from.x, to.x), from.y + step(from.y, to.y)}
}

// drawBox draws a box, with a dot where all begins, and a thick frame where the
// proposal stands.
func (d *Drawing) drawBox(out *strings.Builder, b *box) {
	mark := d.mark(b)
	style := ` stroke-width="1.2"`
	if mark == "here" || mark == "open" {
		style = ` stroke-width="3" stroke="var(--drawing-accent, currentColor)"`
	}
	fmt.Fprintf(out, `<g class="%s">`, shapeWords[b.shape])
	out.WriteString(frame(b.shape, b.x, b.y, b.w, b.h, style))
	if b.shape == state && d.flow.States[b.of].Final {
		fmt.Fprintf(out, `<rect x="%d" y="%d" width="%d" height="%d" rx="3.5" stroke-width="0.9"/>`, b.x+3, b.y+3, b.w-6, b.h-6)
	}
	if b.shape == state && b.of == 0 {
		fmt.Fprintf(out, `<path d="M%d %dv-5" stroke-width="1.4"/><circle cx="%d" cy="%d" r="4" fill="currentColor" stroke="none"/>`, b.x+18, b.y, b.x+18, b.y-8)
	}
	d.drawHead(out, b, mark)
	if len(b.lines) > 0 {
		fmt.Fprintf(out, `<path d="M%d %dh%d" stroke-width="0.8" stroke-opacity="0.5"/>`, b.x, b.y+b.head, b.w)
	}
	for _, l := range b.lines {
		drawLine(out, b, l)
	}
	out.WriteString("</g>\n")
}

// shapeWords are the shapes by the class that a page may find them by.
var shapeWords = map[shape]string{state: "state", round: "round", clock: "clock", window: "window", anywhere: "everywhere"}

// frame is the outline of a box of a shape: a round has cut corners, a clock round
// ends, a window a double side.
func frame(s shape, x, y, w, h int, style string) string {
	const cut = 9
	switch s {
	case round:
		return fmt.Sprintf(`<path d="M%d %dh%dl%d %dv%dl%d %dh%dl%d %dv%dz"%s fill="var(--drawing-card, none)"/>`,
			x+cut, y, w-2*cut, cut, cut, h-2*cut, -cut, cut, -(w - 2*cut), -cut, -cut, -(h - 2*cut), style)
	case clock:
		return fmt.Sprintf(`<rect x="%d" y="%d" width="%d" height="%d" rx="16"%s fill="var(--drawing-card, none)"/>`, x, y, w, h, style)
	case window:
		return fmt.Sprintf(`<rect x="%d" y="%d" width="%d" height="%d"%s fill="var(--drawing-card, none)"/><path d="M%d %dv%dM%d %dv%d" stroke-width="0.9"/>`,
			x, y, w, h, style, x+4, y, h, x+w-4, y, h)
	}
	return fmt.Sprintf(`<rect x="%d" y="%d" width="%d" height="%d" rx="6"%s fill="var(--drawing-card, none)"/>`, x, y, w, h, style)
}

// drawHead writes a box's title and what is known of it.
func (d *Drawing) drawHead(out *strings.Builder, b *box, mark string) {
	left := b.x + padding
	y := b.y + (b.head-len(b.title)*18-len(b.under)*rowPitch)/2 + 14
	if b.shape != state && b.shape != anywhere || mark != "" {
		s := marked(mark)
		if s == "" {
			s = sign(b.shape)
		}
		fmt.Fprintf(out, `<path transform="translate(%d %d)" d="%s" stroke-width="1.3"%s/>`, left, y-11, s, solid(mark))
	}
	for _, said := range b.title {
		text(out, left+d.titleSign(b), y, fmt.Sprintf(`font-size="%v" font-weight="600"`, titleSize), said)
		y += 18
	}
	y--
	for _, said := range b.under {
		text(out, left, y, fmt.Sprintf(`font-size="%v"`, smallSize), said)
		y += rowPitch
	}
}

// drawLine writes a line of a box: its sign, its text, and which of the
// proposal's steps it was.
func drawLine(out *strings.Builder, b *box, l *line) {
	if l.sign != plain {
		fmt.Fprintf(out, `<path transform="translate(%d %d)" d="%s" stroke-width="1.2"/>`, b.x+padding, l.y-6, sign(l.sign))
	}
	style := ""
	if !slices.ContainsFunc(l.ways, func(w *way) bool { return w.kind == person }) && (b.shape == state || b.shape == anywhere) {
		style = `font-style="italic"`
	}
	for i, said := range l.rows {
		text(out, b.x+l.left(), l.y+4+i*rowPitch, style, said)
	}
	if len(l.taken) > 0 {
		said := numbers(l.taken)
		w := wide(said, smallSize) + 10
		fmt.Fprintf(out, `<rect x="%d" y="%d" width="%d" height="16" rx="8" fill="currentColor" fill-opacity="0.08" stroke-width="1"/>`, b.x+b.w-w-5, l.y-8, w)
		text(out, b.x+b.w-w, l.y+4, fmt.Sprintf(`font-size="%v" font-weight="700"`, smallSize), said)
	}
}

// sign is a small picture of what a box or a line is about, twelve pixels wide.
func sign(s shape) string {
	switch s {
	case round:
		return "M6 0L12 6L6 12L0 6z"
	case clock:
		return "M0.5 6a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0M6 2.5V6L8.5 7.5"
	case window:
		return "M1 1h10v10h-10zM4 1v10M8 1v10"
	}
	return "M1 6h8M6 2.5L9.5 6L6 9.5M12 1v10"
}

// marked is the sign of what a box shows of the proposal.
func marked(mark string) string {
	switch mark {
	case "here", "open":
		return "M1 0.5L11.5 6L1 11.5z"
	case "been", "ended":
		return "M1 6.5L4.5 10L11 2"
	}
	return ""
}

// solid fills the arrow of where the proposal stands.
func solid(mark string) string {
	if mark == "here" || mark == "open" {
		return ` fill="currentColor"`
	}
	return ""
}

func text(out *strings.Builder, x, y int, style, said string) {
	if style != "" {
		style = " " + style
	}
	fmt.Fprintf(out, `<text x="%d" y="%d" fill="currentColor" stroke="none"%s>%s</text>`, x, y, style, html.EscapeString(said))
}
