package drawing

import (
	"slices"

	"beredd/internal/engine"
)

// MarksOf is what a picture shows of a proposal, by its history.
func MarksOf(p engine.Proposal, events []engine.Event) Marks {
	marks := Marks{Current: p.State}
	for _, e := range events {
		if e.Kind == engine.Transited {
			marks.Taken = append(marks.Taken, Taken{e.Data.Transition, e.Data.From, e.Data.To})
		}
	}
	for _, r := range p.Rounds {
		switch {
		case r.Open():
			marks.Open = append(marks.Open, r.Name)
		case !r.ClosedAt.IsZero() && !slices.Contains(marks.Ended, r.Name):
			marks.Ended = append(marks.Ended, r.Name)
		}
	}
	return marks
}
