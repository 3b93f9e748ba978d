package definition

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"beredd/internal/wording"
)

// SVG is the workflow as a drawing that stands by itself or within a page, with
// the pack's titles in l. It has no script and no style sheet, draws in the
// colour of the text around it, and says by shape and word whatever it says.
// A page may set --drawing-accent for the state that marks name.
func SVG(w *Workflow, l wording.Language, marks Marks) string {
	d := layOut(w, l, marks)
	var out strings.Builder
	id := "drawing-" + html.EscapeString(w.Key)
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="%s-title %s-desc" font-family="var(--drawing-font, system-ui, sans-serif)" font-size="13" fill="none" stroke="currentColor" color="var(--drawing-ink, currentColor)">`+"\n",
		d.w, d.h, d.w, d.h, id, id)
	fmt.Fprintf(&out, `<title id="%s-title">%s</title>`+"\n", id, html.EscapeString(w.Title.In(l)))
	fmt.Fprintf(&out, `<desc id="%s-desc">%s</desc>`+"\n", id, html.EscapeString(d.told()))
	d.drawLanes(&out)
	for _, e := range d.edges {
		d.drawEdge(&out, e)
	}
	for _, c := range d.cards {
		d.drawCard(&out, c)
	}
	out.WriteString("</svg>\n")
	return out.String()
}

// told says what the drawing shows, for who cannot see it.
func (d *drawing) told() string {
	var said []string
	say := func(key string, args wording.Args) { said = append(said, wording.Say(d.l, "check.draw."+key, args)) }
	if len(d.cards) > 0 {
		say("starts", wording.Args{"State": d.cards[0].title})
	}
	for _, e := range d.edges {
		say("leads", wording.Args{"State": d.cards[e.from].title, "To": d.cards[e.to].title, "Transition": d.flow.Transitions[e.transition].Title})
	}
	for _, c := range d.cards {
		if d.flow.States[c.state].Final {
			say("ends", wording.Args{"State": c.title})
		}
	}
	if s := d.flow.State(d.marks.Current); s != nil {
		say("here", wording.Args{"State": s.Title})
	}
	return strings.Join(said, " ")
}

// drawLanes draws whose turn it is: a band with a heading, every other shaded.
func (d *drawing) drawLanes(out *strings.Builder) {
	shown := 0
	for i, role := range d.lanes {
		top, bottom := d.laneTop[i], d.laneTop[i+1]
		if top == bottom {
			continue
		}
		if shown%2 == 0 {
			fmt.Fprintf(out, `<rect x="0" y="%d" width="%d" height="%d" fill="currentColor" fill-opacity="0.045" stroke="none"/>`+"\n", top, d.w, bottom-top)
		}
		shown++
		if role != "" {
			text(out, margin, top+18, `font-size="12" font-weight="600" fill-opacity="0.75"`, d.roleTitle(role))
		}
	}
}

func (d *drawing) roleTitle(role string) string {
	for _, titles := range []map[string]wording.Text{d.marks.Roles, d.flow.RoleTitles} {
		if title, ok := titles[role]; ok {
			return title.In(d.l)
		}
	}
	return humanised(role)
}

// drawEdge draws one way: dashed where it goes by itself.
func (d *drawing) drawEdge(out *strings.Builder, e edge) {
	t := d.flow.Transitions[e.transition]
	dashed := ""
	if len(t.By) == 0 {
		dashed = ` stroke-dasharray="5 4"`
	}
	corners := d.path(e)
	end := corners[len(corners)-1]
	fmt.Fprintf(out, `<g><title>%s → %s: %s</title>`, html.EscapeString(d.cards[e.from].title), html.EscapeString(d.cards[e.to].title), html.EscapeString(t.Title.In(d.l)))
	fmt.Fprintf(out, `<path d="%s" stroke-width="1.4" stroke-opacity="0.8"%s/>`, rounded(corners), dashed)
	fmt.Fprintf(out, `<path d="M%d %dl-9 -4.5v9z" fill="currentColor" stroke="none"/></g>`+"\n", end.x-1, end.y)
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

// span is how far apart two points are that share a line or a column.
func span(a, b point) int { return max(a.x-b.x, b.x-a.x) + max(a.y-b.y, b.y-a.y) }

// toward is the point so far from one towards another.
func toward(from, to point, far int) point {
	step := func(a, b int) int { return min(far, max(-far, b-a)) }
	return point{from.x + step(from.x, to.x), from.y + step(from.y, to.y)}
}

// drawCard draws a state: with a dot where all begins, a double frame where it
// ends, and a thick frame and an arrow where the proposal stands.
func (d *drawing) drawCard(out *strings.Builder, c *card) {
	s := d.flow.States[c.state]
	here := s.Name == d.marks.Current
	width, colour := "1.2", "currentColor"
	if here {
		width, colour = "3", "var(--drawing-accent, currentColor)"
	}
	out.WriteString("<g>")
	fmt.Fprintf(out, `<rect x="%d" y="%d" width="%d" height="%d" rx="7" stroke="%s" stroke-width="%s" fill="var(--drawing-card, none)"/>`, c.x, c.y, c.w, c.h, colour, width)
	if s.Final {
		fmt.Fprintf(out, `<rect x="%d" y="%d" width="%d" height="%d" rx="4.5" stroke-width="0.8"/>`, c.x+3, c.y+3, c.w-6, c.h-6)
	}
	if c.state == 0 {
		fmt.Fprintf(out, `<path d="M%d %dv-6" stroke-width="1.4"/><circle cx="%d" cy="%d" r="4" fill="currentColor" stroke="none"/>`, c.x+18, c.y, c.x+18, c.y-8)
	}
	d.drawTexts(out, c, here)
	out.WriteString("</g>\n")
}

// drawTexts writes what stands on a card.
func (d *drawing) drawTexts(out *strings.Builder, c *card, here bool) {
	s := d.flow.States[c.state]
	title := c.title
	switch {
	case here:
		title = "▶ " + title
	case slices.Contains(d.marks.Been, s.Name):
		title = "✓ " + title
	}
	baseline := c.y + 27
	if c.due != "" {
		baseline = c.y + 20
		text(out, c.x+12, c.y+36, `font-size="11.5" fill-opacity="0.8"`, short(c.due, c.w-20, 6.6))
	}
	text(out, c.x+12, baseline, `font-size="14.5" font-weight="600"`, short(title, c.w-16, 8.6))
	if len(c.lines) > 0 {
		fmt.Fprintf(out, `<path d="M%d %dh%d" stroke-width="0.8" stroke-opacity="0.5"/>`, c.x, c.y+cardHead, c.w)
	}
	for _, line := range c.lines {
		style := ""
		if line.transition < 0 || len(d.flow.Transitions[line.transition].By) == 0 {
			style = `font-style="italic"`
		}
		text(out, c.x+12, line.y+5, style, short(line.text, c.w-20, 7.3))
	}
}

func text(out *strings.Builder, x, y int, style, said string) {
	if style != "" {
		style = " " + style
	}
	fmt.Fprintf(out, `<text x="%d" y="%d" fill="currentColor" stroke="none"%s>%s</text>`, x, y, style, html.EscapeString(said))
}
