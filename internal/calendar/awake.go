package calendar

import "beredd/internal/wording"

// As ElseNext and ElsePrevious, and out of the quiet weeks as well: for what people are
// to come to.
const (
	ElseNextAwake     = "next workday outside quiet weeks"
	ElsePreviousAwake = "previous workday outside quiet weeks"
)

// longestQuiet is how many days on end a date gives way to quiet weeks. Where more than
// that is quiet nothing could ever be held, so the date stands on its workday.
const longestQuiet = 366

// stirring is the first workday from d on, or back from it, that lies in no quiet week.
func (c *Calendar) stirring(d Date, step int) Date {
	first := c.seek(d, step)
	for day := first; first.DaysUntil(day)*step < longestQuiet; day = c.seek(day.AddDays(step), step) {
		if !c.Quiet(day) {
			return day
		}
	}
	return first
}

// withWhy adds why a date cannot stand where it was found: it is closed, or in a quiet
// week where otherwise minds that.
func (c *Calendar) withWhy(said wording.Text, found Date, otherwise string) wording.Text {
	said = c.withClosed(said, found)
	if (otherwise == ElseNextAwake || otherwise == ElsePreviousAwake) && c.Quiet(found) {
		return c.saidQuiet(said, found)
	}
	return said
}

// saidQuiet adds to what is said of a day that it is quiet.
func (c *Calendar) saidQuiet(said wording.Text, day Date) wording.Text {
	if c.inQuietWeek(day) {
		return wording.Both("calendar.quiet", wording.Args{"Found": said})
	}
	return wording.Both("calendar.quiet_day", wording.Args{"Found": said})
}

// gaveWay says whether a date stands where it does for the sake of quiet weeks, and not
// only of a closed day.
func (c *Calendar) gaveWay(found, stands Date, otherwise string) bool {
	switch otherwise {
	case ElseNextAwake:
		return stands != c.NextWorkday(found)
	case ElsePreviousAwake:
		return stands != c.PreviousWorkday(found)
	}
	return false
}
