package definition

import (
	"slices"

	"beredd/internal/calendar"
)

// A sitting is one meeting of a series by its own lines.
type sitting struct {
	named calendar.Date // the day that its line names, before it gives way to a closed one
	last  calendar.Date // its last day, where it is of several
	at    calendar.Moment
}

// eachDay are the days of the meeting.
func (one sitting) eachDay() (days []calendar.Date) {
	for day := one.at.Date; !day.After(one.last); day = day.AddDays(1) {
		days = append(days, day)
	}
	return days
}

// held are the meetings that a series' lines name from a day to another, both included:
// the rule's, but for the exceptions, then those with dates of their own. On one day the
// series meets once, however many of its days gave way to that one.
func (s *Series) held(days *calendar.Calendar, from, to calendar.Date, clock string) []sitting {
	var all []sitting
	if s.Rule != nil {
		for _, last := range days.Named(s.Rule, from, to) {
			all = s.hold(all, s.ruled(days, last, clock))
		}
	}
	for _, date := range s.Dates {
		if !date.Before(from) && !date.After(to) {
			all = slices.DeleteFunc(all, func(one sitting) bool { return one.at.Date == date })
			all = append(all, sitting{date, s.lastOf(date), days.On(date, clock, "")})
		}
	}
	return all
}

// ruled is the meeting that the rule names by its last day.
func (s *Series) ruled(days *calendar.Calendar, last calendar.Date, clock string) sitting {
	one := sitting{named: s.Rule.Begins(last)}
	one.at, one.last = days.Sitting(s.Rule, last, clock, s.otherwise())
	return one
}

// sat is a meeting that hangs on another, counted from the first day of that.
func (s *Series) sat(days *calendar.Calendar, on calendar.Date) sitting {
	at, last := days.SittingOff(on, s.Hangs.When, s.Hangs.Days, s.Start, s.Else)
	return sitting{at: at, last: last}
}

// hold adds a rule's meeting, unless it is excepted or the series meets that day already.
// Of two on one day it is the one that the rule names.
func (s *Series) hold(all []sitting, one sitting) []sitting {
	day := one.at.Date
	if slices.Contains(s.Except, one.named) || slices.Contains(s.Except, day) {
		return all
	}
	for i := range all {
		if all[i].at.Date == day {
			if one.named == day {
				all[i] = one
			}
			return all
		}
	}
	return append(all, one)
}

// neverOneDay says whether every meeting of the series lasts several days.
func (s *Series) neverOneDay() bool {
	if s.Hangs != nil {
		return s.Hangs.Days > 1
	}
	for _, date := range s.Dates {
		if s.lastOf(date) == date {
			return false
		}
	}
	return s.Times == 0 && (s.Rule == nil || s.Rule.Spans())
}

// LastOn is the last day of the series' meeting that begins on a day; that day itself
// where it is of one, or where no line of the series says such a meeting.
func (s *Series) LastOn(days *calendar.Calendar, first calendar.Date) calendar.Date {
	if s.Hangs != nil {
		return first.AddDays(max(s.Hangs.Days, 1) - 1)
	}
	if last := s.lastOf(first); last != first || s.Rule == nil {
		return last
	}
	for _, one := range s.held(days, first.AddDays(-strays), first.AddDays(strays), "") {
		if one.at.Date == first {
			return one.last
		}
	}
	return first
}

// lastOf is the last day of a meeting that has a date of its own.
func (s *Series) lastOf(first calendar.Date) calendar.Date {
	if last, several := s.Lasts[first]; several {
		return last
	}
	return first
}

// otherwise is what a rule's day does where it cannot stand, as the calendar knows it.
func (s *Series) otherwise() string {
	switch {
	case s.Quiet && s.Else == calendar.ElsePrevious:
		return calendar.ElsePreviousAwake
	case s.Quiet:
		return calendar.ElseNextAwake
	}
	return s.Else
}

// YearOf is the cycle's year that a day lies in, by the calendar year in which it begins.
func (c *Cycle) YearOf(day calendar.Date) int {
	if first, _ := c.DaysOf(day.Year); day.Before(first) {
		return day.Year - 1
	}
	return day.Year
}

// DaysOf are the first and the last day of the cycle's year that begins in a calendar
// year: mostly that year's own.
func (c *Cycle) DaysOf(year int) (first, last calendar.Date) {
	begins := calendar.YearDay{Month: 1, Day: 1}
	if c != nil && !c.Begins.IsZero() {
		begins = c.Begins
	}
	return begins.In(year), begins.In(year + 1).AddDays(-1)
}
