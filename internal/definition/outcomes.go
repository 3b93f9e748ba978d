package definition

import "beredd/internal/wording"

// An Outcome is what a round may have come to when it ends, in one word.
type Outcome struct {
	Name  string
	Title wording.Text
	When  *Guard // nil for the last, which holds when no other does
	Pos   Pos
}

// Outcome finds one of a round's outcomes by name, or nil.
func (r *Round) Outcome(name string) *Outcome {
	for i := range r.Outcomes {
		if r.Outcomes[i].Name == name {
			return &r.Outcomes[i]
		}
	}
	return nil
}
