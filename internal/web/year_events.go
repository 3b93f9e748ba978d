package web

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// The kinds of event, each with its own ring and shape.
const (
	kindMeeting = "meeting"
	kindDuty    = "duty"    // before or after a meeting
	kindYearly  = "yearly"  // a deadline of the year's own
	kindRunning = "running" // of a proposal on its way
)

// A yearEvent is a meeting or a deadline. Its number stands in the wheel too.
type yearEvent struct {
	Number      int
	Kind        string
	Sort        string        // what sort of date it is, in words
	From        calendar.Date // of a range its first day, else zero
	Date        calendar.Date
	Clock, End  string
	What        string
	About       string // the proposal, or the meeting that it hangs on
	Who         string // in short
	Everybody   string // all of them
	Path        string
	Explanation string
	Phase       string
	Live        []liveLine // proposals on a meeting's agenda
	Cancelled   bool
	Moved       string // why it does not stand where the cycle has it
	Past, Late  bool
	Left        string

	concerns
}

// A liveLine is a proposal with its page.
type liveLine struct{ Title, Path string }

// concerns is whom an event is about.
type concerns struct {
	bodies, organizations []string
	answers               []string // organizations that are asked, and not through a body
	own                   bool     // the reader's
}

// first is the first day of the event.
func (e yearEvent) first() calendar.Date {
	if e.From.IsZero() {
		return e.Date
	}
	return e.From
}

// Begins is the day that people come or are to have done it: of a meeting of several days
// the first, of anything else the last.
func (e yearEvent) Begins() calendar.Date {
	if e.Kind == kindMeeting {
		return e.first()
	}
	return e.Date
}

// ahead is the day of it that is to come: of a meeting that has begun its last.
func (e yearEvent) ahead(today calendar.Date) calendar.Date {
	if day := e.Begins(); !day.Before(today) {
		return day
	}
	return e.Date
}

// aside is how long before and after a year its meetings may have something to be done
// in it.
const aside = 190

// mostDecided is how many proposals on their way out the year looks through for
// what they plan.
const mostDecided = 500

// events are a year's, in order and numbered, as the filter lets through.
func (s *Server) events(ctx context.Context, v *visit, y *yearSeen) ([]yearEvent, error) {
	running, err := s.running(ctx, v, y)
	if err != nil {
		return nil, fmt.Errorf("reading the dates of %s: %w", y.span.name(), err)
	}
	events, err := s.plannedEvents(ctx, v, y)
	if err != nil {
		return nil, fmt.Errorf("reading what is laid out of %s: %w", y.span.name(), err)
	}
	events = append(events, running...)
	events = slices.DeleteFunc(events, func(e yearEvent) bool { return !y.span.has(e.Date) || !y.filter.passes(e) })
	sortAndNumber(events)
	return events, nil
}

// sortAndNumber puts a year's events in order of time, and gives them their numbers.
func sortAndNumber(events []yearEvent) {
	slices.SortStableFunc(events, func(a, b yearEvent) int {
		return cmp.Or(b.Date.DaysUntil(a.Date), cmp.Compare(a.Clock, b.Clock))
	})
	for i := range events {
		events[i].Number = i + 1
	}
}

// plannedEvent is one thing of the plan as an event.
func (s *Server) plannedEvent(v *visit, pack *definition.Pack, one definition.Planned) yearEvent {
	e := yearEvent{
		Kind: kindDuty, Date: one.Until, What: one.Title.In(v.lang), Explanation: one.Moment.Explanation.In(v.lang), Phase: one.Phase.In(v.lang),
	}
	switch {
	case one.IsMeeting():
		e.Kind = kindMeeting
	case one.Yearly != nil:
		e.Kind = kindYearly
	}
	e.Sort = v.say("web.wheel."+e.Kind, nil)
	if one.Proposed {
		e.Sort = v.say("web.year.proposed", nil)
	}
	if one.From.Before(one.Until) {
		e.From = one.From
	}
	if one.Moment.Time != "" {
		e.Clock = clockWords(v.lang, one.Moment.Time)
	}
	if one.End != "" {
		e.End = clockWords(v.lang, one.End)
	}
	e.Past, e.Left = e.Date.Before(s.today()), s.left(v.lang, e.ahead(s.today()))
	e.who(v, pack.People.DescribeEach(one.Whose()))
	e.concerns = concerned(pack, v.member, one.Whose(), e.Date)
	return e
}

// mostNamed is how many a row names before it counts the rest.
const mostNamed = 3

// who tells whose the event is; of a meeting whose title says it, nothing.
func (e *yearEvent) who(v *visit, parties []wording.Text) {
	var who []string
	for _, text := range parties {
		who = append(who, text.In(v.lang))
	}
	if e.Everybody = wording.List(v.lang, who); e.Everybody == e.What {
		e.Everybody = ""
	}
	if e.Who = e.Everybody; len(who) > mostNamed {
		e.Who = v.say("web.year.and_more", wording.Args{"Who": wording.List(v.lang, who[:1]), "Count": len(who) - 1})
	}
}

// concerned is whom some parties are on a day, and whether the reader is among them.
func concerned(pack *definition.Pack, m *signed, parties []people.Party, on calendar.Date) concerns {
	var c concerns
	for _, party := range parties {
		switch party.Kind {
		case people.ABody:
			c.body(pack, m, party.Name, party.Seat, on)
		case people.Bodies:
			for _, body := range pack.People.BodiesOfKind(party.OfKind) {
				c.body(pack, m, body, party.Seat, on)
			}
		case people.Organizations:
			for _, o := range pack.People.MembersOfKind(party.OfKind, on) {
				c.organization(m, o.Key)
			}
		case people.AnOrg:
			c.organization(m, party.Name)
		case people.APerson:
			c.organizations = append(c.organizations, pack.People.OrganizationsOf(party.Name, on)...)
			c.own = c.own || slices.Contains(m.StandsFor, party.Name)
		case people.Coordinator:
			c.own = c.own || m.Coordinates
		}
	}
	return c
}

// body adds a body, or a seat in it, with the organizations that its people sit for.
func (c *concerns) body(pack *definition.Pack, m *signed, body, seat string, on calendar.Date) {
	c.bodies = append(c.bodies, body)
	for _, sits := range pack.People.Seated(body, seat, on) {
		if sits.Of != "" && !slices.Contains(c.organizations, sits.Of) {
			c.organizations = append(c.organizations, sits.Of)
		}
		c.own = c.own || slices.Contains(m.StandsFor, sits.Person)
	}
}

func (c *concerns) organization(m *signed, key string) {
	c.organizations, c.answers = append(c.organizations, key), append(c.answers, key)
	c.own = c.own || slices.Contains(m.Organizations, key)
}

// running are the deadlines of proposals on their way, and what these plan.
func (s *Server) running(ctx context.Context, v *visit, y *yearSeen) ([]yearEvent, error) {
	dues, err := s.duesOf(ctx, y.span.From, y.span.To)
	if err != nil {
		return nil, err
	}
	var events []yearEvent
	for _, d := range dues {
		if d.Status != engine.Running || engine.IsOfYear(d.Workflow) { // which stands among what is planned
			continue
		}
		e := s.dueEvent(v, d)
		if d.About == "round" && !d.Planned {
			if err := s.missing(ctx, v, d, &e); err != nil {
				return nil, err
			}
		}
		events = append(events, e)
	}
	return events, nil
}

// missing adds whose answers a round still lacks.
func (s *Server) missing(ctx context.Context, v *visit, d engine.DueDate, e *yearEvent) error {
	p, _, err := s.Store.Proposal(ctx, d.Proposal, "")
	if err != nil {
		return err
	}
	for _, round := range p.Rounds {
		if round.Name != d.Name || round.OpenedAt.IsZero() || !round.ClosedAt.IsZero() {
			continue
		}
		for _, who := range round.Respondents {
			own := p.ExtensionOf(round.ID, who.Key())
			switch {
			case (own != nil) != (d.For != "") || own != nil && own.Name != d.For: // it has another day
			case who.Out || who.Through || who.Answer != "":
			case who.Organization != "":
				e.organization(v.member, who.Organization)
			case who.Body != "":
				e.body(s.Pack, v.member, who.Body, "", e.Date)
			}
		}
	}
	return nil
}

// duesOf are the deadlines from a day to another, and what is planned.
func (s *Server) duesOf(ctx context.Context, from, to calendar.Date) ([]engine.DueDate, error) {
	dues, err := s.Store.DueDates(ctx, s.Pack.Key, from, to)
	if err != nil {
		return nil, err
	}
	decided, err := s.Store.DecidedOpen(ctx, s.Pack.Key, mostDecided)
	for _, p := range decided {
		for _, d := range engine.Planned(s.Pack, p) {
			if on := d.Moment.Date; !on.Before(from) && !to.Before(on) && !on.Before(s.today()) {
				dues = append(dues, d)
			}
		}
	}
	return dues, err
}

// dueEvent is a deadline that still runs.
func (s *Server) dueEvent(v *visit, d engine.DueDate) yearEvent {
	e := yearEvent{
		Kind: kindRunning, Date: d.Moment.Date, What: s.aboutTitle(v, d), About: d.Number + " " + d.Title, Path: proposalPath(d.Number),
		Explanation: d.Moment.Explanation.In(v.lang), Late: !s.Now().Before(d.Moment.At), Left: s.left(v.lang, d.Moment.Date),
		Sort: v.say("web.year.sort.state", nil), Past: d.Moment.Date.Before(s.today()),
	}
	switch d.About {
	case "opening":
		e.What, e.Late, e.Sort = v.say("web.year.begins", wording.Args{"What": e.What}), false, v.say("web.year.sort.opening", nil)
	case "round":
		e.Sort = v.say("web.year.sort.round", nil)
	}
	if d.Planned {
		e.Explanation = v.say("web.year.planned", nil)
	}
	if d.Moment.Time != "" {
		e.Clock = clockWords(v.lang, d.Moment.Time)
	}
	switch {
	case d.For != "":
		e.Who = engine.RespondentName(s.Pack, d.For).In(v.lang)
	case d.About == "round" && d.Outstanding > 0:
		e.Who = v.say("web.year.outstanding", wording.Args{"Count": d.Outstanding})
	case d.Holder != "" && d.About != "round":
		e.bodies, e.organizations = s.concerned(d.Holder)
		e.own, e.Who = s.hasTurn(v, d.Holder), s.holderTitle(d.Holder).In(v.lang)
	}
	return e
}

// nextMeetings are the coming meetings of some bodies, the first first.
func (s *Server) nextMeetings(v *visit, most int, bodies ...string) []meetingPoint {
	today := s.today()
	var next []meetingPoint
	for _, body := range bodies {
		for _, m := range engine.MeetingsOf(s.Pack, body, today, today.AddMonths(14)) {
			next = append(next, meetingPoint{s.seriesTitle(m).In(v.lang), m.Date})
		}
	}
	slices.SortFunc(next, func(a, b meetingPoint) int { return cmp.Compare(a.Date.String(), b.Date.String()) })
	return next[:min(most, len(next))]
}
