package definition

import (
	"slices"

	"beredd/internal/wording"
)

// checkGiven reports the steps that need a field which other steps alone give, where
// none of these can have been taken before.
func (s *scope) checkGiven() {
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		for _, word := range t.Needs {
			f := s.flow.Field(word)
			if f == nil || f.Is != nil || len(f.OnlyWith) == 0 || t.unread || s.flow.answered(word) {
				continue
			}
			gives := slices.Concat(f.OnlyWith, s.flow.setters(word))
			if t.SetsField(word) { // which it does only where it has been given before
				gives = slices.DeleteFunc(gives, func(step string) bool { return step == t.Name })
			}
			if !slices.Contains(gives, t.Name) && !s.flow.follows(t, gives) {
				s.r.fail(t.Pos, "needs_ungiven", wording.Args{"Found": t.Name, "Field": f.Name, "Steps": oneOf(f.OnlyWith)})
			}
		}
	}
}

// answered says whether answers give a word.
func (w *Workflow) answered(word string) bool {
	return slices.ContainsFunc(w.Rounds, func(r Round) bool {
		return slices.ContainsFunc(r.Answers, func(a Answer) bool { return slices.Contains(a.Words(), word) })
	})
}

// follows says whether steps may lead on, one after the other, from one of some to
// where another leads from. Conditions are not weighed, and back may be anywhere.
func (w *Workflow) follows(t *Transition, after []string) bool {
	reached := map[string]bool{}
	for changed := true; changed; {
		changed = false
		for _, step := range w.Transitions {
			begun := slices.Contains(after, step.Name) || slices.ContainsFunc(step.From, func(from string) bool { return reached[from] })
			for _, to := range step.To {
				if begun && to.State == Back {
					return true
				}
				if begun && !reached[to.State] {
					reached[to.State], changed = true, true
				}
			}
		}
	}
	return slices.ContainsFunc(t.From, func(from string) bool { return reached[from] })
}
