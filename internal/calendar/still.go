package calendar

import (
	"slices"
	"time"

	"beredd/internal/wording"
)

// Still says of a day whether a time stands still on it, and what that is called: a
// recess. nil is a time that never does. There must be days on which none is.
type Still func(Date) (why wording.Text, stands bool)

func (s Still) on(d Date) bool {
	if s == nil {
		return false
	}
	_, stands := s(d)
	return stands
}

// WithinBut is Within of a time that stands still on some days: what is counted are
// the others, and it never ends on one of those. A month is then as many days as it
// would have been.
func (c *Calendar) WithinBut(from time.Time, p Period, clock, otherwise string, still Still) Moment {
	switch {
	case still == nil:
		return c.Within(from, p, clock, otherwise)
	case p.exact():
		return c.exactlyBut(from, p, otherwise, still)
	}
	start, n := c.Today(from), p.Count
	switch p.Unit {
	case WholeWeeks:
		n = 7 * p.Count
	case Months, Years:
		n = start.DaysUntil(c.add(start, p, 1))
	}
	found := c.settling(c.past(start, n, p.Unit == Workdays, still), otherwise, still)
	return c.settle(found, read(clock), otherwise, c.sentenceBut(start, p, found, still))
}

// past is the nth day after one that counts.
func (c *Calendar) past(d Date, n int, workdays bool, still Still) Date {
	for n > 0 || still.on(d) {
		if d = d.AddDays(1); !still.on(d) && (!workdays || c.Workday(d)) {
			n--
		}
	}
	return d
}

// settling is the day itself, or the next that doesn't give way to one on which the
// time stands still.
func (c *Calendar) settling(d Date, otherwise string, still Still) Date {
	for still.on(c.move(d, otherwise)) {
		d = c.past(d, 1, true, still)
	}
	return d
}

// sentenceBut tells how a day was found, and what was not counted on the way. Of
// months it tells no more: how long they were hangs on those days.
func (c *Calendar) sentenceBut(start Date, p Period, found Date, still Still) sentence {
	count := counted(Offset{Period: p, Side: After}, c.without(plain(start), start, found, still))
	return func(day wording.Text) wording.Text {
		if p.Unit == Workdays {
			return c.withBetween(count(day), start, found)
		}
		return count(day)
	}
}

// without adds to the day that is counted from what the days are called that are not
// counted.
func (c *Calendar) without(from wording.Text, start, found Date, still Still) wording.Text {
	var said []wording.Text
	var names []string // in one language, to know those that are said
	for day := start; day.Before(found); day = day.AddDays(1) {
		why, stands := still(day)
		if name := why.In(wording.Swedish); stands && !slices.Contains(names, name) {
			said, names = append(said, why), append(names, name)
		}
	}
	if len(said) == 0 {
		return from
	}
	why := each(func(l wording.Language) string { return wording.Join(l, said) })
	return wording.Both("calendar.stood_still", wording.Args{"From": from, "Why": why})
}

// exactlyBut is the instant at which so many hours have gone, but for the days that
// don't count.
func (c *Calendar) exactlyBut(from time.Time, p Period, otherwise string, still Still) Moment {
	from = from.In(c.config.Zone)
	at := from.Add(p.length() + c.stood(from, p.length(), still))
	clock := clockOf(at)
	start := c.without(atClock(plain(DateOf(from)), clockOf(from)), DateOf(from), DateOf(at), still)
	m := c.settle(DateOf(at), &clock, otherwise, counted(Offset{Period: p, Side: After}, start))
	if m.Date == DateOf(at) {
		m.At = at
	}
	return m
}

// stood is how long a time of so many hours stands still in all.
func (c *Calendar) stood(from time.Time, length time.Duration, still Still) (stood time.Duration) {
	for at := from; ; {
		day := c.Today(at)
		end := day.AddDays(1).At(Clock{}, c.config.Zone)
		switch {
		case still.on(day):
			stood += end.Sub(at)
		case length < end.Sub(at):
			return stood
		default:
			length -= end.Sub(at)
		}
		at = end
	}
}

// LeftBut is Left of a time that stands still on some days.
func (c *Calendar) LeftBut(at time.Time, m Moment, unit Unit, still Still) Period {
	left := c.Left(at, m, unit)
	if still == nil || left.Count <= 0 {
		return left
	}
	if left.exact() {
		var stood time.Duration
		for from := at; from.Before(m.At); {
			end := c.Today(from).AddDays(1).At(Clock{}, c.config.Zone)
			if still.on(c.Today(from)) {
				stood += end.Sub(from)
			}
			from = end
		}
		m.At = m.At.Add(-stood)
		return c.exactlyLeft(at, m)
	}
	for day := c.Today(at).AddDays(1); !m.Date.Before(day); day = day.AddDays(1) {
		if still.on(day) && (left.Unit != Workdays || c.Workday(day)) {
			left.Count--
		}
	}
	return left
}

// ResumeBut is Resume of a time that stands still on some days.
func (c *Calendar) ResumeBut(from time.Time, left Period, clock, otherwise string, still Still) Moment {
	if still == nil || left.Count <= 0 {
		return c.Resume(from, left, clock, otherwise)
	}
	return c.WithinBut(from, left, clock, otherwise, still)
}

// RemindBut is Remind of a time that stands still on some days: what would remind on
// one of them waits for the first workday after.
func (c *Calendar) RemindBut(m Moment, o Offset, still Still) time.Time {
	due := c.Remind(m, o)
	if day := c.Today(due); still.on(day) && !o.Period.exact() {
		return c.Opening(c.awake(c.NextWorkday(c.past(day, 0, true, still))))
	}
	return due
}
