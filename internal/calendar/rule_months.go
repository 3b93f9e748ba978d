package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"beredd/internal/wording"
)

// monthly is a certain day of some spans of a year, mostly of months: the second
// Tuesday, the last workday, the 15th.
type monthly struct {
	ordinal string // first, second, third, fourth, last; "" where number is set
	number  int    // the 15th; 0 where ordinal is set
	weekday *time.Weekday
	workday bool // of those that the offices work; neither is any day
	spans   []span
	of      string  // "month", "quarter" or "half-year": what the sentence names
	begins  YearDay // the year that quarters and half-years are of; zero is 1 January
	told    bool    // the rule says itself from when they are counted
}

// A span is so many months, from so many months after the year's beginning.
type span struct {
	skipped int
	count   int
}

// ordinals are which of a month's days may be meant. A fifth does not come
// every month, and who writes it means the last.
var ordinals = []string{"first", "second", "third", "fourth", "last"}

// readMonthly reads ORDINAL (WEEKDAY | workday | day) of SPANS.
func readMonthly(words []string) (ruleKind, error) {
	m := monthly{ordinal: strings.ToLower(words[0])}
	if len(words) < 4 || words[2] != "of" {
		return nil, fmt.Errorf("it does not say a weekday and \"of\" which months")
	}
	if err := m.readWhich(words[1]); err != nil {
		return nil, err
	}
	said, from, err := countedFrom(words[3:])
	if err != nil {
		return nil, err
	}
	m.begins, m.told = from, !from.IsZero()
	m.of, m.spans, err = readSpans(said)
	if err == nil && m.told && m.of == "month" {
		err = fmt.Errorf("\"from\" goes with \"every quarter\" and \"every half-year\"")
	}
	return m, err
}

// readWhich reads which days the ordinal counts.
func (m *monthly) readWhich(word string) error {
	switch strings.ToLower(word) {
	case "day":
		if m.ordinal != "first" && m.ordinal != "last" {
			return fmt.Errorf("of days only the first or last can be meant, not the %s", m.ordinal)
		}
		return nil
	case "workday":
		m.workday = true
		return nil
	}
	day, ok := weekdayNamed(word)
	if !ok {
		return fmt.Errorf("%q is not a weekday", word)
	}
	m.weekday = &day
	return nil
}

// readNumbered reads "15th of every month". A month without the day has none.
func readNumbered(words []string) (ruleKind, error) {
	number, err := strconv.Atoi(strings.TrimRight(words[0], "sthndr")) // 1st, 2nd, 3rd, 15th
	if err != nil || number < 1 || number > 28 {
		return nil, fmt.Errorf("%q is not a day that every month has, 1st to 28th; say \"last day of every month\" for its end", words[0])
	}
	m := monthly{number: number}
	m.of, m.spans, err = readSpans(words[2:])
	if m.of != "month" {
		return nil, fmt.Errorf("only a month has a %s", words[0])
	}
	return m, err
}

// readSpans reads "every month [except July]", "every quarter", "every half-year"
// or MONTHS.
func readSpans(words []string) (of string, spans []span, err error) {
	of = "month"
	except := slices.Index(words, "except")
	var without []time.Month
	if except >= 0 {
		if without, err = monthsNamed(words[except+1:]); err != nil {
			return of, nil, err
		}
		words = words[:except]
	}
	switch said := strings.Join(words, " "); {
	case said == "every quarter" || said == "every half-year":
		if of = strings.TrimPrefix(said, "every "); except >= 0 {
			return of, nil, fmt.Errorf("\"except\" can be said of months alone")
		}
		count := map[string]int{"quarter": 3, "half-year": 6}[of]
		for skipped := 0; skipped < 12; skipped += count {
			spans = append(spans, span{skipped, count})
		}
		return of, spans, nil
	case said == "every month":
		return of, oneEach(slices.DeleteFunc(everyMonth(), func(m time.Month) bool { return slices.Contains(without, m) })), nil
	case except >= 0:
		return of, nil, fmt.Errorf("\"except\" goes with \"every month\"")
	}
	months, err := monthsNamed(words)
	return of, oneEach(months), err
}

// monthsNamed reads a list of months, in order.
func monthsNamed(words []string) ([]time.Month, error) {
	var months []time.Month
	for _, item := range items(words) {
		month, err := monthNamed(item)
		if err != nil {
			return nil, err
		}
		months = append(months, month)
	}
	slices.Sort(months)
	return months, once(months)
}

func oneEach(months []time.Month) []span {
	spans := make([]span, len(months))
	for i, month := range months {
		spans[i] = span{int(month) - 1, 1}
	}
	return spans
}

func (m monthly) dates(c *Calendar, year int) []Date {
	var dates []Date
	for begun := m.earliest(year); begun <= year; begun++ {
		for _, s := range m.spans {
			first, last := m.spanned(begun, s)
			if date, ok := m.pick(c, first, last); ok && (begun == year && m.begins.IsZero() || date.Year == year) {
				dates = append(dates, date)
			}
		}
	}
	return dates
}

// pick finds the day between two, both included, that the rule means.
func (m monthly) pick(c *Calendar, first, last Date) (Date, bool) {
	switch {
	case m.number > 0:
		return Date{first.Year, first.Month, m.number}, true
	case m.workday && m.ordinal == "last":
		return c.PreviousWorkday(last), true
	case m.workday:
		date := c.AddWorkdays(first.AddDays(-1), m.nth())
		return date, !date.After(last)
	case m.weekday == nil && m.ordinal == "last":
		return last, true
	case m.weekday == nil:
		return first, true
	}
	return m.recurs(first, last)
}

// recurs asks the library, in the words of RFC 5545 section 3.3.10, for the nth
// weekday between two days.
func (m monthly) recurs(first, last Date) (Date, bool) {
	days := []rrule.Weekday{rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU}
	recurring, err := rrule.NewRRule(rrule.ROption{
		Freq: rrule.WEEKLY, Byweekday: []rrule.Weekday{days[sinceMonday(*m.weekday)]},
		Dtstart: first.noon(), Until: last.noon(),
	})
	if err != nil {
		panic("calendar: " + err.Error()) // ParseRule lets none through
	}
	found := recurring.All()
	if m.ordinal == "last" {
		return DateOf(found[len(found)-1]), true
	}
	if m.nth() > len(found) {
		return Date{}, false
	}
	return DateOf(found[m.nth()-1]), true
}

// nth is the ordinal as a number; of the last, 0.
func (m monthly) nth() int { return (slices.Index(ordinals, m.ordinal) + 1) % len(ordinals) }

// sentence is "första fredagen i april 2026: fredag 3 april 2026 (v. 14)".
func (m monthly) sentence(date Date) sentence {
	if m.number > 0 {
		return itself
	}
	return func(day wording.Text) wording.Text {
		return wording.Both("calendar.rule.occurrence", wording.Args{
			"Ordinal": wording.Both("calendar.rule."+m.ordinal, nil),
			"Which":   m.which(),
			"Span":    m.spanOf(date),
			"Day":     day,
		})
	}
}

// which are the days that the ordinal counts: "fredagen", "arbetsdagen", "dagen".
func (m monthly) which() wording.Text {
	switch {
	case m.workday:
		return wording.Both("calendar.which.workday", nil)
	case m.weekday != nil:
		return weekdayText(*m.weekday)
	}
	return wording.Both("calendar.which.day", nil)
}
