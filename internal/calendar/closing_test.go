package calendar_test

import (
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// closedYearly is a calendar that is closed by rules, every year.
func closedYearly(t *testing.T, rules ...string) *calendar.Calendar {
	t.Helper()
	var own []calendar.Closing
	for _, said := range rules {
		rule, err := calendar.ParseRule(said)
		if err != nil {
			t.Fatal(err)
		}
		own = append(own, calendar.Closing{Rule: rule, Name: wording.Same(said)})
	}
	return calendar.New(calendar.Config{Yearly: own})
}

func TestACollaborationIsClosedOnTheSameDaysEveryYear(t *testing.T) {
	days := closedYearly(t, "27 December to 2 January", "the Friday after ascension day", "week 28 to 29", "first Monday after 15 August")
	for _, row := range []struct{ date, why string }{
		{"2026-12-28", "27 December to 2 January"},
		{"2027-12-30", "27 December to 2 January"},
		{"2026-01-02", "27 December to 2 January"},
		{"2026-12-23", ""},
		{"2027-01-04", ""},
		{"2026-05-15", "the Friday after ascension day"},
		{"2027-05-07", "the Friday after ascension day"},
		{"2028-05-26", "the Friday after ascension day"},
		{"2026-05-22", ""},
		{"2026-07-06", "week 28 to 29"},
		{"2026-07-17", "week 28 to 29"},
		{"2026-07-20", ""},
		{"2028-07-10", "week 28 to 29"},
		{"2026-08-17", "first Monday after 15 August"},
		{"2027-08-16", "first Monday after 15 August"},
		{"2027-08-23", ""},
	} {
		why, closed := days.Closed(day(row.date))
		if closed != (row.why != "") || closed && why.In(wording.English) != row.why {
			t.Errorf("%s is closed: %v, %s; want %q", row.date, closed, why.In(wording.English), row.why)
		}
	}
	if why, _ := days.Closed(day("2027-01-01")); why.In(wording.English) != "New Year's Day" {
		t.Errorf("the public holiday is called %s", why.In(wording.English))
	}
}

func TestARuleThatCountsWorkdaysIsKnown(t *testing.T) {
	for said, counts := range map[string]bool{
		"last workday of December": true, "3 workdays before easter": true, "first Monday of May": false, "week 28": false, "the day after 6 June": false,
	} {
		rule, err := calendar.ParseRule(said)
		if err != nil || rule.CountsWorkdays() != counts {
			t.Errorf("%s: %v, %v", said, rule.CountsWorkdays(), err)
		}
	}
}
