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

// Counted is the date that o names from d, without the explanation.
func (c *Calendar) Counted(d Date, o Offset) Date { return c.name(d, o) }

// name is the date that o names from d.
func (c *Calendar) name(d Date, o Offset) Date {
	switch {
	case o.Weekday != nil && o.Period.IsZero():
		return nearest(d, *o.Weekday, o.Side)
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

// nearest is the last such weekday before d, or the first after it.
func nearest(d Date, day time.Weekday, side Side) Date {
	if side == Before {
		return d.AddDays(-1 - int(d.Weekday()-day+6)%7)
	}
	return d.AddDays(1 + int(day-d.Weekday()+6)%7)
}

// From is the deadline on the date that o names from d, at clock or with the
// day's end; so many hours or minutes are counted from that very time. It panics
// as Within.
func (c *Calendar) From(d Date, o Offset, clock, otherwise string) Moment {
	if o.Side == "" {
		return c.On(d, clock, otherwise)
	}
	if o.Period.exact() {
		p := o.Period
		if o.Side == Before {
			p.Count = -p.Count
		}
		return c.exactly(c.On(d, clock, "").At, p, otherwise)
	}
	found := c.name(d, o)
	return c.settle(found, read(clock), otherwise, c.sentence(d, o, found))
}

// inWeekOf is the given weekday of the ISO week that d lies in.
func inWeekOf(d Date, day time.Weekday) Date {
	return d.AddDays(sinceMonday(day) - sinceMonday(d.Weekday()))
}

func sinceMonday(day time.Weekday) int { return (int(day) + 6) % 7 }
