package calendar

import "time"

// InOffice is the first instant from t on at which letters that can wait go: t
// itself where the office is open then, on a workday outside the quiet weeks, else
// when it next opens.
func (c *Calendar) InOffice(t time.Time) time.Time {
	day, clock := c.Today(t), clockOf(t.In(c.config.Zone))
	if c.Workday(day) && !c.Quiet(day) {
		switch {
		case clock.before(c.config.Open):
			return c.Opening(day)
		case clock.before(c.config.Shut):
			return t
		}
	}
	return c.Opening(c.awake(c.NextWorkday(day.AddDays(1))))
}

// DailyAfter is the first workday's at after t, outside the quiet weeks.
func (c *Calendar) DailyAfter(t time.Time, at Clock) time.Time {
	return c.firstAfter(t, at, c.Today(t), 1)
}

// WeeklyAfter is the first Monday's at after t: where Monday is closed, the workday
// after, and in the quiet weeks the first after them.
func (c *Calendar) WeeklyAfter(t time.Time, at Clock) time.Time {
	day := c.Today(t)
	monday := day.AddDays(-(int(day.Weekday()) + 6) % 7)
	return c.firstAfter(t, at, monday, 7)
}

// firstAfter tries every step days from a day on.
func (c *Calendar) firstAfter(t time.Time, at Clock, from Date, step int) time.Time {
	for day := from; ; day = day.AddDays(step) {
		if found := c.awake(c.NextWorkday(day)).At(at, c.config.Zone); found.After(t) {
			return found
		}
	}
}
