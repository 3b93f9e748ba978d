package calendar

import (
	"fmt"
	"slices"
	"time"

	"beredd/internal/wording"
)

// several are a weekday that a rule names and those after it, up to another: the second
// Thursday to Friday of March.
type several struct {
	rule  ruleKind
	until time.Weekday
	after int // how many days the last is after the first
}

// throughWeekday finds WEEKDAY to WEEKDAY in a rule: the rule without the second.
func throughWeekday(words []string) (inner []string, until time.Weekday, ok bool) {
	for i := 1; i+1 < len(words); i++ {
		_, from := weekdayNamed(words[i-1])
		day, to := weekdayNamed(words[i+1])
		if words[i] == "to" && from && to {
			return slices.Delete(slices.Clone(words), i, i+2), day, true
		}
	}
	return nil, 0, false
}

// readSeveral reads a rule of a weekday, of which the days up to another are meant too.
func readSeveral(words []string, until time.Weekday) (ruleKind, error) {
	inner, err := readRule(words)
	if err != nil {
		return nil, err
	}
	first, ok := weekdayOf(inner)
	if !ok {
		return nil, fmt.Errorf("only the days from one weekday to another can be said so")
	}
	if first == until {
		return nil, fmt.Errorf("it ends on the day it begins")
	}
	return several{inner, until, (int(until-first) + 7) % 7}, nil
}

// weekdayOf is the weekday that a rule's days are.
func weekdayOf(kind ruleKind) (time.Weekday, bool) {
	switch r := kind.(type) {
	case monthly:
		if r.weekday != nil {
			return *r.weekday, true
		}
	case inWeeks:
		return r.weekday, true
	case weekly:
		return r.weekday, true
	case beside:
		if r.offset.Weekday != nil {
			return *r.offset.Weekday, true
		}
	}
	return 0, false
}

func (r several) dates(c *Calendar, year int) []Date {
	var dates []Date
	for _, first := range r.rule.dates(c, year) {
		dates = append(dates, first.AddDays(r.after))
	}
	return dates
}

func (r several) begins(last Date) Date { return last.AddDays(-r.after) }

func (r several) opens(first Date) sentence { return r.rule.sentence(first) }

// sentence is "andra torsdagen i mars 2026: 12 mars 2026 till och med fredag 13 mars 2026
// (v. 11)".
func (r several) sentence(last Date) sentence {
	first := r.begins(last)
	return func(day wording.Text) wording.Text {
		return r.opens(first)(wording.Both("calendar.rule.spanned", wording.Args{"From": plain(first), "Day": day}))
	}
}

func (r several) text() wording.Text {
	return wording.Both("calendar.rule.said.several", wording.Args{"Said": r.rule.text(), "Which": weekdayText(r.until)})
}

// overWeekend says whether the days that a rule means lie over a weekend by what it says,
// in whatever year.
func (r *Rule) overWeekend(days int) bool {
	if pair, ok := r.kind.(several); ok {
		first := (int(pair.until) - pair.after + 7) % 7
		return sinceMonday(time.Weekday(first))+pair.after > sinceMonday(time.Friday)
	}
	return days > sinceMonday(time.Friday)+1
}
