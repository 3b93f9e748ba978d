package calendar

import (
	"time"

	"beredd/internal/wording"
)

// A Closing is a day that the collaboration is closed every year, or several on end. Its
// rule counts no workdays: which those are, it has a say in itself.
type Closing struct {
	Rule *Rule
	Name wording.Text
}

// days are those of a calendar year on which it is closed.
func (own Closing) days(c *Calendar, year int) []Date {
	var days []Date
	first, last := Date{year, time.January, 1}, Date{year, time.December, 31}
	for _, end := range c.Named(own.Rule, first, Date{year + 1, time.December, 31}) { // the last may be after the new year
		for day := own.Rule.Begins(end); !day.After(end) && !day.After(last); day = day.AddDays(1) {
			if day.Year == year {
				days = append(days, day)
			}
		}
	}
	return days
}

// CountsWorkdays says whether a rule's days depend on which days are workdays.
func (r *Rule) CountsWorkdays() bool {
	switch kind := r.kind.(type) {
	case monthly:
		return kind.workday
	case beside:
		return kind.offset.Period.Unit == Workdays
	}
	return false
}
