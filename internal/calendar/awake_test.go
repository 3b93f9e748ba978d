package calendar_test

import (
	"strings"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// A meeting gives way to quiet weeks, forwards and backwards, and says so; where all the
// year is quiet it is held on its workday.
func TestAMeetingLeavesQuietWeeks(t *testing.T) {
	rule, err := calendar.ParseRule("third Wednesday of July")
	if err != nil {
		t.Fatal(err)
	}
	at := func(quiet calendar.Weeks, otherwise string) string {
		days := calendar.New(calendar.Config{Quiet: []calendar.Weeks{quiet}})
		return days.OccurrencesFrom(rule, day("2026-01-01"), day("2026-12-31"), otherwise)[0].Explanation.In(wording.Swedish)
	}
	const found = "tredje onsdagen i juli 2026: onsdag 15 juli 2026 (v. 29)"
	for _, c := range []struct {
		quiet     calendar.Weeks
		otherwise string
		want      string
	}{
		{calendar.Weeks{First: 28, Last: 31}, calendar.ElseNextAwake, found + ", i en tyst vecka; flyttad till nästa arbetsdag utanför tysta veckor, måndag 3 augusti 2026 (v. 32)"},
		{calendar.Weeks{First: 28, Last: 31}, calendar.ElsePreviousAwake, found + ", i en tyst vecka; flyttad till närmast föregående arbetsdag utanför tysta veckor, fredag 3 juli 2026 (v. 27)"},
		{calendar.Weeks{First: 28, Last: 31}, calendar.ElseNext, found},
		{calendar.Weeks{First: 52, Last: 1}, calendar.ElseNextAwake, found},
		{calendar.Weeks{First: 1, Last: 53}, calendar.ElseNextAwake, found},
	} {
		if got := at(c.quiet, c.otherwise); !strings.HasPrefix(got, c.want) || len(got) > len(c.want)+20 {
			t.Errorf("quiet in %v, else %s: %s, want %s", c.quiet, c.otherwise, got, c.want)
		}
	}
}

// Several days on end have their last for a date, also over the new year.
func TestARuleOfSeveralDaysOnEnd(t *testing.T) {
	days := calendar.New(calendar.Config{})
	for text, want := range map[string][2]string{
		"1 June to 31 August":       {"2026-06-01", "2026-08-31"},
		"15 December to 10 January": {"2025-12-15", "2026-01-10"},
	} {
		rule, err := calendar.ParseRule(text)
		if err != nil {
			t.Fatal(err)
		}
		got := days.Named(rule, day("2026-01-01"), day("2026-12-31"))
		if len(got) != 1 || got[0] != day(want[1]) || rule.Begins(got[0]) != day(want[0]) || !rule.Spans() {
			t.Errorf("%s is %v", text, got)
		}
	}
	for _, text := range []string{"1 June to 1 June", "1 June to", "to 1 June", "1 June to first Friday of July"} {
		if _, err := calendar.ParseRule(text); err == nil {
			t.Errorf("%s is a rule", text)
		}
	}
	if rule, _ := calendar.ParseRule("15 May"); rule.Spans() || rule.Begins(day("2026-05-15")) != day("2026-05-15") {
		t.Error("a day is several")
	}
}

// A meeting leaves days that are quiet for a part of a week, and says that they are days.
func TestAMeetingLeavesQuietDays(t *testing.T) {
	schools := calendar.New(calendar.Config{Still: []calendar.Span{{From: day("2026-10-28"), To: day("2026-11-03")}}})
	rule, err := calendar.ParseRule("last Thursday of October")
	if err != nil {
		t.Fatal(err)
	}
	for otherwise, want := range map[string]string{
		calendar.ElseNextAwake:     "2026-11-04 sista torsdagen i oktober 2026: torsdag 29 oktober 2026 (v. 44), en tyst dag; flyttad till nästa arbetsdag utanför tysta veckor, onsdag 4 november 2026 (v. 45)",
		calendar.ElsePreviousAwake: "2026-10-27 sista torsdagen i oktober 2026: torsdag 29 oktober 2026 (v. 44), en tyst dag; flyttad till närmast föregående arbetsdag utanför tysta veckor, tisdag 27 oktober 2026 (v. 44)",
	} {
		at := schools.Standing(rule, day("2026-10-29"), "", otherwise)
		if got := at.Date.String() + " " + at.Explanation.In(wording.Swedish); got != want {
			t.Errorf("%s is\n%s\nwant\n%s", otherwise, got, want)
		}
	}
}
