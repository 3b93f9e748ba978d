package calendar_test

import (
	"testing"

	"pgregory.net/rapid"

	"beredd/internal/calendar"
)

// A deadline that stands still and goes on the same day is where it was, and one
// that stands still for so many of its own days is so much later.
func TestWhatIsLeftIsLeft(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		unit := rapid.SampledFrom([]calendar.Unit{calendar.Days, calendar.Workdays, calendar.WholeWeeks, calendar.Months, calendar.Hours}).Draw(rt, "unit")
		from := day("2026-01-01").AddDays(rapid.IntRange(0, 365).Draw(rt, "from")).At(calendar.Clock{Hour: rapid.IntRange(0, 23).Draw(rt, "hour")}, kalmar.Zone())
		m := kalmar.Within(from, calendar.Period{Count: rapid.IntRange(1, 60).Draw(rt, "count"), Unit: unit}, "", "")
		stops := from.AddDate(0, 0, rapid.IntRange(0, 90).Draw(rt, "later"))
		left := kalmar.Left(stops, m, unit)
		if (left.Count < 0) != !stops.Before(m.At) {
			rt.Fatalf("%s left at %s of what ends at %s", left, stops, m.At)
		}
		again := kalmar.Resume(stops, left, "", "")
		if !stops.Before(m.At) {
			if stops.Before(again.At) {
				rt.Fatalf("it had passed, and ends at %s when it goes on at %s", again.At, stops)
			}
			return
		}
		if unit != calendar.Workdays && !again.At.Equal(m.At) || again.Date != m.Date && unit == calendar.Workdays && kalmar.Workday(m.Date) {
			rt.Fatalf("%s left, and it ends %s, not %s", left, again.At, m.At)
		}
	})
}
