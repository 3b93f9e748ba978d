package calendar_test

import (
	"strings"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// What stands beside a deadline says how it was counted, and not the day again.
func TestHowSaysTheRestOfTheExplanation(t *testing.T) {
	days := calendar.New(calendar.Config{})
	from := time.Date(2026, 2, 2, 9, 0, 0, 0, days.Zone())
	within := func(p, clock, otherwise string, from time.Time) calendar.Moment {
		period, err := calendar.ParsePeriod(p)
		if err != nil {
			t.Fatal(err)
		}
		return days.Within(from, period, clock, otherwise)
	}
	for _, row := range []struct {
		moment calendar.Moment
		want   string
	}{
		{within("20 workdays", "", "", from), "20 arbetsdagar efter 2 februari 2026; ingen stängd dag emellan"},
		{within("30 days", "12:00", "", from.AddDate(0, 2, 5)), "30 dagar efter 7 april 2026"},
		{within("30 days", "", "", from.AddDate(0, 2, 5)), "30 dagar efter 7 april 2026"},
		{within("1 month", "", "", from.AddDate(0, 0, 26)), "1 månad efter 28 februari 2026, då det är stängt (lördag)"},
		{within("1 month", "", "", from.AddDate(0, 0, -2)), "1 månad efter 31 januari 2026, månadens sista dag, då det är stängt (lördag)"},
		{within("5 days", "", "next workday", from), "5 dagar efter 2 februari 2026: lördag 7 februari 2026 (v. 6), då det är stängt (lördag); flyttad till nästa arbetsdag"},
		{within("5 days", "12:00", "previous workday", from), "5 dagar efter 2 februari 2026: lördag 7 februari 2026 (v. 6), då det är stängt (lördag); flyttad till närmast föregående arbetsdag"},
		{within("48 hours", "", "", from), "48 timmar efter 2 februari 2026 kl. 09.00"},
		{days.On(calendar.Date{Year: 2026, Month: 5, Day: 7}, "12:00", ""), ""},
		{days.On(calendar.Date{Year: 2026, Month: 5, Day: 7}, "", ""), ""},
		{days.On(calendar.Date{Year: 2026, Month: 5, Day: 1}, "", ""), "då det är stängt (första maj)"},
	} {
		if got := row.moment.How(wording.Swedish); got != row.want {
			t.Errorf("of %q it says %q, want %q", row.moment.Explanation.In(wording.Swedish), got, row.want)
		}
		for _, l := range wording.Languages() {
			if how := row.moment.How(l); strings.Contains(how, row.moment.Date.Prose(l)) {
				t.Errorf("%q says %s again", how, row.moment.Date.Prose(l))
			}
		}
	}
}
