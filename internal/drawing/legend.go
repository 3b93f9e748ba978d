package drawing

import (
	"fmt"
	"slices"
	"strings"
)

// A sample is a line of the legend: how something is drawn, and what that means.
type sample struct {
	said string
	draw func(out *strings.Builder, x, y int) // in a space of sampleW by 16, y its middle
	x, y int
}

const sampleW = 40

// explain adds the legend of what this picture shows, below it.
func (d *Drawing) explain() {
	for _, k := range []kind{person, ending, timed, system, opens} {
		if slices.ContainsFunc(d.nets, func(n *net) bool { return n.kind == k }) {
			d.legend = append(d.legend, sample{said: d.say("legend_"+kindWords[k], nil), draw: wayOf(k, false)})
		}
	}
	for _, s := range []shape{round, clock, window} {
		if slices.ContainsFunc(d.boxes, func(b *box) bool { return b.shape == s }) {
			d.legend = append(d.legend, sample{said: d.say("legend_"+shapeWords[s], nil), draw: boxOf(s)})
		}
	}
	d.legend = append(d.legend,
		sample{said: d.say("begins", nil), draw: beginning}, sample{said: d.say("final", nil), draw: final})
	if d.marks.Current != "" {
		d.legend = append(d.legend, sample{said: d.say("mark_here", nil), draw: markOf("here")})
	}
	if len(d.marks.Taken) > 0 {
		d.legend = append(d.legend,
			sample{said: d.say("mark_been", nil), draw: markOf("been")}, sample{said: d.say("legend_taken", nil), draw: wayOf(person, true)})
	}
	d.flowLegend()
}

// flowLegend gives each sample its place, as many in a row as there is room for.
func (d *Drawing) flowLegend() {
	x, y := margin, d.h+around
	for i := range d.legend {
		s := &d.legend[i]
		w := sampleW + 6 + wide(s.said, textSize) + 18
		if x > margin && x+w > d.w-margin {
			x, y = margin, y+pitch
		}
		s.x, s.y = x, y
		d.w = max(d.w, x+w+margin)
		x += w
	}
	d.h = y + pitch
}

func (d *Drawing) drawLegend(out *strings.Builder) {
	out.WriteString(`<g class="drawing-legend">`)
	for _, s := range d.legend {
		s.draw(out, s.x, s.y)
		text(out, s.x+sampleW+6, s.y+4, "", s.said)
	}
	out.WriteString("</g>\n")
}

func wayOf(k kind, taken bool) func(*strings.Builder, int, int) {
	return func(out *strings.Builder, x, y int) {
		fmt.Fprintf(out, `<path d="M%d %dh%d"%s/>%s`, x, y, sampleW-8, stroke(k, taken), arrow(point{x + sampleW, y}, k))
	}
}

func boxOf(s shape) func(*strings.Builder, int, int) {
	return func(out *strings.Builder, x, y int) {
		if s == clock {
			fmt.Fprintf(out, `<rect x="%d" y="%d" width="%d" height="18" rx="9" stroke-width="1.2"/>`, x, y-9, sampleW)
		} else {
			out.WriteString(frame(s, x, y-9, sampleW, 18, ` stroke-width="1.2"`))
		}
		fmt.Fprintf(out, `<path transform="translate(%d %d)" d="%s" stroke-width="1.2"/>`, x+sampleW/2-6, y-6, sign(s))
	}
}

func beginning(out *strings.Builder, x, y int) {
	fmt.Fprintf(out, `<rect x="%d" y="%d" width="%d" height="13" rx="4" stroke-width="1.2"/><path d="M%d %dv-4" stroke-width="1.4"/><circle cx="%d" cy="%d" r="3" fill="currentColor" stroke="none"/>`,
		x, y-4, sampleW, x+12, y-4, x+12, y-8)
}

func final(out *strings.Builder, x, y int) {
	fmt.Fprintf(out, `<rect x="%d" y="%d" width="%d" height="18" rx="5" stroke-width="1.2"/><rect x="%d" y="%d" width="%d" height="12" rx="3" stroke-width="0.9"/>`,
		x, y-9, sampleW, x+3, y-6, sampleW-6)
}

func markOf(mark string) func(*strings.Builder, int, int) {
	return func(out *strings.Builder, x, y int) {
		fmt.Fprintf(out, `<path transform="translate(%d %d)" d="%s" stroke-width="1.3"%s/>`, x+sampleW/2-6, y-6, marked(mark), solid(mark))
	}
}
