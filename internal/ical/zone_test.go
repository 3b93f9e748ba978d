package ical_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/teambition/rrule-go"

	"beredd/internal/ical"
)

// A shift is one change of a clock, as a program that knows no zone by name has it
// from the VTIMEZONE: by the clock as it stood before.
type shift struct {
	wall time.Time
	to   time.Duration
	from time.Duration
}

// shifts works out every change of the clock that the VTIMEZONE tells of, by a
// library of rules that the writer knows nothing of.
func shifts(t *testing.T, raw []byte, until time.Time) []shift {
	t.Helper()
	var all []shift
	var start time.Time
	var from, to time.Duration
	var rule string
	for _, l := range lines(raw) {
		name, value, _ := strings.Cut(l, ":")
		switch {
		case l == "BEGIN:STANDARD", l == "BEGIN:DAYLIGHT":
			start, rule = time.Time{}, ""
		case name == "DTSTART" && start.IsZero():
			start, _ = time.Parse("20060102T150405", value)
		case name == "TZOFFSETFROM":
			from = distance(t, value)
		case name == "TZOFFSETTO":
			to = distance(t, value)
		case name == "RRULE":
			rule = value
		case l == "END:STANDARD", l == "END:DAYLIGHT":
			for _, wall := range comesAgain(t, start, rule, until) {
				all = append(all, shift{wall, to, from})
			}
		case l == "END:VTIMEZONE":
			slices.SortFunc(all, func(a, b shift) int { return a.wall.Add(-a.from).Compare(b.wall.Add(-b.from)) })
			return all
		}
	}
	t.Fatalf("there is no VTIMEZONE:\n%s", raw)
	return nil
}

func comesAgain(t *testing.T, start time.Time, rule string, until time.Time) []time.Time {
	if rule == "" {
		return []time.Time{start}
	}
	r, err := rrule.StrToRRule(fmt.Sprintf("DTSTART:%sZ\nRRULE:%s", start.Format("20060102T150405"), rule))
	if err != nil {
		t.Fatal(err)
	}
	return r.Between(start, until, true)
}

func distance(t *testing.T, s string) time.Duration {
	var h, m int
	if _, err := fmt.Sscanf(s[1:], "%2d%2d", &h, &m); err != nil {
		t.Fatal(err)
	}
	d := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	if s[0] == '-' {
		return -d
	}
	return d
}

// Zones whose clocks change by other rules than Sweden's, at other hours, by half
// an hour, by the moon, or not at all.
func TestEveryZonesRulesGiveItsClock(t *testing.T) {
	dice := rand.New(rand.NewPCG(5, 2026))
	for _, name := range []string{
		"Europe/Stockholm", "Europe/Helsinki", "Europe/Dublin", "Atlantic/Azores", "America/New_York", "America/Santiago", "Africa/Casablanca",
		"Africa/Cairo", "Asia/Kolkata", "Asia/Tehran", "Australia/Lord_Howe", "Pacific/Auckland", "America/Nuuk", "Antarctica/Troll",
	} {
		t.Run(name, func(t *testing.T) {
			zone := zoneOf(t, name)
			first, last := time.Date(2025, 1, 1, 0, 0, 0, 0, zone), time.Date(2033, 1, 1, 0, 0, 0, 0, zone)
			a, b := meeting(t), meeting(t)
			a.Start, a.End, b.Start, b.End = first, first.Add(time.Hour), last.Add(-time.Hour), last
			all := shifts(t, ical.Calendar{Method: ical.Publish, Zone: zone, Events: []ical.Event{a, b}}.Write(), last)
			for range 2000 {
				at := first.Add(time.Duration(dice.Int64N(int64(last.Sub(first)))))
				var got time.Duration
				for _, s := range all {
					if !s.wall.Add(-s.from).After(at.UTC()) {
						got = s.to
					}
				}
				if _, want := at.Zone(); got != time.Duration(want)*time.Second {
					t.Fatalf("at %v the clock is %v from UTC by the calendar: %v", at, got, all)
				}
			}
		})
	}
}

func TestSwedishTimeIsTwoRules(t *testing.T) {
	raw := string(ical.Calendar{Method: ical.Request, Zone: stockholm(t), Events: []ical.Event{meeting(t)}}.Write())
	for _, want := range []string{
		"TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n",
		"TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n",
	} {
		if strings.Count(raw, want) != 1 {
			t.Errorf("it lacks %q:\n%s", want, raw)
		}
	}
	if strings.Contains(raw, "RDATE") || strings.Count(raw, "BEGIN:DAYLIGHT") != 1 || strings.Count(raw, "BEGIN:STANDARD") != 1 {
		t.Errorf("it has other changes of the clock than two:\n%s", raw)
	}
}

// The night of 25 October 2026 has the hour from two to three twice.
func TestTheHourThatComesTwiceIsToldApart(t *testing.T) {
	zone := stockholm(t)
	for _, at := range []time.Time{
		time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC), time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC), time.Date(2026, 10, 25, 2, 0, 0, 0, time.UTC),
		time.Date(2026, 3, 29, 0, 59, 0, 0, time.UTC), time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC),
	} {
		m := meeting(t)
		m.Start, m.End = at, at.Add(24*time.Hour)
		e := only(t, ical.Calendar{Method: ical.Publish, Zone: zone, Events: []ical.Event{m}}.Write())
		written := e.GetProperty("DTSTART")
		got, err := time.ParseInLocation("20060102T150405", strings.TrimSuffix(written.Value, "Z"), zone)
		if strings.HasSuffix(written.Value, "Z") {
			got, err = time.Parse("20060102T150405Z", written.Value)
		}
		if got = firstOf(got, zone, written.Value); err != nil || !got.Equal(at) {
			t.Errorf("%v is written %v, which is %v", at, written, got)
		}
	}
}

// firstOf reads a time that the clock shows twice as the first of them (3.3.5).
func firstOf(t time.Time, zone *time.Location, written string) time.Time {
	if earlier := t.Add(-time.Hour); !strings.HasSuffix(written, "Z") && earlier.In(zone).Format("15:04") == t.In(zone).Format("15:04") {
		return earlier
	}
	return t
}

func TestWithoutAZoneTimesAreInUTC(t *testing.T) {
	raw := ical.Calendar{Method: ical.Request, Zone: time.UTC, Events: []ical.Event{meeting(t)}}.Write()
	if got := says(only(t, raw), "DTSTART"); got != "20260407T070000Z" || strings.Contains(string(raw), "VTIMEZONE") {
		t.Errorf("it begins %s:\n%s", got, raw)
	}
}
