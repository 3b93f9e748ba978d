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

// inWeeks is a weekday of some of the weeks that Swedish offices number, those of
// ISO 8601. A year without a week 53 has no such day.
type inWeeks struct {
	weekday time.Weekday
	weeks   []int // in order
}

// lastWeek is the highest number that a week may have.
const lastWeek = 53

// readInWeeks reads WEEKDAY of (week N, N | even weeks | odd weeks).
func readInWeeks(words []string) (ruleKind, error) {
	day, _ := weekdayNamed(words[0])
	if len(words) < 4 || words[1] != "of" {
		return nil, fmt.Errorf("it does not say \"of\" which weeks")
	}
	rule := inWeeks{weekday: day}
	switch strings.Join(words[2:], " ") {
	case "even weeks":
		rule.weeks = everySecond(2)
		return rule, nil
	case "odd weeks":
		rule.weeks = everySecond(1)
		return rule, nil
	}
	if words[2] != "week" && words[2] != "weeks" {
		return nil, fmt.Errorf("it does not say \"of week\" and its number")
	}
	for _, item := range items(words[3:]) {
		week, err := strconv.Atoi(item)
		if err != nil || week < 1 || week > lastWeek {
			return nil, fmt.Errorf("%q is not the number of a week, 1 to %d", item, lastWeek)
		}
		rule.weeks = append(rule.weeks, week)
	}
	slices.Sort(rule.weeks)
	return rule, once(rule.weeks)
}

func everySecond(first int) (weeks []int) {
	for week := first; week <= lastWeek; week += 2 {
		weeks = append(weeks, week)
	}
	return weeks
}

func (r inWeeks) dates(_ *Calendar, year int) []Date {
	first := inWeekOf(Date{year, time.January, 4}, r.weekday) // 4 January always lies in week 1
	var dates []Date
	for _, week := range r.weeks {
		date := first.AddDays(7 * (week - 1))
		if of, _ := date.ISOWeek(); of == year {
			dates = append(dates, date)
		}
	}
	return dates
}

// sentence is "tisdagen i vecka 7: tisdag 10 februari 2026 (v. 7)".
func (r inWeeks) sentence(date Date) sentence {
	_, week := date.ISOWeek()
	return func(day wording.Text) wording.Text {
		return wording.Both("calendar.rule.in_week", wording.Args{"Which": weekdayText(r.weekday), "Week": strconv.Itoa(week), "Day": day})
	}
}

// weekly is every so many weeks, counted from a date where it is not every week.
type weekly struct {
	interval int
	weekday  time.Weekday
	from     Date // zero for every week
}

// readEvery reads what follows "every": WEEKDAY [from DATE], second WEEKDAY from
// DATE, or N weeks from DATE.
func readEvery(words []string) (ruleKind, error) {
	rule := weekly{interval: 1}
	if at := slices.Index(words, "from"); at >= 0 {
		var err error
		if rule.from, err = ParseDate(strings.Join(words[at+1:], " ")); err != nil {
			return nil, fmt.Errorf("%q is not a date, such as 2026-01-13", strings.Join(words[at+1:], " "))
		}
		words = words[:at]
	}
	rule.weekday = rule.from.Weekday()
	if err := rule.readHowOften(words); err != nil {
		return nil, err
	}
	switch {
	case rule.interval > 1 && rule.from.IsZero():
		return nil, fmt.Errorf("it does not say from when, such as \"from 2026-01-13\"")
	case !rule.from.IsZero() && rule.from.Weekday() != rule.weekday:
		return nil, fmt.Errorf("%s is a %s and not a %s", rule.from, rule.from.Weekday(), rule.weekday)
	}
	return rule, nil
}

// readHowOften reads WEEKDAY, second WEEKDAY, week, or N weeks.
func (r *weekly) readHowOften(words []string) error {
	said := strings.ToLower(strings.Join(words, " "))
	often, last := said, said
	if len(words) == 2 {
		often, last = strings.ToLower(words[0]), strings.ToLower(words[1])
	}
	day, named := weekdayNamed(last)
	if named {
		r.weekday = day
	}
	number, err := strconv.Atoi(often)
	second := slices.Index(ordinals[:4], often) + 1
	switch {
	case len(words) == 1 && named:
		return nil
	case len(words) == 2 && second > 1 && (named || last == "week"):
		r.interval = second
		return nil
	case len(words) == 2 && err == nil && number > 0 && number <= lastWeek && strings.TrimSuffix(last, "s") == "week":
		r.interval = number
		return nil
	}
	return fmt.Errorf("\"every\" goes with a weekday or a number of weeks, not %q", said)
}

func (r weekly) dates(_ *Calendar, year int) []Date {
	first, last := Date{year, time.January, 1}, Date{year, time.December, 31}
	start := r.from
	if start.IsZero() {
		start = nearest(first.AddDays(-1), r.weekday, After)
	}
	if start.Year > year {
		return nil
	}
	recurring, err := rrule.NewRRule(rrule.ROption{
		Freq: rrule.WEEKLY, Interval: r.interval, Dtstart: start.noon(), Until: last.noon()})
	if err != nil {
		panic("calendar: " + err.Error()) // ParseRule lets none through
	}
	var dates []Date
	for _, t := range recurring.Between(first.noon(), last.noon(), true) {
		dates = append(dates, DateOf(t))
	}
	return dates
}

// sentence is "var 2:a vecka från 13 januari 2026: tisdag 27 januari 2026 (v. 5)".
// A weekday that comes every week speaks for itself.
func (r weekly) sentence(Date) sentence {
	if r.from.IsZero() || r.interval == 1 {
		return itself
	}
	return func(day wording.Text) wording.Text {
		return wording.Both("calendar.rule.every", wording.Args{"Count": r.interval, "From": plain(r.from), "Day": day})
	}
}
