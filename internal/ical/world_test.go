package ical_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"beredd/internal/calendar"
	"beredd/internal/ical"
)

// zoneOf is a zone by its name.
func zoneOf(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func stockholm(t testing.TB) *time.Location { return zoneOf(t, "Europe/Stockholm") }

// meeting is the April meeting of a steering body, in full.
func meeting(t testing.TB) ical.Event {
	zone := stockholm(t)
	return ical.Event{
		UID: "0193-7b3d@samverkan.example", Sequence: 2, Stamp: time.Date(2026, 3, 2, 9, 15, 0, 0, zone),
		Title: "Länsgemensam ledning", Place: "Regionens hus, sal Öland; plan 3",
		Text:  "Mötet är flyttat från fredag 3 april, som är långfredagen.\n\nÄrenden:\n1. Öppnande\n2. Gemensam rutin för utskrivning, \"hem\" inom tre dagar",
		URL:   "https://beredd.samverkan.example/moten/LGL-M-2026-003",
		Start: time.Date(2026, 4, 7, 9, 0, 0, 0, zone), End: time.Date(2026, 4, 7, 12, 0, 0, 0, zone),
		Organizer: ical.Address{Name: "Länsgemensam ledning i Kalmar län", Mail: "arende@samverkan.example"},
		Attendee:  ical.Address{Name: `Åsa "Ö" Öst, Torsås; socialchef`, Mail: "socialchef@torsas.example"},
		Kinds:     []string{"Möte"},
	}
}

// deadline is a day by which somebody is to do something.
func deadline(t testing.TB) ical.Event {
	return ical.Event{
		UID: "0193-state@samverkan.example", Stamp: time.Date(2026, 3, 2, 9, 15, 0, 0, stockholm(t)),
		Title: "Senast kl. 12.00: Stoppdatum för handlingar", Day: calendar.Date{Year: 2026, Month: 3, Day: 16}, Free: true, Kinds: []string{"Sista dag"},
	}
}

// parsed is what another's program reads.
func parsed(t testing.TB, raw []byte) *ics.Calendar {
	t.Helper()
	read, err := ics.ParseCalendar(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("it can't be read: %v\n%s", err, raw)
	}
	return read
}

// only is the one event of a calendar.
func only(t testing.TB, raw []byte) *ics.VEvent {
	t.Helper()
	events := parsed(t, raw).Events()
	if len(events) != 1 {
		t.Fatalf("it has %d events:\n%s", len(events), raw)
	}
	return events[0]
}

// says is the value of an event's property, "" where it has none.
func says(e *ics.VEvent, name string) string {
	if p := e.GetProperty(ics.ComponentProperty(name)); p != nil {
		return p.Value
	}
	return ""
}

// lines are a calendar's, unfolded.
func lines(raw []byte) []string {
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(raw), "\r\n ", ""), "\r\n"), "\r\n")
}
