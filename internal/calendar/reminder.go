package calendar

import "time"

// Remind is the instant at which the reminder that o names for m goes: when the
// office opens on that day. From a closed day a reminder before the deadline, or
// on its day, goes on the workday before, and one after it on the workday after.
// A day in a quiet week waits for the first workday after the quiet weeks, even
// where that is past the deadline. Offsets in hours and minutes are exact.
func (c *Calendar) Remind(m Moment, o Offset) time.Time {
	if o.Period.exact() {
		return c.exactOff(m, o)
	}
	day := c.name(m.Date, o)
	if o.Side == After {
		day = c.NextWorkday(day)
	} else {
		day = c.PreviousWorkday(day)
	}
	return c.Opening(c.awake(day))
}

// exactOff is the instant so many hours or minutes from the deadline.
func (c *Calendar) exactOff(m Moment, o Offset) time.Time {
	if o.Side == Before {
		return m.At.Add(-o.Period.length()).In(c.config.Zone)
	}
	return m.At.Add(o.Period.length()).In(c.config.Zone)
}

// After is when somebody else is told that m was passed p ago: when the office
// opens on the first workday on or after that date that isn't in a quiet week.
// A period of hours or minutes is exact.
func (c *Calendar) After(m Moment, p Period) time.Time {
	return c.Remind(m, Offset{Period: p, Side: After})
}

// Opens is when the office opens, "07:30".
func (c *Calendar) Opens() string { return c.config.Open.String() }

// Opening is when the office opens on a day: letters that can wait go then.
func (c *Calendar) Opening(d Date) time.Time { return d.At(c.config.Open, c.config.Zone) }
