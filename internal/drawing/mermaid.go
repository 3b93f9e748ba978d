package drawing

import (
	"fmt"
	"slices"
	"strings"
)

// Mermaid is the picture as a state diagram in Mermaid's text. A way back is drawn
// to every state that it can lead to; rounds, clocks and windows are states that
// say what they are.
func (d *Drawing) Mermaid() string {
	var out strings.Builder
	out.WriteString("stateDiagram-v2\n    direction LR\n")
	for _, b := range d.boxes {
		title := d.titleOf(b)
		if b.shape != state && b.shape != anywhere {
			title = d.say("mermaid_"+shapeWords[b.shape], nil) + ": " + title
		}
		if len(b.facts) > 0 {
			title += " (" + strings.Join(b.facts, ", ") + ")"
		}
		fmt.Fprintf(&out, "    state \"%s\" as %s\n", unmarked(title), d.mermaidName(b))
	}
	if len(d.boxes) > 0 {
		fmt.Fprintf(&out, "    [*] --> %s\n", d.mermaidName(d.boxes[0]))
	}
	d.each(func(w *way) {
		said := w.line.said
		if w.kind == opens {
			said = d.say("opens", nil)
		}
		fmt.Fprintf(&out, "    %s --> %s : %s\n", d.mermaidName(w.from), d.mermaidName(w.to), unmarked(said))
	})
	d.mermaidNotes(&out)
	for _, b := range d.boxes {
		if b.shape == state && d.flow.States[b.of].Final {
			fmt.Fprintf(&out, "    %s --> [*]\n", d.mermaidName(b))
		}
	}
	if b := d.stateBox(d.marks.Current); b != nil {
		fmt.Fprintf(&out, "    classDef here stroke-width:4px\n    class %s here\n", d.mermaidName(b))
	}
	return out.String()
}

// mermaidNotes writes beside a box what stands on it that leads nowhere.
func (d *Drawing) mermaidNotes(out *strings.Builder) {
	for _, b := range d.boxes {
		var said []string
		for _, l := range b.lines {
			if len(l.ways) == 0 {
				said = append(said, unmarked(d.lineSaid(l)))
			}
		}
		if len(said) > 0 {
			fmt.Fprintf(out, "    note right of %s\n        %s\n    end note\n", d.mermaidName(b), strings.Join(said, "\n        "))
		}
	}
}

// unmarked is a title without what Mermaid reads as its own marks.
func unmarked(title string) string {
	return strings.NewReplacer("#", "#35;", `"`, "#quot;", ":", "#58;", ";", "#59;", "<", "#lt;", ">", "#gt;", "\n", " ").Replace(title)
}

// mermaidName is what a box is called where Mermaid would read a word of its own,
// or where two boxes have one name.
func (d *Drawing) mermaidName(b *box) string {
	switch b.shape {
	case round:
		return "round_" + d.flow.Rounds[b.of].Name
	case clock:
		return "clock_" + d.flow.Clocks[b.of].Name
	case window:
		return "window_" + d.flow.Windows[b.of].Name
	case anywhere:
		return "everywhere_" + d.flow.Transitions[b.of].Name
	}
	name := d.flow.States[b.of].Name
	own := []string{"class", "classdef", "default", "direction", "end", "hide", "note", "scale", "style", "state", "click", "href", "as"}
	if slices.Contains(own, name) {
		return name + "_"
	}
	return name
}
