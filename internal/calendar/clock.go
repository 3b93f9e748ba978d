package calendar

import (
	"fmt"
	"time"
)

// A Clock is a time of day as a wall clock shows it, to the minute. The zero
// Clock is midnight, with which a day begins.
type Clock struct{ Hour, Minute int }

// ParseClock reads "07:30": two digits each, 00:00 to 23:59.
func ParseClock(s string) (Clock, error) {
	t, err := time.Parse("15:04", s)
	if err != nil || len(s) != len("15:04") {
		return Clock{}, fmt.Errorf("%q is not a time of day; expected hours and minutes, such as 07:30", s)
	}
	return clockOf(t), nil
}

// clockOf is the time of day that t shows.
func clockOf(t time.Time) Clock { return Clock{t.Hour(), t.Minute()} }

// String is "07:30".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour, c.Minute) }

// At is the instant at which the clocks of zone show c on the date.
//
// On the night in spring when clocks go forward, a time that they leap over
// becomes the first instant after the leap: 02:30 becomes 03:00. On the night in
// autumn when they go back, a time that they show twice is the first of the two.
func (d Date) At(c Clock, zone *time.Location) time.Time {
	t := time.Date(d.Year, d.Month, d.Day, c.Hour, c.Minute, 0, 0, zone)
	if clockOf(t) != c {
		return afterLeap(t, d, c)
	}
	return firstOfTwo(t)
}

// afterLeap is the first instant after the leap that swallowed c. Go has put t
// on one side of it or the other.
func afterLeap(t time.Time, d Date, c Clock) time.Time {
	start, end := t.ZoneBounds()
	if shown := DateOf(t); shown.Before(d) || shown == d && clockOf(t).before(c) {
		return end
	}
	return start
}

// firstOfTwo is the earlier instant at which clocks show what they show at t,
// where there are two, else t.
func firstOfTwo(t time.Time) time.Time {
	start, _ := t.ZoneBounds()
	if start.IsZero() {
		return t
	}
	_, now := t.Zone()
	_, earlier := start.Add(-time.Second).Zone()
	first := t.Add(time.Duration(now-earlier) * time.Second)
	if first.Before(start) {
		return first
	}
	return t
}

func (c Clock) before(other Clock) bool {
	return c.Hour < other.Hour || c.Hour == other.Hour && c.Minute < other.Minute
}
