package calendar

import (
	"fmt"
	"time"

	"beredd/internal/wording"
)

// A Date is a day as people name it, without time or zone. The zero Date is no
// date at all. Dates may be compared with == and be keys of a map.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads an ISO date, "2026-03-02". A date that doesn't exist, such as
// 30 February, is refused and not carried over into the next month.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date that exists; expected year, month and day, such as 2026-03-02", s)
	}
	return DateOf(t), nil
}

// DateOf is the date that t shows. It converts nothing: an instant must be put
// in its zone first, for which there is Calendar.Today.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// String is the ISO date, or "" for none.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.noon().Format(time.DateOnly)
}

// IsZero says whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Before says whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.compare(other) < 0 }

// After says whether d is a later day than other.
func (d Date) After(other Date) bool { return d.compare(other) > 0 }

func (d Date) compare(other Date) int {
	switch {
	case d.Year != other.Year:
		return d.Year - other.Year
	case d.Month != other.Month:
		return int(d.Month - other.Month)
	}
	return d.Day - other.Day
}

// AddDays is the date n days later, or earlier where n is negative.
func (d Date) AddDays(n int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+n, 12, 0, 0, 0, time.UTC))
}

// AddMonths is the same day n months later. Where that month is too short it is
// the month's last day: a month after 31 January is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	month := DateOf(time.Date(d.Year, d.Month+time.Month(n), 1, 12, 0, 0, 0, time.UTC))
	month.Day = min(d.Day, lastDay(month.Year, month.Month))
	return month
}

// lastDay is how many days a month has.
func lastDay(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 12, 0, 0, 0, time.UTC).Day()
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.noon().Weekday() }

// ISOWeek is the week that Swedish offices number: it begins on Monday and
// belongs to the year in which its Thursday lies.
func (d Date) ISOWeek() (year, week int) { return d.noon().ISOWeek() }

// DaysUntil is how many days there are from d to other, negative where other
// has been.
func (d Date) DaysUntil(other Date) int {
	return int(other.noon().Sub(d.noon()) / (24 * time.Hour))
}

// Prose is the date in full, "onsdag 24 mars 2027 (v. 12)", or "" for none.
func (d Date) Prose(l wording.Language) string { return d.say(l, wording.Day) }

// Short is the date without its year, "24 mars", or "" for none.
func (d Date) Short(l wording.Language) string { return d.say(l, wording.ShortDay) }

func (d Date) say(l wording.Language, how func(wording.Language, time.Time) string) string {
	if d.IsZero() {
		return ""
	}
	return how(l, d.noon())
}

// noon stands for the date where time's own arithmetic serves. Every day has
// exactly one noon in UTC.
func (d Date) noon() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
}
