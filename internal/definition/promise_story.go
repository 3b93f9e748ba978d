package definition

import (
	"strings"

	"beredd/internal/wording"
)

// broken reports a promise with the run that breaks it.
func (s *scope) broken(p Promise, g *graph, run []move) {
	s.r.fail(p.Pos, "broken_promise", wording.Args{"Found": p.Text, "Run": s.story(g, run)})
}

// story tells a run in the pack's own titles: each state, and between two the
// transition that led from one to the other.
func (s *scope) story(g *graph, run []move) wording.Text {
	t := wording.Text{}
	for _, l := range wording.Languages() {
		var told strings.Builder
		told.WriteString(s.flow.States[0].Title.In(l))
		for _, m := range run {
			told.WriteString(" —" + s.flow.Transitions[m.transition].Title.In(l) + "→ ")
			told.WriteString(s.flow.States[g.places[m.to].state].Title.In(l))
		}
		t[l] = told.String()
	}
	return t
}
