package mail

import (
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/ical"
)

// The letters that tell when a meeting is.
const (
	letterNotice    = "meeting_notice"
	letterMoved     = "meeting_moved"
	letterReopened  = "meeting_reopened"
	letterAgenda    = "agenda_sent"
	letterCancelled = "meeting_cancelled"
	letterLeft      = "meeting_left" // to one who had been called and sits there no more
)

// invites are the letters that a program reads as well, and what it is to do.
var invites = map[string]ical.Method{
	letterNotice: ical.Request, letterMoved: ical.Request, letterReopened: ical.Request, letterAgenda: ical.Request,
	letterCancelled: ical.Cancel, letterLeft: ical.Cancel,
}

// An invitation is a letter as calendar programs read it (RFC 6047).
type invitation struct {
	method ical.Method
	body   []byte
}

// invitation is nil of a letter that is none, or whose recipient is only to do
// something before the meeting. It tells how the meeting stands when the letter is
// written: a notice that has waited until the meeting was cancelled invites nobody.
func (w *Writer) invitation(t *telling, l Letter) *invitation {
	p := t.Proposal
	method, invites := invites[t.Letter]
	if !invites || !p.IsMeeting() || p.Meeting == nil || p.Gathering == nil || t.Body == "" {
		return nil
	}
	switch {
	case t.Uncalled: // nothing stands in the recipient's calendar
		return nil
	case p.CalledOff():
		method = ical.Cancel
	case method == ical.Cancel && t.Letter != letterLeft: // it has been taken up again since, of which another letter tells
		return nil
	}
	e := w.event(t, l)
	e.Cancelled = method == ical.Cancel
	return &invitation{method, ical.Calendar{Method: method, Zone: t.pack.Calendar.Zone(), Events: []ical.Event{e}}.Write()}
}

// later is the later of two times: who is called, or called no more, long after the
// notice went has a newer word of the meeting.
func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// event is the meeting as an entry of the recipient's calendar. Whose it is must be
// the address that the letter comes from, or programs refuse what comes later.
func (w *Writer) event(t *telling, l Letter) ical.Event {
	p, at := t.Proposal, engine.OccasionOf(t.Proposal)
	e := ical.Event{
		UID: p.ID + "@" + domain(w.head.From), Sequence: p.Revision(), Stamp: later(t.Event.At, t.Notice.At), Title: t.Proposal.Title, Place: at.Place, URL: l.PageURL,
		Organizer: ical.Address{Name: strings.Join(l.Sender, ", "), Mail: w.head.From}, Attendee: ical.Address{Name: t.Name, Mail: t.Mail},
	}
	text := []string{p.Number}
	switch {
	case e.Place == "":
		e.Place = at.Link
	case at.Link != "":
		text = append(text, t.say("mail.fact.link", nil)+": "+at.Link)
	}
	e.Text = strings.Join(append(text, l.PageURL), "\n")
	until, err := calendar.ParseDate(at.Until)
	if err != nil {
		until = at.Date
	}
	if at.Time == "" {
		e.Day, e.Last = at.Date, until
		return e
	}
	days := t.pack.Calendar
	e.Start = days.On(at.Date, at.Time, "").At
	if at.End != "" {
		e.End = days.On(until, at.End, "").At
	}
	return e
}
