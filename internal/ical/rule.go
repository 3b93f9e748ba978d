package ical

import (
	"fmt"
	"strings"
	"time"
)

// rule is how changes of the clock come again, one a year on a weekday of a month,
// as an RRULE; false where they don't.
func rule(same []onset) (string, bool) {
	if len(same) < sampled-1 {
		return "", false
	}
	first, low, high, last := same[0].wall, 31, 1, true
	for i, o := range same {
		t := o.wall
		if t.Year() != first.Year()+i || t.Month() != first.Month() || t.Weekday() != first.Weekday() || clock(t) != clock(first) {
			return "", false
		}
		low, high = min(low, t.Day()), max(high, t.Day())
		last = last && t.AddDate(0, 0, 7).Month() != t.Month()
	}
	if high-low > 6 && !last {
		return "", false
	}
	return fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;", first.Month()) + onWhich(first.Weekday(), low, high, last), true
}

// onWhich is which of a month's weekdays it is: the last, the second, or the one
// that falls within seven days.
func onWhich(weekday time.Weekday, low, high int, last bool) string {
	day := strings.ToUpper(weekday.String()[:2])
	switch {
	case last:
		return "BYDAY=-1" + day
	case (low-1)/7 == (high-1)/7:
		return fmt.Sprintf("BYDAY=%d%s", (low-1)/7+1, day)
	}
	days := make([]string, 0, 7)
	for d := low; d <= high; d++ {
		days = append(days, fmt.Sprint(d))
	}
	return "BYDAY=" + day + ";BYMONTHDAY=" + strings.Join(days, ",")
}

func clock(t time.Time) string { return t.Format("15:04:05") }
