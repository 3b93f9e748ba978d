package ical_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"beredd/internal/calendar"
	"beredd/internal/ical"
)

var update = flag.Bool("update", false, "write the golden calendars anew")

func TestTheWholeCalendarIsAsItWas(t *testing.T) {
	cancelled := meeting(t)
	cancelled.Cancelled, cancelled.Sequence = true, 3
	days := meeting(t)
	days.Start, days.End, days.Attendee = time.Time{}, time.Time{}, ical.Address{}
	days.Day, days.Last = calendar.Date{Year: 2026, Month: 10, Day: 14}, calendar.Date{Year: 2026, Month: 10, Day: 15}
	shown := meeting(t)
	shown.Attendee = ical.Address{}
	for name, c := range map[string]ical.Calendar{
		"invitation": {Method: ical.Request, Events: []ical.Event{meeting(t)}},
		"cancelled":  {Method: ical.Cancel, Events: []ical.Event{cancelled}},
		"feed": {Method: ical.Publish, Name: "Länsgemensam ledning, Kalmar län", Refresh: 4 * time.Hour,
			Events: []ical.Event{shown, deadline(t), days}},
		"empty": {Method: ical.Publish, Name: "Ingenting", Refresh: 90 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			c.Zone = stockholm(t)
			golden(t, name+".ics", c.Write())
		})
	}
}

// golden holds a calendar against the one that is kept, whose lines end as files'
// lines do here.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if bytes.Count(got, []byte("\n")) != bytes.Count(got, []byte("\r\n")) {
		t.Error("a line does not end in CRLF")
	}
	file := filepath.Join("testdata", name)
	got = bytes.ReplaceAll(got, []byte("\r\n"), []byte("\n"))
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("the calendar differs from %s; if it should, run with -update:\n%s", file, diff)
	}
}
