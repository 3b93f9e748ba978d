package calendar

import (
	"testing"

	"beredd/internal/wording"
)

// A rule can be written in Swedish as it is told in Swedish, and comes back the same.
func TestARuleIsReadInSwedish(t *testing.T) {
	for _, said := range []string{
		"first Friday of February, April", "last workday of every month", "last day of every quarter", "second Monday of every half-year from 6 April",
		"15th of every month", "15 May, 15 November", "1 June to 31 August", "Tuesday of week 7, 23", "Thursday of even weeks", "Monday of odd weeks",
		"every Friday", "every second Tuesday from 2026-01-13", "every third Tuesday from 2026-01-13", "every 5 weeks from 2027-02-28",
		"week 28 to 30", "week 44", "second Thursday to Friday of March, September", "Thursday to Friday of week 7", "first Monday after 15 August",
		"last Friday before Midsummer Eve", "the Friday after Ascension Day", "the day before 6 June", "2 weeks after 6 January", "the Friday 2 weeks before Easter",
	} {
		rule, err := ParseRule(said)
		if err != nil {
			t.Error(err)
			continue
		}
		sv := rule.Text().In(wording.Swedish)
		again, err := ReadRule(sv)
		if err != nil {
			t.Errorf("%s is told as %q, read as %q: %v", said, sv, fromSwedish(sv), err)
			continue
		}
		if again.Text().In(wording.English) != rule.Text().In(wording.English) {
			t.Errorf("%s is told as %q, which is read as %s", said, sv, again)
		}
	}
	for _, row := range []struct{ said, want string }{
		{"27–30 december", "27 December to 30 December"},
		{"v. 28-30", "week 28 to 30"},
		{"vecka 44", "week 44"},
		{"Fredagen efter Kristi himmelsfärdsdag", "the Friday after Ascension Day"},
		{"andra torsdag–fredag i mars", "second Thursday to Friday of March"},
		{"varannan tisdag från 2026-01-13", "every second Tuesday from 2026-01-13"},
		{"1 juni t.o.m. 31 augusti", "1 June to 31 August"},
	} {
		rule, err := ReadRule(row.said)
		if err != nil || rule.String() != row.want {
			t.Errorf("%q is read as %v (%v), not %s", row.said, rule, err, row.want)
		}
	}
	for _, said := range []string{"någon gång i vår", "den 31 i varje månad", "första fredagen", "fredag 7 juni"} {
		if rule, err := ReadRule(said); err == nil {
			t.Errorf("%q was read as %s", said, rule)
		}
	}
}
