package ical_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"pgregory.net/rapid"

	"beredd/internal/calendar"
	"beredd/internal/ical"
)

func TestAnotherProgramReadsWhatAnInvitationSays(t *testing.T) {
	m := meeting(t)
	raw := ical.Calendar{Method: ical.Request, Zone: stockholm(t), Events: []ical.Event{m}}.Write()
	e := only(t, raw)
	for name, want := range map[string]string{
		"UID": m.UID, "SEQUENCE": "2", "DTSTAMP": "20260302T081500Z", "SUMMARY": m.Title, "DESCRIPTION": m.Text, "LOCATION": m.Place,
		"URL": m.URL, "STATUS": "CONFIRMED", "TRANSP": "OPAQUE", "ORGANIZER": "mailto:arende@samverkan.example", "CATEGORIES": "Möte",
	} {
		if got := says(e, name); got != want {
			t.Errorf("%s is read as %q, want %q", name, got, want)
		}
	}
	start, err := e.GetStartAt()
	if err != nil || !start.Equal(m.Start) {
		t.Errorf("it begins %v (%v), want %v", start, err, m.Start)
	}
	if end, err := e.GetEndAt(); err != nil || !end.Equal(m.End) {
		t.Errorf("it ends %v (%v), want %v", end, err, m.End)
	}
	attendees := e.Attendees()
	if len(attendees) != 1 || attendees[0].Email() != m.Attendee.Mail || attendees[0].ICalParameters["RSVP"][0] != "FALSE" {
		t.Fatalf("the attendees are %+v", attendees)
	}
	if name := attendees[0].ICalParameters["CN"][0]; name != "Åsa ”Ö” Öst, Torsås; socialchef" {
		t.Errorf("the attendee is called %q", name)
	}
}

func TestADeadlineIsADayThatTakesUpNobodysTime(t *testing.T) {
	e := only(t, ical.Calendar{Method: ical.Publish, Zone: stockholm(t), Events: []ical.Event{deadline(t)}}.Write())
	start, err := e.GetAllDayStartAt()
	if err != nil || start.Format(time.DateOnly) != "2026-03-16" {
		t.Errorf("its day is %v (%v)", start, err)
	}
	if end, err := e.GetAllDayEndAt(); err != nil || end.Format(time.DateOnly) != "2026-03-17" {
		t.Errorf("the day after it is %v (%v)", end, err)
	}
	if says(e, "TRANSP") != "TRANSPARENT" || says(e, "X-MICROSOFT-CDO-BUSYSTATUS") != "FREE" || len(e.Attendees()) != 0 {
		t.Errorf("it takes up time, or invites somebody: %v", e.Properties)
	}
}

func TestAMeetingOfSeveralDaysEndsTheDayAfterItsLast(t *testing.T) {
	m := deadline(t)
	m.Day, m.Last = calendar.Date{Year: 2026, Month: 12, Day: 30}, calendar.Date{Year: 2027, Month: 1, Day: 1}
	e := only(t, ical.Calendar{Method: ical.Publish, Zone: stockholm(t), Events: []ical.Event{m}}.Write())
	if end, err := e.GetAllDayEndAt(); err != nil || end.Format(time.DateOnly) != "2027-01-02" {
		t.Errorf("it ends before %v (%v)", end, err)
	}
	timed := meeting(t)
	timed.End = timed.Start.AddDate(0, 0, 1).Add(3 * time.Hour)
	e = only(t, ical.Calendar{Method: ical.Publish, Zone: stockholm(t), Events: []ical.Event{timed}}.Write())
	if end, err := e.GetEndAt(); err != nil || !end.Equal(timed.End) {
		t.Errorf("one with times ends %v (%v)", end, err)
	}
}

func TestAMeetingWithoutAnEndCanBeSeen(t *testing.T) {
	m := meeting(t)
	m.End = time.Time{}
	e := only(t, ical.Calendar{Method: ical.Publish, Zone: stockholm(t), Events: []ical.Event{m}}.Write())
	if end, err := e.GetEndAt(); err != nil || end.Sub(m.Start) != time.Hour {
		t.Errorf("it ends %v (%v)", end, err)
	}
}

func TestACancelledMeetingIsFree(t *testing.T) {
	m := meeting(t)
	m.Cancelled = true
	e := only(t, ical.Calendar{Method: ical.Cancel, Zone: stockholm(t), Events: []ical.Event{m}}.Write())
	if says(e, "STATUS") != "CANCELLED" || says(e, "TRANSP") != "TRANSPARENT" || says(e, "UID") != m.UID || len(e.Attendees()) != 1 {
		t.Errorf("it is %v", e.Properties)
	}
}

// written is text of the kind that breaks calendars.
func written() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		"å", "Ö", "é", "👩‍👩‍👧", "𝔘", ",", ";", `\`, `\n`, `\,`, "\n", "\r\n", ":", `"`, "BEGIN:VEVENT", "END:VCALENDAR", "  ", "=", "^", "'",
		"samverkan", "\t", "–", "…", "\u00a0", "\x07", "\x7f", "\xff", strings.Repeat("ä", 80),
	})
	return rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 24).Draw(t, "pieces"), "") })
}

// kept is what of a text a calendar can carry.
func kept(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x07", "", "\x7f", "").Replace(strings.ToValidUTF8(s, "\ufffd"))
}

func TestWhateverSomebodyWritesIsReadBack(t *testing.T) {
	zone := stockholm(t)
	rapid.Check(t, func(t *rapid.T) {
		m := ical.Event{
			UID: "u@samverkan.example", Title: written().Draw(t, "title"), Text: written().Draw(t, "text"), Place: written().Draw(t, "place"),
			Start:     time.Date(2020, 1, rapid.IntRange(0, 6000).Draw(t, "day"), rapid.IntRange(4, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute"), 0, 0, zone),
			Organizer: ical.Address{Mail: "a@samverkan.example"},
			Attendee:  ical.Address{Name: written().Draw(t, "name"), Mail: "b@torsas.example"},
		}
		raw := ical.Calendar{Method: ical.Request, Name: written().Draw(t, "calendar"), Zone: zone, Events: []ical.Event{m}}.Write()
		wellFormed(t, raw)
		read, err := ics.ParseCalendar(bytes.NewReader(raw))
		if err != nil || len(read.Events()) != 1 {
			t.Fatalf("it is read as %v (%v):\n%s", read, err, raw)
		}
		e := read.Events()[0]
		oneLine := func(s string) string { return strings.Join(strings.Fields(kept(s)), " ") }
		for name, want := range map[string]string{"SUMMARY": oneLine(m.Title), "DESCRIPTION": kept(m.Text), "LOCATION": oneLine(m.Place)} {
			if got := says(e, name); got != want {
				t.Fatalf("%s is read as %q, want %q:\n%s", name, got, want, raw)
			}
		}
		if start, err := e.GetStartAt(); err != nil || !start.Equal(m.Start) {
			t.Fatalf("it begins %v (%v), want %v:\n%s", start, err, m.Start, raw)
		}
	})
}

// wellFormed says where the lines are not as RFC 5545 has them.
func wellFormed(t rapid.TB, raw []byte) {
	if !utf8.Valid(raw) {
		t.Fatalf("it is not UTF-8:\n%q", raw)
	}
	for _, l := range strings.Split(strings.TrimSuffix(string(raw), "\r\n"), "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n\x07\x7f") {
			t.Fatalf("a line has %d octets, cuts a character or holds a control: %q", len(l), l)
		}
	}
	if begins, ends := strings.Count("\n"+string(raw), "\nBEGIN:"), strings.Count("\n"+string(raw), "\nEND:"); begins != ends {
		t.Fatalf("%d components begin and %d end:\n%s", begins, ends, raw)
	}
}
