package calendar

import "time"

// Left is what is left at a time of a deadline that was given in a unit: workdays
// of workdays, days of days, weeks, months and years, the exact time of hours. The
// day at hand is used. It is less than nothing where the deadline has passed.
func (c *Calendar) Left(at time.Time, m Moment, unit Unit) Period {
	p := Period{Unit: unit}
	today := c.Today(at)
	switch unit {
	case Hours, Minutes:
		return c.exactlyLeft(at, m)
	case Workdays:
		p.Count = c.workdaysUntil(today, m.Date)
	default:
		p.Count, p.Unit = today.DaysUntil(m.Date), Days
	}
	if !at.Before(m.At) {
		p.Count = min(p.Count, -1)
	}
	return p
}

// exactlyLeft is the whole minutes until the deadline, begun ones too, or hours
// where they are whole.
func (c *Calendar) exactlyLeft(at time.Time, m Moment) Period {
	left := m.At.Sub(at)
	p := Period{Count: int(left / time.Minute), Unit: Minutes}
	switch {
	case left > 0 && left%time.Minute > 0:
		p.Count++
	case left <= 0:
		p.Count = min(p.Count, -1)
	}
	if p.Count%60 == 0 {
		p.Count, p.Unit = p.Count/60, Hours
	}
	return p
}

// workdaysUntil is how many workdays there are after d, up to other and with it;
// less than none where other has been.
func (c *Calendar) workdaysUntil(d, other Date) int {
	if other.Before(d) {
		return -c.workdaysUntil(other, d)
	}
	count := 0
	for d.Before(other) {
		if d = d.AddDays(1); c.Workday(d) {
			count++
		}
	}
	return count
}

// Resume is the deadline of which so much is left at from, as Left counts it. It
// panics as Within.
func (c *Calendar) Resume(from time.Time, left Period, clock, otherwise string) Moment {
	o := Offset{Period: left, Side: After}
	switch {
	case left.exact():
		return c.exactly(from, left, otherwise)
	case left.Count == 0:
		o = Offset{Side: On}
	case left.Count < 0:
		o.Side, o.Period.Count = Before, -left.Count
	}
	return c.From(c.Today(from), o, clock, otherwise)
}
