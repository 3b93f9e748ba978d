package definition_test

import (
	"slices"
	"strings"
	"testing"

	"beredd/internal/calendar"
)

// TestQuartersAreOfTheCyclesYear reads a school's year, which begins on 1 August: its
// quarters and half-years are counted from there, unless a rule says otherwise.
func TestQuartersAreOfTheCyclesYear(t *testing.T) {
	t.Parallel()
	pack, problems := yearOf(t, "cycle.yaml", `cycle: School
title: The school year
year_begins: 1 August
meetings:
  board: {title: The board, body: board, on: last Friday of every half-year, avoid: closed days}
deadlines:
  figures: {title: Figures, every: quarter, by: last workday of every quarter, who: board}
  tax: {title: Tax, every: quarter, by: last workday of every quarter from January, who: board}
`)
	if problems.Err() != nil {
		t.Fatal(problems.Err())
	}
	days := map[string][]string{}
	for _, one := range pack.Listed(calendar.Date{Year: 2026, Month: 1, Day: 1}, calendar.Date{Year: 2026, Month: 12, Day: 31}) {
		days[one.Name] = append(days[one.Name], one.Until.String())
		if one.Name == "figures" && one.Until.String() == "2026-04-30" && !strings.Contains(one.Moment.Explanation.In("en"), "the third quarter of the year from 1 August 2025") {
			t.Errorf("it is explained as %s", one.Moment.Explanation.In("en"))
		}
	}
	for name, want := range map[string][]string{
		"board":   {"2026-01-30", "2026-07-31"},
		"figures": {"2026-01-30", "2026-04-30", "2026-07-31", "2026-10-30"},
		"tax":     {"2026-03-31", "2026-06-30", "2026-09-30", "2026-12-30"},
	} {
		if !slices.Equal(days[name], want) {
			t.Errorf("%s is on %v, want %v", name, days[name], want)
		}
	}
}
