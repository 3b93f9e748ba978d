package definition

import (
	"slices"
	"strings"

	"beredd/internal/wording"
)

// checkStale warns of a step that may be taken again and needs what only it gives, but not
// anew: the second time what was given the first time is enough.
func (s *scope) checkStale(g *graph) {
	if g.cut {
		return
	}
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		only := slices.DeleteFunc(slices.Clone(t.Needs), func(word string) bool { return !s.onlyFrom(t, word) })
		if len(only) > 0 && byPeople(t) && g.takenAgain(i) {
			s.r.warn(t.Pos, "stale_need", wording.Args{"Found": strings.Join(only, ", "), "Step": t.Name, "New": anew + only[0]})
		}
	}
}

// onlyFrom says whether a step needs something that no other gives or sets, nor an edit, and
// not anew.
func (s *scope) onlyFrom(t *Transition, word string) bool {
	f := s.flow.Field(word)
	set := slices.ContainsFunc(s.flow.Transitions, func(other Transition) bool { return other.SetsField(word) })
	return f != nil && f.Is == nil && slices.Equal(f.OnlyWith, []string{t.Name}) && !set &&
		!slices.Contains(t.Fresh, word) && !slices.Contains(s.flow.Lends(t), word) // what a proposal that is opened is given is given anew
}

// takenAgain says whether a run may take a step, and then take it once more.
func (g *graph) takenAgain(step int) bool {
	from := map[int]bool{}
	for _, m := range g.moves {
		if m.transition == step {
			from[m.from] = true
		}
	}
	again := g.endsAt(func(at int) bool { return from[at] })
	return slices.ContainsFunc(g.moves, func(m move) bool { return m.transition == step && again[m.to] })
}
