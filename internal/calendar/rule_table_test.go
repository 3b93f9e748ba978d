package calendar_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"beredd/internal/calendar"
)

// TestRulesAgreeWithTheTable compares every date of seven years with a table that
// was worked out apart from the code, day by day.
func TestRulesAgreeWithTheTable(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("testdata/rules.txt")
	if err != nil {
		t.Fatal(err)
	}
	plain, compared := calendar.New(calendar.Config{}), 0
	for line := range strings.Lines(string(table)) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if strings.HasPrefix(line, "#") || len(cells) != 4 {
			continue
		}
		rule, err := calendar.ParseRule(cells[0])
		if err != nil {
			t.Fatal(err)
		}
		year, err := strconv.Atoi(cells[2])
		if err != nil {
			t.Fatal(err)
		}
		var dates []string
		for _, m := range plain.Occurrences(rule, year, strings.TrimPrefix(cells[1], "-")) {
			dates = append(dates, m.Date.String())
		}
		if got := strings.Join(dates, " "); got != cells[3] {
			t.Errorf("%s, %s, %d:\n%s, want\n%s", cells[0], cells[1], year, got, cells[3])
		}
		compared++
	}
	if compared < 300 {
		t.Errorf("only %d rows were compared", compared)
	}
}

// TestAYearMayBeginInAnyMonth takes a school's year, from 1 July to 30 June.
func TestAYearMayBeginInAnyMonth(t *testing.T) {
	t.Parallel()
	from, to := calendar.Date{Year: 2026, Month: 7, Day: 1}, calendar.Date{Year: 2027, Month: 6, Day: 30}
	for _, row := range []struct{ rule, want string }{
		{"first Friday of February, September", "2026-09-04 2027-02-05"},
		{"Thursday of week 53, 1", "2026-12-31 2027-01-07"},
		{"30 June, 1 July", "2026-07-01 2027-06-30"},
		{"every 20 weeks from 2026-07-01", "2026-07-01 2026-11-18 2027-04-07"},
	} {
		rule, err := calendar.ParseRule(row.rule)
		if err != nil {
			t.Fatal(err)
		}
		var dates []string
		for _, m := range kalmar.OccurrencesFrom(rule, from, to, "") {
			dates = append(dates, m.Date.String())
		}
		if got := strings.Join(dates, " "); got != row.want {
			t.Errorf("%s: %s, want %s", row.rule, got, row.want)
		}
	}
}

// TestQuartersAreOfTheYearThatTheyAreSaidIn takes a fiscal year and a school year: of
// each date, worked out by hand, also the words that tell how it was found.
func TestQuartersAreOfTheYearThatTheyAreSaidIn(t *testing.T) {
	t.Parallel()
	fiscal, school := calendar.YearDay{Month: 4, Day: 1}, calendar.YearDay{Month: 8, Day: 1}
	for _, row := range []struct {
		rule   string
		begins calendar.YearDay
		want   string
		sv     string // of the last of them
	}{
		{"last day of every half-year", fiscal, "2026-03-31 2026-09-30", "första halvåret av året från 1 april 2026"},
		{"last day of every half-year", calendar.YearDay{Month: 1, Day: 1}, "2026-06-30 2026-12-31", "andra halvåret 2026"},
		{"first Monday of every quarter", school, "2026-02-02 2026-05-04 2026-08-03 2026-11-02", "andra kvartalet av året från 1 augusti 2026"},
		{"first Monday of every quarter from January", school, "2026-01-05 2026-04-06 2026-07-06 2026-10-05", "fjärde kvartalet"},
		{"first Monday of February, May", school, "2026-02-02 2026-05-04", "maj 2026"},
		{"last day of every quarter from 31 August", calendar.YearDay{}, "2026-02-27 2026-05-30 2026-08-30 2026-11-29", "från 31 augusti 2026"},
	} {
		rule, err := calendar.ParseRule(row.rule)
		if err != nil {
			t.Fatal(err)
		}
		var dates []string
		said := ""
		for _, m := range kalmar.Occurrences(rule.InYearFrom(row.begins), 2026, "") {
			dates, said = append(dates, m.Date.String()), m.How("sv")
		}
		if got := strings.Join(dates, " "); got != row.want || !strings.Contains(said, row.sv) {
			t.Errorf("%s in a year from %s: %s (%s), want %s (%s)", row.rule, row.begins, got, said, row.want, row.sv)
		}
	}
	for _, wrong := range []string{"first Monday of every month from April", "first Monday of every quarter from spring", "first Monday of April from May"} {
		if _, err := calendar.ParseRule(wrong); err == nil {
			t.Errorf("%q is read", wrong)
		}
	}
}
