package calendar

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"beredd/internal/wording"
)

// A Rule says on which dates of every year something recurs: a certain weekday
// of some months, weeks or quarters, the first or last workday of some months,
// fixed dates, or every so many weeks counted from a date.
type Rule struct {
	text string // as it was written, but for spaces
	kind ruleKind
}

// A ruleKind is one way to recur.
type ruleKind interface {
	// dates are the days of a year, in order, before any has moved from a closed day.
	dates(c *Calendar, year int) []Date
	// sentence tells by which words a date was found.
	sentence(d Date) sentence
	// text is the rule itself in words.
	text() wording.Text
}

// ParseRule reads "first Friday of February, April and June", "last Thursday of
// every month except July", "first workday of every quarter", "15th of every
// month", "last day of February", "15 May, 15 November", "1 June to 31 August",
// "Tuesday of week 7, 23", "Thursday of even weeks", "every Friday", "every 2 weeks from
// 2026-01-13", "week 28 to 30", "second Thursday to Friday of March", "first Monday after
// 15 August" or "the day after Ascension Day".
func ParseRule(s string) (*Rule, error) {
	words := strings.Fields(strings.ReplaceAll(s, ",", " , "))
	kind, err := readRule(words)
	if err != nil {
		return nil, fmt.Errorf("%q is not a rule: %w; expected such as \"first Friday of February, April\", \"last Thursday of every month\", \"15 May, 15 November\", \"Tuesday of week 7, 23\" or \"every 2 weeks from 2026-01-13\"", s, err)
	}
	return &Rule{text: strings.Join(strings.Fields(s), " "), kind: kind}, nil
}

// String is the rule as it was written.
func (r *Rule) String() string { return r.text }

// readRule reads a rule by the word that it begins with.
func readRule(words []string) (ruleKind, error) {
	first := ""
	if len(words) > 0 {
		first = strings.ToLower(words[0])
	}
	_, weekday := weekdayNamed(first)
	if inner, until, ok := throughWeekday(words); ok {
		return readSeveral(inner, until)
	}
	switch {
	case slices.ContainsFunc(words, func(word string) bool { return Side(word) == Before || Side(word) == After }):
		return readBeside(words)
	case (first == "week" || first == "weeks") && len(words) > 1:
		return readWholeWeeks(words)
	case slices.Contains(ordinals, first):
		return readMonthly(words)
	case first == "every":
		return readEvery(words[1:])
	case weekday && len(words) > 1:
		return readInWeeks(words)
	case strings.Join(words[min(1, len(words)):min(3, len(words))], " ") == "of every":
		return readNumbered(words)
	case slices.Contains(words, "to"):
		return readSpanned(words)
	}
	return readFixed(words)
}

// Occurrences are the rule's dates in a year, in order, each a whole day. One
// that falls on a closed day moves as otherwise says, as in On, and its
// explanation tells from where. A move over the new year stays with its year.
// The year of a rule by weeks is that of ISO 8601, whose first week may begin in
// December.
func (c *Calendar) Occurrences(r *Rule, year int, otherwise string) []Moment {
	var moments []Moment
	for _, date := range r.kind.dates(c, year) {
		moments = append(moments, c.settle(date, nil, otherwise, r.kind.sentence(date)))
	}
	return moments
}

// OccurrencesFrom are the rule's dates from one day to another, both included, as
// Occurrences gives them: for a year that does not begin in January. Of a date
// that moves from a closed day, the day that the rule names decides.
func (c *Calendar) OccurrencesFrom(r *Rule, from, to Date, otherwise string) []Moment {
	var moments []Moment
	for _, date := range c.Named(r, from, to) {
		moments = append(moments, c.Standing(r, date, "", otherwise))
	}
	return moments
}

// Named are the days that a rule names from one to another, both included, in order,
// before any has moved from a closed day.
func (c *Calendar) Named(r *Rule, from, to Date) []Date {
	var dates []Date
	for year := from.Year - 1; year <= to.Year+1; year++ { // a week's year is not quite the year of its days
		for _, date := range r.kind.dates(c, year) {
			if !date.Before(from) && !date.After(to) {
				dates = append(dates, date)
			}
		}
	}
	return dates
}

// Standing is where a day that a rule names comes to stand, at clock or with the day's
// end. It panics as Within.
func (c *Calendar) Standing(r *Rule, named Date, clock, otherwise string) Moment {
	return c.settle(named, read(clock), otherwise, r.kind.sentence(named))
}

// fixed are dates that every year has. Their own year doesn't count.
type fixed []YearDay

// readFixed reads DAY MONTH, ....
func readFixed(words []string) (ruleKind, error) {
	var days fixed
	for _, item := range items(words) {
		day, err := ParseYearDay(item)
		if err != nil {
			return nil, err
		}
		days = append(days, day)
	}
	slices.SortFunc(days, func(a, b YearDay) int { return a.In(2001).compare(b.In(2001)) })
	return days, once(days)
}

func (days fixed) dates(_ *Calendar, year int) []Date {
	var dates []Date
	for _, day := range days {
		dates = append(dates, day.In(year))
	}
	return dates
}

// sentence is the date alone: it speaks for itself.
func (days fixed) sentence(Date) sentence { return itself }

// once refuses a sorted list that says the same thing twice.
func once[T comparable](sorted []T) error {
	if len(slices.Compact(slices.Clone(sorted))) < len(sorted) {
		return fmt.Errorf("something in it is named twice")
	}
	return nil
}

// everyMonth lists the months of a year.
func everyMonth() []time.Month {
	months := make([]time.Month, 12)
	for i := range months {
		months[i] = time.Month(i + 1)
	}
	return months
}
