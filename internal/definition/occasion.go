package definition

import (
	"slices"

	"beredd/internal/calendar"
)

// An Occasion is one meeting of a series.
type Occasion struct {
	Series *Series
	Date   calendar.Date
	Moment calendar.Moment // when it begins, with the explanation of the date
}

// Occasions lists the year's meetings, in order of date and then of the pack.
func (c *Cycle) Occasions(days *calendar.Calendar, year int) []Occasion {
	var all []Occasion
	for i := range c.Meetings {
		s := &c.Meetings[i]
		if s.Rule != nil {
			for _, m := range days.Occurrences(s.Rule, year, s.Else) {
				all = append(all, Occasion{Series: s, Date: m.Date, Moment: m})
			}
		}
		for _, date := range s.Dates {
			if date.Year == year {
				all = append(all, Occasion{Series: s, Date: date, Moment: days.On(date, s.Start, "")})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Occasion) int { return b.Date.DaysUntil(a.Date) })
	return all
}

// Gathers says whether a body meets in the series; "" is any body.
func (s *Series) Gathers(body string) bool { return body == "" || slices.Contains(s.Bodies, body) }
