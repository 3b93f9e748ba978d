package calendar_test

import (
	"testing"

	"beredd/internal/calendar"
)

func TestTimesOfDayAreRead(t *testing.T) {
	for _, text := range []string{"07:30", "00:00", "23:59"} {
		if c, err := calendar.ParseClock(text); err != nil || c.String() != text {
			t.Errorf("%s became %s, %v", text, c, err)
		}
	}
	for _, text := range []string{"7:30", "24:00", "12:60", "12.00", "12:00:00", "", "noon", " 12:00"} {
		c, err := calendar.ParseClock(text)
		if err == nil {
			t.Errorf("%q was read as %s", text, c)
			continue
		}
		tellsWhat(t, err, text, "07:30")
	}
}

func TestAWallClockBecomesAnInstant(t *testing.T) {
	for _, row := range []struct {
		sentence          string
		date, clock, zone string
		want              string
	}{
		{"winter", "2026-01-15", "12:00", "Europe/Stockholm", "2026-01-15 12:00 +0100"},
		{"summer", "2026-07-15", "12:00", "Europe/Stockholm", "2026-07-15 12:00 +0200"},
		{"in the spring gap it is the first instant after", "2027-03-28", "02:30", "Europe/Stockholm", "2027-03-28 03:00 +0200"},
		{"the gap's first minute too", "2027-03-28", "02:00", "Europe/Stockholm", "2027-03-28 03:00 +0200"},
		{"just before the gap", "2027-03-28", "01:59", "Europe/Stockholm", "2027-03-28 01:59 +0100"},
		{"just after the gap", "2027-03-28", "03:00", "Europe/Stockholm", "2027-03-28 03:00 +0200"},
		{"of the doubled hour of 2026 the first", "2026-10-25", "02:30", "Europe/Stockholm", "2026-10-25 02:30 +0200"},
		{"of the doubled hour of 2027 the first", "2027-10-31", "02:30", "Europe/Stockholm", "2027-10-31 02:30 +0200"},
		{"the doubled hour's first minute", "2027-10-31", "02:00", "Europe/Stockholm", "2027-10-31 02:00 +0200"},
		{"after the doubled hour", "2027-10-31", "03:00", "Europe/Stockholm", "2027-10-31 03:00 +0100"},
		{"before the doubled hour", "2027-10-31", "01:59", "Europe/Stockholm", "2027-10-31 01:59 +0200"},
		{"west of Greenwich the gap is the same", "2027-03-14", "02:30", "America/New_York", "2027-03-14 03:00 -0400"},
		{"and so is the doubled hour", "2027-11-07", "01:30", "America/New_York", "2027-11-07 01:30 -0400"},
		{"a midnight that is leapt over", "2018-11-04", "00:00", "America/Sao_Paulo", "2018-11-04 01:00 -0200"},
		{"a zone without summer time", "2026-06-01", "02:30", "UTC", "2026-06-01 02:30 +0000"},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			clock, err := calendar.ParseClock(row.clock)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(day(row.date).At(clock, mustZone(row.zone))); got != row.want {
				t.Errorf("%s %s is %s, want %s", row.date, row.clock, got, row.want)
			}
		})
	}
}
