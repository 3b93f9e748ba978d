package calendar

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Rule says on which dates of every year something recurs: a certain weekday
// of some months, the first or last day of some months, or fixed dates.
type Rule struct {
	text    string // as it was written, but for spaces
	ordinal string // first, second, third, fourth, last; "" where there are fixed dates
	weekday *time.Weekday
	months  []time.Month // in order
	fixed   []Date       // in order, of a year that doesn't count
}

// ParseRule reads "first Friday of February, April and June", "last Thursday of
// every month", "last day of February" or "15 May, 15 November".
func ParseRule(s string) (*Rule, error) {
	words := strings.Fields(strings.ReplaceAll(s, ",", " , "))
	r := &Rule{text: strings.Join(strings.Fields(s), " ")}
	var err error
	if len(words) > 0 && slices.Contains(ordinals, strings.ToLower(words[0])) {
		err = r.readMonthly(words)
	} else {
		err = r.readFixed(words)
	}
	if err != nil {
		return nil, fmt.Errorf("%q is not a rule: %w; expected such as \"first Friday of February, April\", \"last Thursday of every month\" or \"15 May, 15 November\"", s, err)
	}
	return r, nil
}

// String is the rule as it was written.
func (r *Rule) String() string { return r.text }

// ordinals are which of a month's days may be meant. A fifth does not come
// every month, and who writes it means the last.
var ordinals = []string{"first", "second", "third", "fourth", "last"}

// readMonthly reads ORDINAL (WEEKDAY | day) of (every month | MONTH, ...).
func (r *Rule) readMonthly(words []string) error {
	r.ordinal = strings.ToLower(words[0])
	if len(words) < 4 || words[2] != "of" {
		return fmt.Errorf("it does not say a weekday and \"of\" which months")
	}
	if err := r.readWhich(words[1]); err != nil {
		return err
	}
	if strings.Join(words[3:], " ") == "every month" {
		r.months = everyMonth()
		return nil
	}
	for _, item := range items(words[3:]) {
		month, err := monthNamed(item)
		if err != nil {
			return err
		}
		r.months = append(r.months, month)
	}
	slices.Sort(r.months)
	return once(r.months)
}

// readWhich reads which days of a month the ordinal counts.
func (r *Rule) readWhich(word string) error {
	if word == "day" {
		if r.ordinal != "first" && r.ordinal != "last" {
			return fmt.Errorf("of days only the first or last can be meant, not the %s", r.ordinal)
		}
		return nil
	}
	day, ok := weekdayNamed(word)
	if !ok {
		return fmt.Errorf("%q is not a weekday", word)
	}
	r.weekday = &day
	return nil
}

// readFixed reads DAY MONTH, ....
func (r *Rule) readFixed(words []string) error {
	for _, item := range items(words) {
		date, err := yearly(item)
		if err != nil {
			return err
		}
		r.fixed = append(r.fixed, date)
	}
	slices.SortFunc(r.fixed, Date.compare)
	return once(r.fixed)
}

// once refuses a sorted list that says the same thing twice.
func once[T comparable](sorted []T) error {
	if len(slices.Compact(slices.Clone(sorted))) < len(sorted) {
		return fmt.Errorf("something in it is named twice")
	}
	return nil
}
