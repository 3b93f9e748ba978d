package definition

import (
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// proposed adds days for a series that only says how many times a year it meets: the
// third Wednesday of as many months, spread over those that it names, moved from closed
// days and out of quiet weeks.
func (p *plan) proposed(s *Series, year int) {
	months := s.spread()
	for i, month := range months {
		named := wednesday(year, month, months, i)
		at := p.days.On(named, s.Start, calendar.ElseNextAwake)
		at.Explanation = wording.Both("calendar.proposed", wording.Args{"Count": s.Times, "Day": at.Explanation})
		one := p.of(s, sitting{named, at.Date, at})
		one.Proposed = true
		p.add(one)
	}
}

// spread is in which months a series meets, as evenly over those that it names as may be.
func (s *Series) spread() []time.Month {
	months := s.In
	if len(months) == 0 {
		for m := time.January; m <= time.December; m++ {
			months = append(months, m)
		}
	}
	spread := make([]time.Month, s.Times)
	for i := range spread {
		spread[i] = months[i*len(months)/s.Times]
	}
	return spread
}

// wednesday is the third of a month, or one of several where the series meets in it more
// than once.
func wednesday(year int, month time.Month, months []time.Month, i int) calendar.Date {
	first := calendar.Date{Year: year, Month: month, Day: 1}
	before, all := 0, 0
	for j, other := range months {
		if other == month {
			all++
		}
		if other == month && j < i {
			before++
		}
	}
	n := 2
	if all > 1 {
		n = before * 4 / all
	}
	return first.AddDays(int(time.Wednesday-first.Weekday()+7)%7 + 7*n)
}
