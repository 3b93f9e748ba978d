package web

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/ical"
	"beredd/internal/wording"
)

// A feedYear is a calendar being filled.
type feedYear struct {
	*Server
	*subscriber
	lang     wording.Language
	made     time.Time // when the feed was
	from, to calendar.Date
	events   []ical.Event
}

// gather finds what concerns them: the meetings that are laid out, those that the
// cycle has and nobody has laid out yet, what is to be done before and after, and
// what waits for them.
func (y *feedYear) gather(ctx context.Context) error {
	laid, err := y.Store.LaidOut(ctx, y.Pack.Key, y.from, y.to)
	if err != nil {
		return err
	}
	done := map[string]bool{}
	for _, p := range laid {
		if p.Origin != nil {
			done[p.Origin.Key] = true
		}
		if p.Meeting != nil && p.Gathering != nil && y.meets(p.Gathering.Bodies, p.Meeting.Date) {
			y.events = append(y.events, y.meeting(p))
		}
	}
	for _, planned := range y.Pack.Plan(y.from, y.to) {
		if !done[planned.Key] && !planned.Proposed {
			y.planned(planned)
		}
	}
	if err := y.due(ctx); err != nil {
		return err
	}
	slices.SortStableFunc(y.events, func(a, b ical.Event) int {
		return cmp.Or(cmp.Compare(sortedBy(a), sortedBy(b)), strings.Compare(a.UID, b.UID))
	})
	return nil
}

// sortedBy is an event's place in time, to sort by.
func sortedBy(e ical.Event) string {
	if e.Start.IsZero() {
		return e.Day.String()
	}
	return e.Start.Format("2006-01-02 15:04")
}

// uid names an event for ever.
func (y *feedYear) uid(parts ...string) string {
	return strings.Join(parts, ".") + "@" + y.PublicURL.Hostname()
}

func (y *feedYear) say(key string, args wording.Args) string { return wording.Say(y.lang, key, args) }

// page is a page of the site as programs open it.
func (y *feedYear) page(path string) string {
	return y.PublicURL.Scheme + "://" + y.PublicURL.Host + path
}

// organizer is whose the calendar's events are.
func (y *feedYear) organizer() ical.Address {
	return ical.Address{Name: y.Pack.Title.In(y.lang), Mail: y.Contact}
}

// meeting is one that is laid out.
func (y *feedYear) meeting(p engine.Proposal) ical.Event {
	g := p.Gathering
	e := ical.Event{
		UID: y.uid(p.ID), Sequence: p.Revision(), Stamp: p.Changed, Title: y.titleOf(p), Place: cmp.Or(g.Place, g.Link),
		URL: y.page(proposalPath(p.Number)), Organizer: y.organizer(), Kinds: []string{y.say("web.feed.meeting", nil)},
		Cancelled: p.CalledOff(),
	}
	e.Text = lines(p.Number, y.distance(g.Link, g.Place), e.URL)
	if e.Cancelled {
		e.Title = y.say("web.feed.cancelled", wording.Args{"Title": e.Title})
	}
	until, err := calendar.ParseDate(g.Until)
	if err != nil {
		until = p.Meeting.Date
	}
	y.when(&e, p.Meeting.Date, until, p.Meeting.Time, g.End)
	return e
}

// titleOf is what a meeting is called, in the calendar's language where it has no
// title of its own.
func (y *feedYear) titleOf(p engine.Proposal) string {
	if flow := y.Pack.WorkflowOf(p.Workflow, p.Edition); flow != nil {
		for _, l := range wording.Languages() {
			if flow.Title.In(l) == p.Title {
				return flow.Title.In(y.lang)
			}
		}
	}
	return p.Title
}

// distance is how to take part from afar, where the meeting has a place too.
func (y *feedYear) distance(link, place string) string {
	if link == "" || place == "" {
		return ""
	}
	return y.say("web.feed.distance", wording.Args{"Link": link})
}

// when says an event's hours, or where it has none its days.
func (y *feedYear) when(e *ical.Event, from, until calendar.Date, start, end string) {
	days := y.Pack.Calendar
	if start == "" {
		e.Day, e.Last = from, until
		return
	}
	e.Start = days.On(from, start, "").At
	if end != "" {
		e.End = days.On(until, end, "").At
	}
}

// planned is what the cycle has and nobody has laid out: a meeting with what is to be
// done before and after it, or a deadline of the year's own.
func (y *feedYear) planned(p definition.Planned) {
	if !p.IsMeeting() {
		y.duty(p, p.Key, p.Title.In(y.lang))
		return
	}
	if y.meets(p.Bodies, p.Moment.Date) {
		e := ical.Event{
			UID: y.uid(p.Key), Stamp: y.made, Title: p.Title.In(y.lang), URL: y.page(yearPath(p.Moment.Date)), Organizer: y.organizer(),
			Kinds: []string{y.say("web.feed.meeting", nil)},
		}
		e.Text = lines(y.say("web.feed.planned", nil), y.how(p.Moment), e.URL)
		y.when(&e, p.From, p.Until, p.Moment.Time, p.End)
		y.events = append(y.events, e)
	}
	for _, duty := range p.Duties {
		title := y.say("web.feed.before", wording.Args{"What": duty.Title.In(y.lang), "Meeting": p.Title.In(y.lang), "Day": p.Moment.Date.Short(y.lang)})
		y.duty(duty, p.Key+"."+duty.Name, title)
	}
}

// duty is something of the year that they are to do, as a day.
func (y *feedYear) duty(p definition.Planned, key, title string) {
	day := p.Moment.Date
	if day.Before(y.from) || day.After(y.to) || !y.charged(p.Charge.Who, day) {
		return
	}
	e := ical.Event{
		UID: y.uid(key), Stamp: y.made, Title: y.by(title, p.Moment), Day: p.From, Last: day, Free: true, URL: y.page(yearPath(day)),
		Organizer: y.organizer(), Kinds: []string{y.say("web.feed.due", nil)},
	}
	e.Text = lines(p.Phase.In(y.lang), y.how(p.Moment), e.URL)
	y.events = append(y.events, e)
}

// by is a title with the hour by which it is to be done, where there is one.
func (y *feedYear) by(title string, m calendar.Moment) string {
	clock, err := calendar.ParseClock(m.Time)
	if err != nil {
		return title
	}
	hour := wording.Hour(y.lang, m.Date.At(clock, y.Pack.Calendar.Zone()))
	return y.say("web.feed.by", wording.Args{"Title": title, "Hour": hour})
}

// how is how a day was found, as a line of its own.
func (y *feedYear) how(m calendar.Moment) string {
	if said := m.How(y.lang); said != "" {
		return capital(said) + "."
	}
	return ""
}

// lines are those of some lines that say anything.
func lines(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), "\n")
}

// meetingPath is the page of a meeting, as proposalPath is of a proposal.
func meetingPath(number string) string { return "/moten/" + strings.ReplaceAll(number, " ", "-") }

func yearPath(d calendar.Date) string { return "/aret/" + d.String()[:4] }
