package definition

import (
	"slices"

	"beredd/internal/definition/source"
)

// AssignmentFlow is the workflow of what somebody has been given to do at a meeting.
const AssignmentFlow = DutyFlow + "assignment"

// assignmentFlow makes the workflow of assignments, nil where the pack has a deadline
// of that name. Its round asks whom the proposal's field names.
func (r *reader) assignmentFlow(p *Pack) *scope {
	if slices.ContainsFunc(p.Cycle.Yearly, func(y Yearly) bool { return DutyFlow+y.Name == AssignmentFlow }) {
		return nil
	}
	m := r.machine("assignment", nil)
	w := &Workflow{Key: AssignmentFlow, Pos: p.Cycle.Pos}
	s := r.ofMachine(p, w, m, "")
	if n, ok := m.Root.Get("title"); ok {
		w.Title = r.title(n, source.Warning)
	}
	if round := w.Round(theDuty); round != nil {
		round.Named = "who"
	}
	return s
}

// plainNotes says whether a series' minutes are plain notes, which nobody approves.
func plainNotes(p *Pack, series *Series) bool {
	body := p.People.Body(series.Bodies[0])
	return body != nil && body.Minutes == "notes"
}
