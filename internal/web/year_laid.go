package web

import (
	"context"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A laid is what has been laid out of a year, and what its meetings take up.
type laid struct {
	byKey map[string]engine.Proposal // by the key of the line of the cycle
	extra []engine.Proposal          // of no line
	taken map[string][]liveLine      // on the agenda, by the meeting's key
}

// laidOut reads what has been laid out on the days of a plan.
func (s *Server) laidOut(ctx context.Context, collaboration string, from, to calendar.Date, plan []definition.Planned) (laid, error) {
	l := laid{byKey: map[string]engine.Proposal{}, taken: map[string][]liveLine{}}
	all, err := s.Store.LaidOut(ctx, collaboration, from, to)
	if err != nil {
		return l, err
	}
	var meetings []string
	for _, p := range all {
		if p.Meeting != nil {
			meetings = append(meetings, p.ID)
		}
		if p.Origin != nil {
			l.byKey[p.Origin.Key] = p
		} else {
			l.extra = append(l.extra, p)
		}
	}
	for _, one := range plan {
		if one.IsMeeting() {
			meetings = append(meetings, one.Name+"/"+one.Moment.Date.String())
		}
	}
	taken, err := s.Store.TakenUp(ctx, collaboration, meetings)
	for _, p := range taken {
		if p.Meeting != nil {
			key := p.Meeting.Key()
			l.taken[key] = append(l.taken[key], liveLine{p.Number + " " + p.Title, proposalPath(p.Number)})
		}
	}
	return l, err
}

// put makes an event of the plan the one that has been laid out, on the day where it
// stands now.
func (s *Server) put(v *visit, e *yearEvent, p engine.Proposal) {
	e.Path, e.Cancelled = proposalPath(p.Number), strings.HasPrefix(p.State, "cancelled")
	on, last := p.FallsOn(), lastDay(p)
	if on.IsZero() || on == e.Begins() && last == e.Date {
		return
	}
	if e.Explanation = on.Prose(v.lang); on != e.Begins() {
		e.Moved = v.say("web.year.moved", wording.Args{"From": e.Begins().Short(v.lang)})
	}
	if e.From, e.Date = (calendar.Date{}), last; on != last {
		e.From = on
	}
	e.Past, e.Left = last.Before(s.today()), s.left(v.lang, e.ahead(s.today()))
	if p.Meeting != nil && p.Meeting.Time != "" {
		e.Clock, e.End = clockWords(v.lang, p.Meeting.Time), ""
	}
}

// lastDay is the day on which something of the year that is laid out ends.
func lastDay(p engine.Proposal) calendar.Date {
	if p.Gathering != nil {
		if until, err := calendar.ParseDate(p.Gathering.Until); err == nil {
			return until
		}
	}
	return p.FallsOn()
}

// plannedEvents are the year's meetings and duties as the pack has them, on the days
// where they stand.
func (s *Server) plannedEvents(ctx context.Context, v *visit, y *yearSeen) ([]yearEvent, error) {
	from, to := y.span.From.AddDays(-aside), y.span.To.AddDays(aside)
	plan := y.pack.Plan(from, to)
	known, err := s.laidOut(ctx, y.pack.Key, from, to, plan)
	if err != nil {
		return nil, err
	}
	var events []yearEvent
	for _, one := range plan {
		e := s.plannedEvent(v, y.pack, one)
		meeting := one.Name + "/" + one.Moment.Date.String()
		if p, ok := known.byKey[one.Key]; ok {
			s.put(v, &e, p)
			meeting = p.ID
		}
		e.Live = known.taken[meeting]
		events = append(events, e)
		events = append(events, s.dutiesOf(v, y.pack, one, e)...)
	}
	for _, p := range known.extra {
		events = append(events, s.extraEvent(v, y.pack, p, known.taken[p.ID]))
	}
	return events, nil
}

// dutiesOf are what is to be done before and after a meeting, counted from the day
// where it stands. One that is cancelled has none.
func (s *Server) dutiesOf(v *visit, pack *definition.Pack, one definition.Planned, meeting yearEvent) []yearEvent {
	if meeting.Cancelled {
		return nil
	}
	duties := one.Duties
	if one.Series != nil && meeting.Begins() != one.Moment.Date {
		duties = pack.DutiesOf(one.Series, meeting.Begins())
	}
	var events []yearEvent
	for _, duty := range duties {
		e := s.plannedEvent(v, pack, duty)
		e.About = v.say("web.year.hangs_on", wording.Args{"What": meeting.What, "Date": meeting.Begins().Short(v.lang)})
		e.Path = meeting.Path
		events = append(events, e)
	}
	return events
}

// extraEvent is a meeting or a duty that no line of the cycle has.
func (s *Server) extraEvent(v *visit, pack *definition.Pack, p engine.Proposal, live []liveLine) yearEvent {
	one := definition.Planned{Title: wording.Same(p.Title), From: p.FallsOn(), Until: lastDay(p), Charge: &definition.Charge{}, Yearly: &definition.Yearly{}}
	one.Moment = pack.Calendar.On(p.FallsOn(), "", "")
	if p.Meeting != nil {
		one.Charge, one.Yearly, one.Bodies = nil, nil, []string{p.Meeting.Body}
		one.Moment = pack.Calendar.On(p.FallsOn(), p.Meeting.Time, "")
	}
	one.Bodies = slices.DeleteFunc(one.Bodies, func(body string) bool { return body == "" })
	e := s.plannedEvent(v, pack, one)
	s.put(v, &e, p)
	e.Live = live
	return e
}
