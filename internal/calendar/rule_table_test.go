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
