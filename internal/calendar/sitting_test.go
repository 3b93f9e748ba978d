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
