package calendar

import (
	"slices"
	"strconv"
	"time"

	"github.com/teambition/rrule-go"

	"beredd/internal/wording"
)

// Occurrences are the rule's dates in a year, in order, each a whole day. One
// that falls on a closed day moves as otherwise says, as in On, and its
// explanation tells from where. A move over the new year stays with its year.
func (c *Calendar) Occurrences(r *Rule, year int, otherwise string) []Moment {
	var moments []Moment
	for _, date := range r.dates(year) {
		moments = append(moments, c.settle(date, nil, otherwise, r.sentence(date)))
	}
	return moments
}

// dates are the days that the rule names in a year, closed or not.
func (r *Rule) dates(year int) []Date {
	var dates []Date
	for _, date := range r.fixed {
		dates = append(dates, Date{year, date.Month, date.Day})
	}
	if r.ordinal == "" {
		return dates
	}
	recurring, err := rrule.NewRRule(r.option(year))
	if err != nil {
		panic("calendar: " + r.text + ": " + err.Error()) // ParseRule lets none through
	}
	for _, t := range recurring.All() {
		dates = append(dates, DateOf(t))
	}
	return dates
}

// option says the rule in the words of RFC 5545, for one year.
func (r *Rule) option(year int) rrule.ROption {
	option := rrule.ROption{
		Freq:    rrule.MONTHLY,
		Dtstart: Date{year, time.January, 1}.noon(),
		Until:   Date{year, time.December, 31}.noon(),
	}
	for _, month := range r.months {
		option.Bymonth = append(option.Bymonth, int(month))
	}
	if r.weekday == nil {
		option.Bymonthday = []int{r.nth()}
		return option
	}
	days := []rrule.Weekday{rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU}
	option.Byweekday = []rrule.Weekday{days[sinceMonday(*r.weekday)].Nth(r.nth())}
	return option
}

// nth is the ordinal as a number, counted from the month's end where negative.
func (r *Rule) nth() int {
	if r.ordinal == "last" {
		return -1
	}
	return slices.Index(ordinals, r.ordinal) + 1
}

// sentence tells by which words of the rule a date was found: "första fredagen i
// april 2026: fredag 3 april 2026 (v. 14)". A fixed date speaks for itself.
func (r *Rule) sentence(date Date) sentence {
	if r.ordinal == "" {
		return itself
	}
	which := wording.Both("calendar.which.day", nil)
	if r.weekday != nil {
		which = weekdayText(*r.weekday)
	}
	return func(day wording.Text) wording.Text {
		return wording.Both("calendar.rule.occurrence", wording.Args{
			"Ordinal": wording.Both("calendar.rule."+r.ordinal, nil),
			"Which":   which,
			"Month":   each(func(l wording.Language) string { return wording.Month(l, date.Month) }),
			"Year":    strconv.Itoa(date.Year),
			"Day":     day,
		})
	}
}
