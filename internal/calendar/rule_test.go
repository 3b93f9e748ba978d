package calendar_test

import (
	"strings"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

func TestRulesRecur(t *testing.T) {
	for _, row := range []struct {
		rule      string
		year      int
		otherwise string
		want      string
	}{
		{"first Friday of February, April, June, September, November", 2026, "", "2026-02-06 2026-04-03 2026-06-05 2026-09-04 2026-11-06"},
		{"first Friday of February, April, June, September, November", 2026, calendar.ElseNext, "2026-02-06 2026-04-07 2026-06-05 2026-09-04 2026-11-06"},
		{"first Friday of April and November", 2026, calendar.ElsePrevious, "2026-04-02 2026-11-06"},
		{"last Thursday of every month", 2026, "", "2026-01-29 2026-02-26 2026-03-26 2026-04-30 2026-05-28 2026-06-25 2026-07-30 2026-08-27 2026-09-24 2026-10-29 2026-11-26 2026-12-31"},
		{"third Monday of November, March", 2027, "", "2027-03-15 2027-11-15"},
		{"fourth sunday of october", 2026, "", "2026-10-25"},
		{"second Wednesday of January", 2026, "", "2026-01-14"},
		{"last day of February", 2028, "", "2028-02-29"},
		{"last day of February", 2026, "", "2026-02-28"},
		{"first day of May", 2026, calendar.ElseNext, "2026-05-04"},
		{"15 May, 15 November", 2027, "", "2027-05-15 2027-11-15"},
		{"15 November and 15 May", 2027, calendar.ElseNext, "2027-05-17 2027-11-15"},
		{"31 December", 2026, calendar.ElseNext, "2027-01-04"},
		{"Monday of week 1", 2026, "", "2025-12-29"},
		{"Thursday of week 53", 2026, "", "2026-12-31"},
		{"Thursday of week 53", 2027, "", ""},
		{"first workday of every quarter", 2026, "", "2026-01-02 2026-04-01 2026-07-01 2026-10-01"},
		{"last workday of every half-year", 2026, "", "2026-06-30 2026-12-30"},
		{"every 3 weeks from 2026-11-03", 2026, "", "2026-11-03 2026-11-24 2026-12-15"},
		{"every 3 weeks from 2026-11-03", 2027, "", "2027-01-05 2027-01-26 2027-02-16 2027-03-09 2027-03-30 2027-04-20 2027-05-11 2027-06-01 2027-06-22 2027-07-13 2027-08-03 2027-08-24 2027-09-14 2027-10-05 2027-10-26 2027-11-16 2027-12-07 2027-12-28"},
		{"every 3 weeks from 2026-11-03", 2025, "", ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			r, err := calendar.ParseRule(row.rule)
			if err != nil {
				t.Fatal(err)
			}
			var dates []string
			for _, m := range kalmar.Occurrences(r, row.year, row.otherwise) {
				dates = append(dates, m.Date.String())
			}
			if got := strings.Join(dates, " "); got != row.want {
				t.Errorf("%s in %d:\n%s, want\n%s", r, row.year, got, row.want)
			}
		})
	}
}

func TestAnOccurrenceTellsItsRule(t *testing.T) {
	for _, row := range []struct{ sentence, rule, otherwise, sv, en string }{
		{"moved from Good Friday", "first Friday of April", calendar.ElseNext,
			"första fredagen i april 2026: fredag 3 april 2026 (v. 14), då det är stängt (långfredagen); flyttad till nästa arbetsdag, tisdag 7 april 2026 (v. 15)",
			"first Friday of April 2026: Friday 3 April 2026 (week 14), which is closed (Good Friday); moved to the next workday, Tuesday 7 April 2026 (week 15)"},
		{"not moved", "last Thursday of March", calendar.ElseNext,
			"sista torsdagen i mars 2026: torsdag 26 mars 2026 (v. 13)",
			"last Thursday of March 2026: Thursday 26 March 2026 (week 13)"},
		{"the month's end", "last day of September", "",
			"sista dagen i september 2026: onsdag 30 september 2026 (v. 40)",
			"last day of September 2026: Wednesday 30 September 2026 (week 40)"},
		{"a workday of a quarter", "last workday of every quarter", "",
			"sista arbetsdagen i första kvartalet 2026: tisdag 31 mars 2026 (v. 14)",
			"last workday of the first quarter of 2026: Tuesday 31 March 2026 (week 14)"},
		{"a week by its number", "Friday of week 14", calendar.ElsePrevious,
			"fredagen i vecka 14: fredag 3 april 2026 (v. 14), då det är stängt (långfredagen); flyttad till närmast föregående arbetsdag, torsdag 2 april 2026 (v. 14)",
			"Friday of week 14: Friday 3 April 2026 (week 14), which is closed (Good Friday); moved to the workday before, Thursday 2 April 2026 (week 14)"},
		{"every other week", "every second Tuesday from 2026-01-13", "",
			"varannan vecka från 13 januari 2026: tisdag 13 januari 2026 (v. 3)",
			"every 2 weeks from 13 January 2026: Tuesday 13 January 2026 (week 3)"},
		{"a fixed date", "16 November", "",
			"måndag 16 november 2026 (v. 47)", "Monday 16 November 2026 (week 47)"},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			r, err := calendar.ParseRule(row.rule)
			if err != nil {
				t.Fatal(err)
			}
			m := kalmar.Occurrences(r, 2026, row.otherwise)[0]
			says(t, m.Explanation, row.sv, row.en)
			if m.Time != "" || m.At.In(stockholm).Format("15:04") != "00:00" {
				t.Errorf("it has a time of day: %q, %s", m.Time, shown(m.At))
			}
		})
	}
}

func TestWhatIsNoRuleIsRefused(t *testing.T) {
	for _, row := range []struct{ rule, why string }{
		{"", `"" is not a day and a month`},
		{"Friday", `"Friday" is not a day and a month`},
		{"first Friday", "which months"},
		{"first Fredag of April", `"Fredag" is not a weekday`},
		{"first Friday of Apryl", `"Apryl" is not a month`},
		{"first Friday of April, April", "named twice"},
		{"first Friday of April,", `"" is not a month`},
		{"fifth Friday of April", "not a day and a month"},
		{"second day of April", "not the second"},
		{"31 April", `"31 April" is not a day and a month`},
		{"15 May, 15 may", "named twice"},
		{"29 February", "last day of February"},
		{"every second Tuesday", "does not say from when"},
		{"every second Tuesday from 2026-01-14", "2026-01-14 is a Wednesday and not a Tuesday"},
		{"every Tuesday from January", `"January" is not a date`},
		{"every fifth of May", "goes with a weekday or a number of weeks"},
		{"every 0 weeks from 2026-01-13", "goes with a weekday or a number of weeks"},
		{"Tuesday of week 54", "1 to 53"},
		{"Tuesday of week 7, 7", "named twice"},
		{"Tuesday of April", "\"of\" which weeks"},
		{"31st of every month", "last day of every month"},
		{"15th of every quarter", "only a month"},
		{"first Friday of every month except Juli", `"Juli" is not a month`},
		{"first Friday of April except May", "goes with \"every month\""},
		{"first Friday of every quarter except May", "months alone"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			r, err := calendar.ParseRule(row.rule)
			if err == nil {
				t.Fatalf("it was read as %s", r)
			}
			tellsWhat(t, err, row.why, "first Friday of February")
		})
	}
}

func TestARuleIsShownAsItWasWritten(t *testing.T) {
	r, err := calendar.ParseRule("  first  Friday of April, June ")
	if err != nil || r.String() != "first Friday of April, June" {
		t.Errorf("it is %q, %v", r, err)
	}
	if got := kalmar.Occurrences(r, 2026, "")[1].Date.Short(wording.Swedish); got != "5 juni" {
		t.Errorf("the second is %s", got)
	}
}
