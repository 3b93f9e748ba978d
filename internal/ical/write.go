package ical

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"beredd/internal/calendar"
)

// A writer is a calendar being written.
type writer struct {
	b    bytes.Buffer
	zone *time.Location
}

// Write is the calendar as it is sent: the same octets each time.
func (c Calendar) Write() []byte {
	w := &writer{zone: c.Zone}
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//Beredd//Beredd//SV")
	w.line("CALSCALE", "GREGORIAN")
	w.line("METHOD", string(c.Method))
	w.text("NAME", c.Name)
	w.text("X-WR-CALNAME", c.Name)
	if c.Refresh > 0 {
		w.line("REFRESH-INTERVAL;VALUE=DURATION", length(c.Refresh))
		w.line("X-PUBLISHED-TTL", length(c.Refresh))
	}
	w.rules(c.span())
	for _, e := range c.Events {
		w.event(e)
	}
	w.line("END", "VCALENDAR")
	return w.b.Bytes()
}

// span is from the first to the last time that an event names; zero where none
// names a time.
func (c Calendar) span() (from, to time.Time) {
	for _, e := range c.Events {
		if e.Start.IsZero() {
			continue
		}
		if from.IsZero() || e.Start.Before(from) {
			from = e.Start
		}
		if end := e.end(); end.After(to) {
			to = end
		}
	}
	return from, to
}

func (w *writer) event(e Event) {
	w.line("BEGIN", "VEVENT")
	w.line("UID", escaped(e.UID))
	w.line("SEQUENCE", strconv.Itoa(e.Sequence))
	w.line("DTSTAMP", utc(e.Stamp))
	w.when(e)
	w.text("SUMMARY", oneLine(e.Title))
	w.text("DESCRIPTION", e.Text)
	w.text("LOCATION", oneLine(e.Place))
	if e.URL != "" {
		w.line("URL", e.URL)
	}
	w.people(e)
	w.standing(e)
	w.line("END", "VEVENT")
}

// when says the time, or the days. The end of days is the day after the last.
func (w *writer) when(e Event) {
	if !e.Start.IsZero() {
		w.at("DTSTART", e.Start)
		w.at("DTEND", e.end())
		return
	}
	last := e.Last
	if last.Before(e.Day) {
		last = e.Day
	}
	w.line("DTSTART;VALUE=DATE", day(e.Day))
	w.line("DTEND;VALUE=DATE", day(last.AddDays(1)))
}

// end is when an event at a time ends.
func (e Event) end() time.Time {
	if e.End.After(e.Start) {
		return e.End
	}
	return e.Start.Add(assumed)
}

// people are whose the event is, and who is invited.
func (w *writer) people(e Event) {
	if o := e.Organizer; o.Mail != "" {
		w.line("ORGANIZER;CN="+quoted(o.called()), "mailto:"+o.Mail)
	}
	if a := e.Attendee; a.Mail != "" {
		w.line("ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE;CN="+quoted(a.called()), "mailto:"+a.Mail)
	}
}

// called is the name, or for want of one the address.
func (a Address) called() string {
	if strings.TrimSpace(a.Name) == "" {
		return a.Mail
	}
	return a.Name
}

// standing is whether it is held, and whether it takes up time.
func (w *writer) standing(e Event) {
	status, transparency, busy := "CONFIRMED", "OPAQUE", "BUSY"
	if e.Cancelled {
		status = "CANCELLED"
	}
	if e.Free || e.Cancelled {
		transparency, busy = "TRANSPARENT", "FREE"
	}
	w.line("STATUS", status)
	w.line("TRANSP", transparency)
	w.line("X-MICROSOFT-CDO-BUSYSTATUS", busy)
	if len(e.Kinds) > 0 {
		kinds := make([]string, len(e.Kinds))
		for i, kind := range e.Kinds {
			kinds[i] = escaped(oneLine(kind))
		}
		w.line("CATEGORIES", strings.Join(kinds, ","))
	}
}

func utc(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

func day(d calendar.Date) string { return fmt.Sprintf("%04d%02d%02d", d.Year, d.Month, d.Day) }

// length is a duration in whole minutes.
func length(d time.Duration) string {
	minutes := int(d / time.Minute)
	if minutes%60 == 0 {
		return fmt.Sprintf("PT%dH", minutes/60)
	}
	return fmt.Sprintf("PT%dM", minutes)
}

// oneLine is text without lines of its own.
func oneLine(s string) string { return strings.Join(strings.Fields(printable(s)), " ") }
