package engine

import (
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// readMeeting reads the date of a meeting, which must be to come, perhaps with
// when it begins. The pack's cycle adds the meeting's name and time where it has
// one that day; any other day is an extra meeting.
func (d *deciding) readMeeting(field definition.Field, text string) (any, *fault.Error) {
	words := strings.Fields(text)
	start := ""
	if clock, err := calendar.ParseClock(words[len(words)-1]); err == nil && len(words) > 1 {
		words, start = words[:len(words)-1], " "+clock.String()
	}
	date, err := calendar.ParseDate(words[len(words)-1])
	if err != nil {
		return nil, fault.New(fault.Invalid, "not_a_date", wording.Args{"Field": field.Title, "Value": text})
	}
	if date.Before(d.today) {
		return nil, fault.New(fault.Invalid, "meeting_passed", wording.Args{
			"Value": date.String(), "Earliest": d.today.String()})
	}
	return date.String() + start, nil
}

// meetingOn is the meeting on a date: of a body that which is laid out, else that
// which the cycle has. Where it does not meet that day, it is the meeting of another
// of the proposal's bodies, as where a secretariat prepares what a group takes up;
// else one that nobody has planned.
func (d *deciding) meetingOn(date calendar.Date, body string) *Meeting {
	for _, meets := range d.bodiesFrom(body) {
		if laid := d.laidOn(date, meets); laid != nil {
			return laid.meeting()
		}
		for _, occasion := range MeetingsOf(d.pack, meets, date, date) {
			return &occasion
		}
	}
	return &Meeting{Date: date, Body: body}
}

// bodiesFrom are the proposal's bodies, one of them first: where that is "", which
// is any, it is alone.
func (d *deciding) bodiesFrom(first string) []string {
	bodies := []string{first}
	for _, role := range d.flow.Roles {
		if body := d.p.Bodies[role]; first != "" && body != "" && !slices.Contains(bodies, body) {
			bodies = append(bodies, body)
		}
	}
	return bodies
}

// MeetingsOf lists the meetings of a body, or of every body for "", from a date
// to a date, both included, as the pack's cycle has them, in order of date.
func MeetingsOf(pack *definition.Pack, body string, from, to calendar.Date) []Meeting {
	if pack.Cycle == nil {
		return nil
	}
	var meetings []Meeting
	for year := from.Year; year <= to.Year; year++ {
		for _, o := range pack.Cycle.Occasions(pack.Calendar, year) {
			if o.Date.Before(from) || o.Date.After(to) || !o.Series.Gathers(body) {
				continue
			}
			meetings = append(meetings, Meeting{Name: o.Series.Name, Date: o.Date, Time: o.Series.Start, Body: body})
		}
	}
	return meetings
}

// Begins is when a meeting begins; one without a time begins when the office opens.
func (m Meeting) Begins(days *calendar.Calendar) time.Time {
	if m.Time == "" {
		return days.Opening(m.Date)
	}
	return days.On(m.Date, m.Time, "").At
}
