package calendar

import (
	"time"

	"beredd/internal/wording"
)

// Counting is the date that o names from d, wherever it falls, with the
// explanation. An offset in hours or minutes names d itself.
func (c *Calendar) Counting(d Date, o Offset) (Date, wording.Text) {
	found := c.name(d, o)
	said := c.sentence(d, o, found)(prose(found))
	return found, c.withClosed(said, found)
}

// name is the date that o names from d.
func (c *Calendar) name(d Date, o Offset) Date {
	switch {
	case o.Side == Before:
		d = c.add(d, o.Period, -1)
	case o.Side == After:
		d = c.add(d, o.Period, 1)
	}
	if o.Weekday != nil {
		return inWeekOf(d, *o.Weekday)
	}
	return d
}

// add goes p from d, forwards where sign is 1 and backwards where it is -1.
// Hours and minutes do not move a date.
func (c *Calendar) add(d Date, p Period, sign int) Date {
	n := sign * p.Count
	switch p.Unit {
	case Days:
		return d.AddDays(n)
	case Workdays:
		return c.AddWorkdays(d, n)
	case WholeWeeks:
		return d.AddDays(7 * n)
	case Months:
		return d.AddMonths(n)
	case Years:
		return d.AddMonths(12 * n)
	}
	return d
}

// inWeekOf is the given weekday of the ISO week that d lies in.
func inWeekOf(d Date, day time.Weekday) Date {
	return d.AddDays(sinceMonday(day) - sinceMonday(d.Weekday()))
}

func sinceMonday(day time.Weekday) int { return (int(day) + 6) % 7 }
