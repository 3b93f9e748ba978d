package calendar

import "beredd/internal/wording"

// Sitting is where a meeting comes to stand that a rule names by a day, at clock or with
// the day's end, and the last of its days. One of several days on end, whose last the
// rule names, stands on the first of them. Where otherwise says that it gives way, all
// its days do: to the first on end of which none is closed, but for the weekend that the
// rule itself lies over. It panics as Within.
func (c *Calendar) Sitting(r *Rule, named Date, clock, otherwise string) (Moment, Date) {
	several, ok := r.kind.(lasting)
	if !ok {
		at := c.Standing(r, named, clock, otherwise)
		return at, at.Date
	}
	m := meetingDays{calendar: c, first: several.begins(named), otherwise: otherwise}
	m.after = m.first.DaysUntil(named)
	m.weekends = r.overWeekend(m.after + 1)
	return m.settle(read(clock), several.opens(m.first))
}

// SittingOff is where a meeting of so many days comes to stand whose first is counted from
// d, and the last of them. One day stands as From has it. Several give way whole: to the
// first on end of which none is closed, but for a weekend that they are counted to lie
// over, as Friday to Saturday do, or that they are too many to do without. It panics as
// Within.
func (c *Calendar) SittingOff(d Date, o Offset, days int, clock, otherwise string) (Moment, Date) {
	if days < 2 {
		at := c.From(d, o, clock, otherwise)
		return at, at.Date
	}
	first := c.name(d, o)
	m := meetingDays{calendar: c, first: first, after: days - 1, otherwise: otherwise}
	m.weekends = days > workdaysOfWeek || o.Weekday != nil && sinceMonday(*o.Weekday)+days > workdaysOfWeek
	return m.settle(read(clock), c.sentence(d, o, first))
}

// workdaysOfWeek are Monday to Friday.
const workdaysOfWeek = 5

// meetingDays are the days of a meeting that lasts several, on their way to where it
// stands.
type meetingDays struct {
	calendar  *Calendar
	first     Date
	after     int // how many days the last is after the first
	weekends  bool
	otherwise string
}

func (m meetingDays) settle(clock *Clock, say sentence) (Moment, Date) {
	c, stands := m.calendar, m.stands()
	last := stands.AddDays(m.after)
	found := wording.Both("calendar.through", wording.Args{"From": say(timed(m.first, clock)), "Day": prose(m.first.AddDays(m.after))})
	blocked, quiet := m.blocked(m.first)
	switch {
	case !blocked.IsZero() && !quiet:
		found = c.withClosed(found, blocked)
	case quiet && stands != m.first:
		found = c.saidQuiet(found, blocked)
	}
	if stands == m.first {
		return c.moment(stands, clock, found), last
	}
	key := "calendar.moved_on_days"
	if stands.Before(m.first) {
		key = "calendar.moved_back_days"
	}
	if m.awake() {
		key += "_awake"
	}
	return c.moment(stands, clock, wording.Both(key, wording.Args{
		"Found": found,
		"Day":   wording.Both("calendar.through", wording.Args{"From": timed(stands, clock), "Day": prose(last)}),
	})), last
}

// awake says whether the days leave quiet weeks too.
func (m meetingDays) awake() bool {
	return m.otherwise == ElseNextAwake || m.otherwise == ElsePreviousAwake
}

// stands is the first day of the meeting where it can be held. Where no days of a year
// will do, it stays.
func (m meetingDays) stands() Date {
	step := 1
	switch m.otherwise {
	case "", ElseSame:
		return m.first
	case ElsePrevious, ElsePreviousAwake:
		step = -1
	}
	if blocked, _ := m.blocked(m.first); blocked.IsZero() {
		return m.first
	}
	for n := 1; n < longestQuiet; n++ {
		day := m.first.AddDays(step * n)
		if blocked, _ := m.blocked(day); blocked.IsZero() && !weekend(day) {
			return day
		}
	}
	return m.first
}

// blocked is the first day on which the meeting could not be held if it began on a day,
// and whether that is for a quiet week alone; the zero date where it could.
func (m meetingDays) blocked(first Date) (day Date, quiet bool) {
	for n := range m.after + 1 {
		day := first.AddDays(n)
		if !m.calendar.Workday(day) && !(m.weekends && weekend(day)) {
			return day, false
		}
		if m.awake() && m.calendar.Quiet(day) {
			return day, true
		}
	}
	return Date{}, false
}
