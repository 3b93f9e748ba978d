package web

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A clockView is a clock of a proposal that has begun: when its time is out, or
// what is left of it while it stands still. A step that may be taken for a time alone is
// shown like one, with who may take it.
type clockView struct {
	Title string
	When  *dateView
	Still string
	Who   string
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
			views = append(views, clockView{Title: line.Title.In(v.lang), Still: s.stillWords(v, p, clock.Left, line.Stops)})
		}
	}
	for _, c := range engine.Chances(s.Pack, p, s.Now()) {
		views = append(views, clockView{
			Title: c.Step.Title.In(v.lang), When: s.dateView(v, engine.Deadline{Moment: c.Last}),
			Who: v.say("web.clock.who", wording.Args{"Who": c.Who}),
		})
	}
	return views
}

// stillWords says what is left of a time that stands still, and what it waits for: one of
// some rounds, or that the proposal goes on from where it stands.
func (s *Server) stillWords(v *visit, p engine.Proposal, left calendar.Period, rounds []string) string {
	if left.Count < 0 {
		return v.say("web.clock.none_left", nil)
	}
	for _, round := range p.Rounds {
		if round.Open() && slices.Contains(rounds, round.Name) {
			return v.say("web.clock.paused_by", wording.Args{"Left": left.Text(), "Round": s.roundTitle(p.Workflow, round.Name)})
		}
	}
	return v.say("web.clock.paused", wording.Args{"Left": left.Text()})
}

// dueView is when something is due that a proposal waits for: its day, or what is left
// of it while its time stands still.
func (s *Server) dueView(v *visit, p engine.Proposal, d engine.Deadline) *dateView {
	if d.Status != engine.Paused {
		return s.dateView(v, d)
	}
	var line *definition.Deadline
	if flow := s.Pack.Workflow(p.Workflow); flow != nil {
		line = d.Line(flow)
	}
	var rounds []string
	if line != nil {
		rounds = line.Stops
	}
	return &dateView{Still: s.stillWords(v, p, d.Left, rounds), Late: d.IsOut(s.Now())}
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
