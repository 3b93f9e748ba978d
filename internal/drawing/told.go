package drawing

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/wording"
)

// A Part is a part of a picture in words: a lane, with what stands in it.
type Part struct {
	Title string
	Items []Item
}

// An Item is a box in words.
type Item struct {
	Title string
	Facts []string // what it is, by when, who is asked
	Lines []string // what it leads to
}

// Told is all that the picture says, in words.
func (d *Drawing) Told() []Part {
	var parts []Part
	for _, l := range d.lanes {
		part := Part{Title: l.title}
		for _, b := range d.boxes {
			if b.lane == l {
				part.Items = append(part.Items, d.item(b))
			}
		}
		parts = append(parts, part)
	}
	return parts
}

func (d *Drawing) item(b *box) Item {
	item := Item{Title: d.titleOf(b), Facts: slices.Clone(b.facts)}
	if b.shape == state && b.of == 0 {
		item.Facts = append(item.Facts, d.say("begins", nil))
	}
	if b.shape == state && d.flow.States[b.of].Final {
		item.Facts = append(item.Facts, d.say("final", nil))
	}
	if b.shape == round {
		item.Facts = append(item.Facts, d.byHand(&d.flow.Rounds[b.of]))
	}
	if mark := d.mark(b); mark != "" {
		item.Facts = append(item.Facts, d.say("mark_"+mark, nil))
	}
	for _, l := range b.lines {
		item.Lines = append(item.Lines, d.lineSaid(l))
	}
	return item
}

func (d *Drawing) titleOf(b *box) string {
	switch b.shape {
	case round:
		return d.flow.Rounds[b.of].Title.In(d.l)
	case clock:
		return d.flow.Clocks[b.of].Title.In(d.l)
	case window:
		return d.flow.Windows[b.of].Title.In(d.l)
	case anywhere:
		return d.say("everywhere", nil)
	}
	return d.flow.States[b.of].Title.In(d.l)
}

// lineSaid is a line and where its ways lead.
func (d *Drawing) lineSaid(l *line) string {
	said := l.said
	var steps, rounds []string
	by := ""
	for _, w := range l.ways {
		if w.kind == opens {
			rounds = append(rounds, d.titleOf(w.to))
			continue
		}
		steps, by = append(steps, d.titleOf(w.to)), d.takers(*w)
	}
	if len(steps) > 0 {
		said = d.say("leads", wording.Args{"Line": said, "To": wording.AnyOf(d.l, steps), "Kind": by})
	}
	if len(rounds) > 0 {
		said = d.say("and_opens", wording.Args{"Line": said, "Rounds": wording.List(d.l, rounds)})
	}
	switch {
	case len(l.ways) > 0:
	case l.sign == clock:
		said = d.say("clock_runs", wording.Args{"Clock": said})
	case l.sign == round:
		said = d.say("by_round", wording.Args{"Step": said})
	}
	if len(l.taken) > 0 {
		said += " " + d.say("taken", wording.Args{"Count": len(l.taken), "Numbers": numbers(l.taken)})
	}
	return said
}

// kindWords are the kinds by their names in the catalogue.
var kindWords = map[kind]string{person: "person", ending: "ending", timed: "timed", system: "system", opens: "opens"}

// Text is the picture in words, for a terminal.
func (d *Drawing) Text() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n", d.flow.Title.In(d.l))
	for _, part := range d.Told() {
		title := part.Title
		if title == "" {
			title = d.say("lane_nobody", nil)
		}
		fmt.Fprintf(&out, "\n%s\n", title)
		for _, item := range part.Items {
			fmt.Fprintf(&out, "  %s", item.Title)
			if len(item.Facts) > 0 {
				fmt.Fprintf(&out, " (%s)", strings.Join(item.Facts, "; "))
			}
			out.WriteString("\n")
			for _, l := range item.Lines {
				fmt.Fprintf(&out, "    - %s\n", l)
			}
		}
	}
	return out.String()
}

// mark is what a box shows of the proposal: "here", "been", "open", "ended" or
// nothing.
func (d *Drawing) mark(b *box) string {
	if b.shape == round {
		name := d.flow.Rounds[b.of].Name
		switch {
		case slices.Contains(d.marks.Open, name):
			return "open"
		case slices.Contains(d.marks.Ended, name):
			return "ended"
		}
		return ""
	}
	if b.shape != state {
		return ""
	}
	name := d.flow.States[b.of].Name
	switch {
	case name == d.marks.Current:
		return "here"
	case slices.ContainsFunc(d.marks.Taken, func(t Taken) bool { return t.From == name || t.To == name }):
		return "been"
	}
	return ""
}

// numbers are some of the proposal's steps: "1, 4".
func numbers(steps []int) string {
	var said []string
	for _, n := range steps {
		said = append(said, strconv.Itoa(n))
	}
	return strings.Join(said, ", ")
}
