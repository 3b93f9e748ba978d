package calendar

import (
	"beredd/internal/wording"
)

// Again is the same weekday of the same week in another year, by the weeks of ISO 8601:
// of week 53, where that year has none, week 52. Where the office is closed that day it
// is the next workday. The explanation says all of that.
func (c *Calendar) Again(d Date, year int, clock string) Moment {
	_, week := d.ISOWeek()
	monday := c.mondayOf(year, week)
	if y, _ := monday.ISOWeek(); y != year {
		monday = monday.AddDays(-7)
	}
	day := monday.AddDays((int(d.Weekday()) + 6) % 7)
	m := c.On(day, clock, ElseNext)
	m.Explanation = wording.Both("calendar.again", wording.Args{"Day": each(d.Prose), "How": m.Explanation})
	return m
}

// mondayOf is the Monday of a week: that of week 1 has 4 January in it.
func (c *Calendar) mondayOf(year, week int) Date {
	fourth := Date{Year: year, Month: 1, Day: 4}
	return fourth.AddDays(-((int(fourth.Weekday()) + 6) % 7)).AddDays(7 * (week - 1))
}
