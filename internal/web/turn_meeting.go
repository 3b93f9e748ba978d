package web

import (
	"slices"

	"beredd/internal/engine"
)

// dutyOfState is the deadline of a meeting's next step, where the year has a day for that
// step: a notice is due before the meeting that it is of. Nil where it has none.
func (s *Server) dutyOfState(p engine.Proposal) *engine.Deadline {
	flow := s.seenBy(p).Pack.Workflow(p.Workflow)
	if !p.IsMeeting() || p.Meeting == nil || flow == nil || s.Pack.Cycle == nil {
		return nil
	}
	series := s.Pack.Cycle.Series(engine.SeriesOf(p.Workflow))
	if series == nil {
		return nil
	}
	for _, duty := range s.Pack.DutiesOf(series, p.Meeting.Date) {
		if step := flow.Transition(duty.Name); step != nil && slices.Contains(step.From, p.State) {
			return &engine.Deadline{About: "state", Moment: duty.Moment, Status: engine.Running}
		}
	}
	return nil
}
