package definition

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"beredd/internal/wording"
)

// Mermaid is the workflow as a state diagram in Mermaid's text, with the pack's
// titles in l. A way back is drawn to every state that it can lead to.
func Mermaid(w *Workflow, l wording.Language) string {
	var text strings.Builder
	text.WriteString("stateDiagram-v2\n    direction LR\n")
	for _, s := range w.States {
		fmt.Fprintf(&text, "    state \"%s\" as %s\n", unmarked(s.Title.In(l)), mermaidName(s.Name))
	}
	if len(w.States) > 0 {
		fmt.Fprintf(&text, "    [*] --> %s\n", mermaidName(w.States[0].Name))
	}
	for _, e := range edges(w) {
		fmt.Fprintf(&text, "    %s --> %s : %s\n", mermaidName(w.States[e.from].Name), mermaidName(w.States[e.to].Name),
			unmarked(w.Transitions[e.transition].Title.In(l)))
	}
	for _, s := range w.States {
		if s.Final {
			fmt.Fprintf(&text, "    %s --> [*]\n", mermaidName(s.Name))
		}
	}
	return text.String()
}

// unmarked is a title without what Mermaid reads as its own marks.
func unmarked(title string) string {
	return strings.NewReplacer("#", "#35;", `"`, "#quot;", ":", "#58;", ";", "#59;", "<", "#lt;", ">", "#gt;", "\n", " ").Replace(title)
}

// mermaidName is a state's name where Mermaid would read a word of its own.
func mermaidName(name string) string {
	own := []string{"class", "classdef", "default", "direction", "end", "hide", "note", "scale", "style", "click", "href"}
	if slices.Contains(own, name) {
		return name + "_"
	}
	return name
}

// An edge is one way that a transition leads from a state to another.
type edge struct{ from, to, transition int }

// edges lists every way that some run takes, in the order of the file. A
// transition that no run takes is there as it is written, so that the drawing of
// a workflow that is wrong shows it.
func edges(w *Workflow) []edge {
	g := explore(w, nil)
	var all []edge
	for _, m := range g.moves {
		if m.transition < 0 {
			continue
		}
		all = append(all, edge{g.places[m.from].state, g.places[m.to].state, m.transition})
	}
	for i, t := range w.Transitions {
		if slices.ContainsFunc(g.moves, func(m move) bool { return m.transition == i }) {
			continue
		}
		for _, from := range t.From {
			for _, to := range t.To {
				all = append(all, edge{g.stateAt(from), g.stateAt(to.State), i})
			}
		}
	}
	all = slices.DeleteFunc(all, func(e edge) bool { return e.from < 0 || e.to < 0 })
	slices.SortFunc(all, func(a, b edge) int {
		return cmp.Or(a.transition-b.transition, a.from-b.from, a.to-b.to)
	})
	return slices.Compact(all)
}
