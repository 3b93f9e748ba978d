package calendar

import (
	"testing"

	"beredd/internal/wording"
)

// A rule is told in both languages, without the days of any year.
func TestARuleIsToldInWords(t *testing.T) {
	for _, row := range []struct{ rule, sv, en string }{
		{"first Friday of February, April", "första fredagen i februari och april", "the first Friday of February and April"},
		{"last workday of every month", "sista arbetsdagen i varje månad", "the last workday of every month"},
		{"last day of every quarter", "sista dagen i varje kvartal", "the last day of every quarter"},
		{"15th of every month", "den 15 i varje månad", "day 15 of every month"},
		{"15 November, 15 May", "15 maj och 15 november", "15 May and 15 November"},
		{"1 June to 31 August", "1 juni till och med 31 augusti", "1 June up to and including 31 August"},
		{"Tuesday of week 7, 23", "tisdagen i vecka 7 och 23", "Tuesday of week 7 and 23"},
		{"Thursday of even weeks", "torsdagen i jämna veckor", "Thursday of even weeks"},
		{"every Friday", "fredag varje vecka", "Friday every week"},
		{"every 2 weeks from 2026-01-13", "tisdag varannan vecka från 13 januari 2026", "Tuesday every 2 weeks from 13 January 2026"},
	} {
		rule, err := ParseRule(row.rule)
		if err != nil {
			t.Fatal(err)
		}
		if said := rule.Text(); said[wording.Swedish] != row.sv || said[wording.English] != row.en {
			t.Errorf("%s is told as %v", row.rule, said)
		}
	}
}
