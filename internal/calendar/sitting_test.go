package calendar_test

import (
	"strings"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// A meeting of several days gives way with all of them: from whichever of them is closed,
// to days on end that are open.
func TestAMeetingOfSeveralDaysGivesWayWhole(t *testing.T) {
	quiet := calendar.New(calendar.Config{Quiet: []calendar.Weeks{{First: 20, Last: 21}}})
	plain := calendar.New(calendar.Config{})
	for _, row := range []struct {
		days                  *calendar.Calendar
		rule, year, otherwise string
		first, last, said     string
	}{
		{plain, "second Thursday to Friday of March", "2026", "next workday", "2026-03-12", "2026-03-13", "andra torsdagen i mars 2026: torsdag 12 mars 2026 (v. 11) kl. 12.00 till och med fredag 13 mars 2026 (v. 11)"},
		{plain, "second Thursday to Friday of May", "2026", "next workday", "2026-05-18", "2026-05-19", "(Kristi himmelsfärdsdag); flyttade till närmast följande arbetsdagar, måndag 18 maj 2026 (v. 21) kl. 12.00 till och med tisdag 19 maj"},
		{plain, "second Thursday to Friday of May", "2026", "previous workday", "2026-05-12", "2026-05-13", "flyttade till närmast föregående arbetsdagar, tisdag 12 maj 2026"},
		{plain, "second Thursday to Friday of May", "2026", "", "2026-05-14", "2026-05-15", "då det är stängt (Kristi himmelsfärdsdag)"},
		{plain, "first Thursday to Friday of June", "2025", "next workday", "2025-06-09", "2025-06-10", "(Sveriges nationaldag)"}, // the Friday is closed
		{plain, "first Friday to Saturday of May", "2026", "next workday", "2026-05-04", "2026-05-05", "första fredagen i maj 2026"},
		{plain, "second Friday to Saturday of May", "2026", "next workday", "2026-05-08", "2026-05-09", "till och med lördag 9 maj"},
		{plain, "15 May to 16 May", "2027", "next workday", "2027-05-17", "2027-05-18", "lördag 15 maj 2027"}, // a weekend that year
		{plain, "week 34", "2026", "next workday", "2026-08-17", "2026-08-21", "vecka 34: måndag 17 augusti 2026"},
		{quiet, "second Thursday to Friday of May", "2026", "next workday outside quiet weeks", "2026-05-25", "2026-05-26", "utanför tysta veckor"},
		{quiet, "third Tuesday to Wednesday of May", "2026", "previous workday outside quiet weeks", "2026-05-07", "2026-05-08", "i en tyst vecka"},
		{plain, "first Friday of April", "2026", "next workday", "2026-04-07", "2026-04-07", "långfredagen"},
	} {
		rule, err := calendar.ParseRule(row.rule)
		if err != nil {
			t.Fatal(err)
		}
		named := row.days.Named(rule, day(row.year+"-01-01"), day(row.year+"-12-31"))
		at, last := row.days.Sitting(rule, named[0], "12:00", row.otherwise)
		if at.Date.String() != row.first || last.String() != row.last {
			t.Errorf("%s, %s stands from %s to %s, want %s to %s", row.rule, row.otherwise, at.Date, last, row.first, row.last)
		}
		if said := at.Explanation.In(wording.Swedish); !strings.Contains(said, row.said) {
			t.Errorf("%s is explained as %q", row.rule, said)
		}
	}
}

// A meeting of several days that is counted from another gives way as whole, and lies over
// a weekend only where it is counted to, or is too long not to.
func TestAMeetingOfSeveralDaysThatIsCountedGivesWayWhole(t *testing.T) {
	plain := calendar.New(calendar.Config{})
	for _, row := range []struct {
		from, when       string
		days             int
		otherwise        string
		first, last, say string
	}{
		{"2026-09-17", "the Thursday 1 week before", 2, "next workday", "2026-09-10", "2026-09-11", "torsdagen 1 vecka före 17 september 2026: torsdag 10 september 2026 (v. 37) kl. 12.00 till och med fredag 11 september 2026 (v. 37)"},
		{"2026-05-21", "the Thursday 1 week before", 2, "previous workday", "2026-05-12", "2026-05-13", "(Kristi himmelsfärdsdag); flyttade till närmast föregående arbetsdagar, tisdag 12 maj 2026"},
		{"2026-05-21", "the Thursday 1 week before", 2, "next workday", "2026-05-18", "2026-05-19", "närmast följande arbetsdagar"},
		{"2026-05-20", "the Wednesday 1 week before", 2, "next workday", "2026-05-18", "2026-05-19", "(Kristi himmelsfärdsdag)"}, // the second day is closed
		{"2026-05-21", "the Thursday 1 week before", 2, "", "2026-05-14", "2026-05-15", "då det är stängt"},
		{"2026-10-07", "10 workdays before", 3, "next workday", "2026-09-23", "2026-09-25", "10 arbetsdagar före 7 oktober 2026"},
		{"2026-10-08", "10 workdays before", 3, "previous workday", "2026-09-23", "2026-09-25", "lördag"}, // Thursday to Saturday
		{"2026-10-09", "the Friday 1 week before", 2, "next workday", "2026-10-02", "2026-10-03", "lördag 3 oktober"},
		{"2026-10-09", "the Monday 3 weeks before", 7, "next workday", "2026-09-14", "2026-09-20", "söndag 20 september"},
		{"2026-04-13", "the Friday 2 weeks before", 1, "next workday", "2026-04-07", "2026-04-07", "tisdag 7 april"}, // Good Friday
	} {
		offset, err := calendar.ParseOffset(row.when)
		if err != nil {
			t.Fatal(err)
		}
		at, last := plain.SittingOff(day(row.from), offset, row.days, "12:00", row.otherwise)
		if at.Date.String() != row.first || last.String() != row.last {
			t.Errorf("%d days, %s %s, %s stand from %s to %s, want %s to %s", row.days, row.when, row.from, row.otherwise, at.Date, last, row.first, row.last)
		}
		if said := at.Explanation.In(wording.Swedish); !strings.Contains(said, row.say) {
			t.Errorf("%s %s is explained as %q", row.when, row.from, said)
		}
	}
}
