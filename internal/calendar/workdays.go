package calendar

import "beredd/internal/wording"

// Workday says whether the offices work on d: not on a Saturday, Sunday or
// public holiday, not on Midsummer's, Christmas or New Year's Eve, and not on a
// closed day of the collaboration's own.
func (c *Calendar) Workday(d Date) bool { return c.year(d.Year).open[d.Month][d.Day] }

// Closed says why the offices don't work on d: "långfredagen", "lördag". It is
// false on a workday.
func (c *Calendar) Closed(d Date) (wording.Text, bool) {
	if c.Workday(d) {
		return nil, false
	}
	if name, ok := c.year(d.Year).names[d]; ok {
		return name, true
	}
	return each(func(l wording.Language) string { return wording.Weekday(l, d.Weekday()) }), true
}

// NextWorkday is the first workday from d on: d itself where it is one.
func (c *Calendar) NextWorkday(d Date) Date { return c.seek(d, 1) }

// PreviousWorkday is the last workday up to d: d itself where it is one.
func (c *Calendar) PreviousWorkday(d Date) Date { return c.seek(d, -1) }

// seek goes from d by step until it stands on a workday.
func (c *Calendar) seek(d Date, step int) Date {
	for !c.Workday(d) {
		d = d.AddDays(step)
	}
	return d
}

// AddWorkdays is the nth workday after d, or before d where n is negative. The
// day itself is never counted, so that one workday after a Saturday is Monday.
// With n 0 it is d, whether a workday or not.
func (c *Calendar) AddWorkdays(d Date, n int) Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for ; n > 0; n-- {
		d = c.seek(d.AddDays(step), step)
	}
	return d
}

// WorkdaysUntil is how many workdays later is after d, the first day left out and the
// last counted, and negative where it is before: with so many, AddWorkdays comes from
// the one to the other where that is a workday. It counts no longer than a period can.
func (c *Calendar) WorkdaysUntil(d, later Date) int {
	if later.Before(d) {
		return -c.WorkdaysUntil(later.AddDays(-1), d.AddDays(-1))
	}
	n, of, known := 0, d.Year, c.year(d.Year)
	for range min(d.DaysUntil(later), mostCounted) {
		if d = d.AddDays(1); d.Year != of {
			of, known = d.Year, c.year(d.Year)
		}
		if known.open[d.Month][d.Day] {
			n++
		}
	}
	return n
}

// Quiet says whether d lies in one of the weeks, or is one of the days, in which reminders
// wait.
func (c *Calendar) Quiet(d Date) bool {
	return c.inQuietWeek(d) || len(c.config.Still)+len(c.config.Hushed) > 0 && c.year(d.Year).quiet[d]
}

func (c *Calendar) inQuietWeek(d Date) bool {
	_, week := d.ISOWeek()
	for _, weeks := range c.config.Quiet {
		if weeks.has(week) {
			return true
		}
	}
	return false
}

// hushed are the days of a year in which reminders wait, beside those of quiet weeks.
func (c *Calendar) hushed(number int) map[Date]bool {
	days := map[Date]bool{}
	for _, span := range c.config.Still {
		for day := span.From; !day.After(span.To); day = day.AddDays(1) {
			if day.Year == number {
				days[day] = true
			}
		}
	}
	for _, rule := range c.config.Hushed {
		for _, day := range (Closing{Rule: rule}).days(c, number) {
			days[day] = true
		}
	}
	return days
}

// awake is d, or the first workday after the quiet weeks that d lies in. Where
// every week of the year is quiet nothing could ever go, so d stands.
func (c *Calendar) awake(d Date) Date {
	for day := d; day.Year <= d.Year+1; day = c.NextWorkday(day.AddDays(1)) {
		if !c.Quiet(day) {
			return day
		}
	}
	return d
}
