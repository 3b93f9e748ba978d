package web

import (
	"context"
	"fmt"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
)

// How far the tasks look for meetings: back, for what is left to do after them, and
// ahead, for those that are about to be held.
const (
	meetingTasksBack  = 4 // months
	meetingTasksAhead = 1 // day
)

// meetingTasks are the meetings that the person keeps, as secretary or chair, and that
// wait for a step: they are about to be held, or have been and are not published.
func (s *Server) meetingTasks(ctx context.Context, v *visit) ([]task, error) {
	today := s.today()
	all, err := s.Store.LaidOut(ctx, s.Pack.Key, today.AddMonths(-meetingTasksBack), today.AddDays(meetingTasksAhead))
	if err != nil {
		return nil, fmt.Errorf("reading the meetings: %w", err)
	}
	var tasks []task
	for _, p := range all {
		if !p.IsMeeting() || p.Gathering == nil || !p.Closed.IsZero() || !slices.ContainsFunc(p.Gathering.Bodies, func(body string) bool { return slices.Contains(v.member.Bodies, body) }) {
			continue
		}
		verb := s.verb(v, p)
		if verb == "" {
			continue
		}
		t := task{
			Verb: verb, Title: p.Title, Number: p.Number, Path: meetingPath(p.Number), For: s.bodyTitle(p.Gathering.Bodies[0]),
			State: s.seenBy(p).stateTitle(p.Workflow, p.State),
		}
		if d := p.StateDeadline(); d != nil && d.Status == engine.Running {
			t.Due = d.Moment.Date
			s.dated(v, &t, d.Moment.At)
		}
		tasks = append(tasks, t)
	}
	return tasks, nil
}

// holdsSeat says whether a body that is asked by one of its seats, as its secretary,
// asks the member: whoever else sits there has nothing to do.
func (s *Server) holdsSeat(m *signed, line *definition.Round, body string, flow string) bool {
	if line == nil || !engine.IsOfYear(flow) {
		return true
	}
	seated := false
	for _, party := range line.Asks {
		if !s.isBody(party, body, flow) {
			continue
		}
		if party.Seat == "" {
			return true
		}
		seated = true
		for _, person := range m.StandsFor {
			if s.Pack.People.Sits(person, body, party.Seat, s.today()) {
				return true
			}
		}
	}
	return !seated
}

// isBody says whether a party is a body, by its key or by a role that it has.
func (s *Server) isBody(party people.Party, body, flow string) bool {
	switch party.Kind {
	case people.ABody:
		return party.Name == body
	case people.Role:
		return slices.Contains(s.Pack.Bodies(flow, party.Name), body)
	}
	return false
}
