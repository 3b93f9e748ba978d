package definition

import (
	"slices"
	"time"

	"beredd/internal/calendar"
)

// An Occasion is one meeting of a series.
type Occasion struct {
	Series *Series
	Date   calendar.Date
	Moment calendar.Moment // when it begins, with the explanation of the date
}

// Occasions lists the meetings that stand in a calendar year, in order of date and then
// of the pack: those of series with days of their own. Of a rule's meeting the moment
// is the day.
func (c *Cycle) Occasions(days *calendar.Calendar, year int) []Occasion {
	var all []Occasion
	first, last := calendar.Date{Year: year, Month: time.January, Day: 1}, calendar.Date{Year: year, Month: time.December, Day: 31}
	for i := range c.Meetings {
		s := &c.Meetings[i]
		for _, one := range s.held(days, first.AddDays(-strays), last.AddDays(strays), "") {
			if one.at.Date.Year == year {
				all = append(all, Occasion{Series: s, Date: one.at.Date, Moment: one.at})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Occasion) int { return b.Date.DaysUntil(a.Date) })
	return all
}

// Gathers says whether a body meets in the series; "" is any body.
func (s *Series) Gathers(body string) bool { return body == "" || slices.Contains(s.Bodies, body) }
