package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"beredd/internal/calendar"
)

func TestWorkdaysAreCounted(t *testing.T) {
	for _, row := range []struct {
		sentence, from string
		n              int
		want           string
	}{
		{"twenty from Candlemas", "2026-02-02", 20, "2026-03-02"},
		{"over Good Friday and Easter Monday", "2026-04-02", 1, "2026-04-07"},
		{"back over Easter", "2026-04-07", -1, "2026-04-02"},
		{"ten over Easter", "2026-03-27", 10, "2026-04-14"},
		{"over Christmas 2026", "2026-12-23", 1, "2026-12-28"},
		{"over Christmas, New Year and Epiphany", "2026-12-23", 7, "2027-01-08"},
		{"back over Christmas", "2026-12-28", -1, "2026-12-23"},
		{"over Ascension Day and the collaboration's own closed day", "2026-05-13", 1, "2026-05-18"},
		{"over the leap day", "2028-02-28", 2, "2028-03-01"},
		{"from a Saturday the first is Monday", "2026-02-07", 1, "2026-02-09"},
		{"back from a Sunday the first is Friday", "2026-02-08", -1, "2026-02-06"},
		{"none from a Saturday stays there", "2026-02-07", 0, "2026-02-07"},
		{"fifteen before a meeting", "2026-03-06", -15, "2026-02-13"},
	} {
		if got := kalmar.AddWorkdays(day(row.from), row.n); got != day(row.want) {
			t.Errorf("%s: %s, want %s", row.sentence, got, row.want)
		}
	}
}

func TestTheNearestWorkday(t *testing.T) {
	for _, row := range []struct{ sentence, date, previous, next string }{
		{"a workday is its own", "2026-03-02", "2026-03-02", "2026-03-02"},
		{"a Saturday has Friday and Monday", "2026-03-07", "2026-03-06", "2026-03-09"},
		{"Good Friday has Thursday and Tuesday", "2026-04-03", "2026-04-02", "2026-04-07"},
		{"New Year's Eve 2026 has Wednesday and Monday", "2026-12-31", "2026-12-30", "2027-01-04"},
	} {
		if got := kalmar.PreviousWorkday(day(row.date)); got != day(row.previous) {
			t.Errorf("%s: before it %s, want %s", row.sentence, got, row.previous)
		}
		if got := kalmar.NextWorkday(day(row.date)); got != day(row.next) {
			t.Errorf("%s: after it %s, want %s", row.sentence, got, row.next)
		}
	}
}

func TestQuietWeeks(t *testing.T) {
	winter, err := calendar.ParseRule("22 December to 6 January")
	if err != nil {
		t.Fatal(err)
	}
	schools := calendar.New(calendar.Config{Still: []calendar.Span{{From: day("2026-10-26"), To: day("2026-10-30")}}, Hushed: []*calendar.Rule{winter}})
	overNewYear := calendar.New(calendar.Config{Quiet: []calendar.Weeks{{First: 52, Last: 1}, {First: 30, Last: 30}}})
	for _, row := range []struct {
		sentence string
		c        *calendar.Calendar
		date     string
		want     bool
	}{
		{"the Sunday before the first quiet week", kalmar, "2026-07-05", false},
		{"the first quiet Monday", kalmar, "2026-07-06", true},
		{"the last quiet Sunday", kalmar, "2026-08-02", true},
		{"the Monday after", kalmar, "2026-08-03", false},
		{"over the new year, week 51 is not quiet", overNewYear, "2026-12-20", false},
		{"week 52 is", overNewYear, "2026-12-21", true},
		{"week 53 is", overNewYear, "2027-01-02", true},
		{"week 1 is", overNewYear, "2027-01-10", true},
		{"week 2 is not", overNewYear, "2027-01-11", false},
		{"a single week in summer is", overNewYear, "2026-07-22", true},
		{"the day before the holidays of some year is not", schools, "2026-10-25", false},
		{"their first day is", schools, "2026-10-26", true},
		{"their last day is", schools, "2026-10-30", true},
		{"the day after is not", schools, "2026-10-31", false},
		{"nor the same day another year", schools, "2027-10-26", false},
		{"the winter of every year is, before the new year", schools, "2029-12-22", true},
		{"and after it", schools, "2030-01-06", true},
		{"but not the day after", schools, "2030-01-07", false},
	} {
		if got := row.c.Quiet(day(row.date)); got != row.want {
			t.Errorf("%s: quiet %v, want %v", row.sentence, got, row.want)
		}
	}
}

func TestAddedWorkdaysAreWorkdaysAndSoMany(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := day("2020-01-01").AddDays(rapid.IntRange(0, 6000).Draw(t, "from"))
		n := rapid.IntRange(-300, 300).Draw(t, "n")
		to := kalmar.AddWorkdays(from, n)
		if n != 0 && !kalmar.Workday(to) {
			t.Fatalf("%s and %d workdays is %s, a closed day", from, n, to)
		}
		if got := workdaysBetween(from, to); got != n {
			t.Fatalf("%s to %s has %d workdays, want %d", from, to, got, n)
		}
		if got := kalmar.WorkdaysUntil(from, to); got != n {
			t.Fatalf("%s until %s is %d workdays, want %d", from, to, got, n)
		}
	})
}

// workdaysBetween counts day by day, the first left out and the last counted.
func workdaysBetween(from, to calendar.Date) int {
	step := 1
	if to.Before(from) {
		step = -1
	}
	n := 0
	for d := from; d != to; {
		d = d.AddDays(step)
		if _, closed := kalmar.Closed(d); !closed && d.Weekday() != time.Saturday && d.Weekday() != time.Sunday {
			n += step
		}
	}
	return n
}

func TestMonthsNeverLeaveTheirMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := day("2020-01-01").AddDays(rapid.IntRange(0, 6000).Draw(t, "from"))
		n := rapid.IntRange(-60, 60).Draw(t, "n")
		to := from.AddMonths(n)
		if months := (to.Year-from.Year)*12 + int(to.Month-from.Month); months != n || to.Day > from.Day {
			t.Fatalf("%s and %d months is %s", from, n, to)
		}
		if to.Day < from.Day && to.AddDays(1).Day != 1 {
			t.Fatalf("%s and %d months is %s, short of the month's end", from, n, to)
		}
		if read, err := calendar.ParseDate(to.String()); err != nil || read != to {
			t.Fatalf("%s is read as %s, %v", to, read, err)
		}
	})
}
