package calendar_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// A time that stands still in July counts every other day and no other, ends on none of
// those, and what is left of it on any day of it leads to the same day.
func TestATimeThatStandsStillCountsTheOtherDays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		unit := rapid.SampledFrom([]calendar.Unit{calendar.Days, calendar.Workdays, calendar.WholeWeeks, calendar.Hours}).Draw(rt, "unit")
		from := day("2026-05-01").AddDays(rapid.IntRange(0, 120).Draw(rt, "from")).At(calendar.Clock{Hour: rapid.IntRange(0, 23).Draw(rt, "hour")}, kalmar.Zone())
		p := calendar.Period{Count: rapid.IntRange(1, 60).Draw(rt, "count"), Unit: unit}
		m := kalmar.WithinBut(from, p, "", "", july)
		if _, still := july(m.Date); still && m.At != m.Date.At(calendar.Clock{}, kalmar.Zone()) {
			rt.Fatalf("%s from %s ends %s", p, from, m.At)
		}
		switch counted := countedDays(kalmar.Today(from), m.Date, unit); unit {
		case calendar.Workdays, calendar.Days:
			if counted != p.Count {
				rt.Fatalf("%s from %s end %s, which is %d", p, from, m.Date, counted)
			}
		case calendar.WholeWeeks:
			if counted != 7*p.Count {
				rt.Fatalf("%s from %s end %s, which is %d days", p, from, m.Date, counted)
			}
		}
		later := from.AddDate(0, 0, rapid.IntRange(0, 90).Draw(rt, "later"))
		if !later.Before(m.At) {
			return
		}
		left := kalmar.LeftBut(later, m, unit, july)
		if again := kalmar.ResumeBut(later, left, "", "", july); again.Date != m.Date && (unit != calendar.Workdays || kalmar.Workday(m.Date)) && left.Count > 0 {
			rt.Fatalf("%s left at %s, and it ends %s, not %s", left, later, again.At, m.At)
		}
	})
}

func july(d calendar.Date) (wording.Text, bool) { return wording.Same("Juli"), d.Month == 7 }

func countedDays(from, to calendar.Date, unit calendar.Unit) (n int) {
	for day := from.AddDays(1); !to.Before(day); day = day.AddDays(1) {
		if day.Month != 7 && (unit != calendar.Workdays || kalmar.Workday(day)) {
			n++
		}
	}
	return n
}

// It says what it has not counted, and a day that gives way to the next workday gives
// way to none on which the time stands still.
func TestATimeThatStandsStillSaysSo(t *testing.T) {
	for _, row := range []struct{ from, otherwise, ends, says string }{
		{"2026-06-15", "", "2026-08-15", "30 dagar efter 15 juni 2026 (Juli räknas inte): lördag 15 augusti 2026 (v. 33), då det är stängt (lördag)"},
		{"2026-06-01", "", "2026-08-01", "30 dagar efter 1 juni 2026 (Juli räknas inte): lördag 1 augusti 2026"},
		{"2026-06-01", calendar.ElseNext, "2026-08-03", "Juli räknas inte"},
		{"2026-04-27", calendar.ElseNext, "2026-05-27", "30 dagar efter 27 april 2026"},
	} {
		period := calendar.Period{Count: 30, Unit: calendar.Days}
		m := kalmar.WithinBut(day(row.from).At(calendar.Clock{Hour: 9}, kalmar.Zone()), period, "", row.otherwise, july)
		if said := m.Explanation.In(wording.Swedish); m.Date.String() != row.ends || !strings.Contains(said, row.says) || strings.Contains(said, "Juli") != (m.Date.Month > 6) {
			t.Errorf("%s: %s, %s", row.from, m.Date, said)
		}
	}
}
