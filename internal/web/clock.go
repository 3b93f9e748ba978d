package web

import (
	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A clockView is a clock of a proposal that has begun: when its time is out, or
// what is left of it while it stands still.
type clockView struct {
	Title string
	When  *dateView
	Still string
}

// clocks are those of a proposal that wait for their end, in the pack's order.
func (s *Server) clocks(v *visit, p engine.Proposal) []clockView {
	s = s.seenBy(p)
	flow := s.Pack.Workflow(p.Workflow)
	if flow == nil {
		return nil
	}
	var views []clockView
	for _, line := range flow.Clocks {
		clock := p.Clock(line.Name)
		switch {
		case clock == nil:
		case clock.Status == engine.Running:
			views = append(views, clockView{Title: line.Title.In(v.lang), When: s.dateView(v, *clock)})
		case clock.Status == engine.Paused:
			views = append(views, clockView{Title: line.Title.In(v.lang), Still: stillWords(v, clock.Left)})
		}
	}
	return views
}

// stillWords says what is left of a clock that stands still.
func stillWords(v *visit, left calendar.Period) string {
	if left.Count < 0 {
		return v.say("web.clock.none_left", nil)
	}
	return v.say("web.clock.paused", wording.Args{"Left": left.Text()})
}

// nextClock is the running clock whose time is out first, or nil.
func nextClock(p engine.Proposal) *engine.Deadline {
	var first *engine.Deadline
	for i := range p.Deadlines {
		d := &p.Deadlines[i]
		if d.About == "clock" && d.Status == engine.Running && (first == nil || d.Moment.At.Before(first.Moment.At)) {
			first = d
		}
	}
	return first
}
