package calendar

import (
	"time"

	"beredd/internal/wording"
)

// What to do with a deadline that falls on a closed day; "" leaves it there.
const (
	ElseNext     = "next workday"
	ElsePrevious = "previous workday"
	ElseSame     = "the same day" // as "", by who has thought of it
)

// Within is the deadline p after from. A period of civil dates is counted from
// the date at from in the calendar's zone, and ends at clock, or with its day
// where clock is "". One of hours or minutes is exact, and clock is not asked.
//
// Clock must be such as ParseClock reads, and otherwise "", ElseNext or
// ElsePrevious; anything else is a defect of the caller, and panics.
func (c *Calendar) Within(from time.Time, p Period, clock, otherwise string) Moment {
	if p.exact() {
		return c.exactly(from, p, otherwise)
	}
	start := c.Today(from)
	return c.memory.recall(question{"Within", start, p, clock, otherwise}, func() Moment {
		found := c.add(start, p, 1)
		say := c.sentence(start, Offset{Period: p, Side: After}, found)
		return c.settle(found, read(clock), otherwise, say)
	})
}

// exactly is the instant p after from. Only where the pack says so, and it falls
// on a closed day, does it move, and then it keeps its time of day.
func (c *Calendar) exactly(from time.Time, p Period, otherwise string) Moment {
	from = from.In(c.config.Zone)
	at := from.Add(p.length())
	clock := clockOf(at)
	start := atClock(plain(DateOf(from)), clockOf(from))
	o := Offset{Period: p, Side: After}
	if p.Count < 0 {
		o.Side, o.Period.Count = Before, -p.Count
	}
	m := c.settle(DateOf(at), &clock, otherwise, counted(o, start))
	if m.Date == DateOf(at) {
		m.At = at
	}
	return m
}

// On is the deadline on d, at clock or with the day's end. It panics as Within.
func (c *Calendar) On(d Date, clock, otherwise string) Moment {
	return c.memory.recall(question{"On", d, Period{}, clock, otherwise}, func() Moment {
		return c.settle(d, read(clock), otherwise, itself)
	})
}

// Elapse is when p has gone since from, for what then happens by itself: at the
// opening of the office on that date, workday or not, or at the exact instant
// for a period of hours or minutes. It is never before from.
func (c *Calendar) Elapse(from time.Time, p Period) Moment {
	if p.exact() {
		return c.exactly(from, p, "")
	}
	start := c.Today(from)
	m := c.memory.recall(question{"Elapse", start, p, "", ""}, func() Moment {
		found, open := c.add(start, p, 1), c.config.Open
		say := c.sentence(start, Offset{Period: p, Side: After}, found)
		return c.moment(found, &open, say(atClock(prose(found), open)))
	})
	if m.At.Before(from) {
		m.At = from.In(c.config.Zone)
		m.Date, m.Time = DateOf(m.At), clockOf(m.At).String()
	}
	return m
}

// settle makes the deadline of the date that was found, moved to a workday if
// otherwise says so, with say to tell how it was found.
func (c *Calendar) settle(found Date, clock *Clock, otherwise string, say sentence) Moment {
	stands := c.move(found, otherwise)
	if stands == found {
		return c.moment(found, clock, c.withClosed(say(timed(found, clock)), found))
	}
	key := "calendar.moved_on"
	if stands.Before(found) {
		key = "calendar.moved_back"
	}
	if c.gaveWay(found, stands, otherwise) {
		key += "_awake"
	}
	return c.moment(stands, clock, wording.Both(key, wording.Args{
		"Found": c.withWhy(say(prose(found)), found, otherwise),
		"Day":   timed(stands, clock),
	}))
}

// move is the day on which a deadline on d comes to stand.
func (c *Calendar) move(d Date, otherwise string) Date {
	switch otherwise {
	case "", ElseSame:
		return d
	case ElseNext:
		return c.NextWorkday(d)
	case ElsePrevious:
		return c.PreviousWorkday(d)
	case ElseNextAwake:
		return c.stirring(d, 1)
	case ElsePreviousAwake:
		return c.stirring(d, -1)
	}
	panic("calendar: " + otherwise + " is not a way to move a deadline")
}

// moment is the deadline on d at clock, or with the day's end where clock is nil.
func (c *Calendar) moment(d Date, clock *Clock, explanation wording.Text) Moment {
	m := Moment{Date: d, Zone: c.config.Zone.String(), Explanation: explanation}
	if clock == nil {
		m.At = d.AddDays(1).At(Clock{}, c.config.Zone)
		return m
	}
	m.At, m.Time = d.At(*clock, c.config.Zone), clock.String()
	return m
}

// read is the time of day that somebody has already checked; nil is none.
func read(clock string) *Clock {
	if clock == "" {
		return nil
	}
	c, err := ParseClock(clock)
	if err != nil {
		panic("calendar: " + err.Error())
	}
	return &c
}
