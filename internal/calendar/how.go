package calendar

import (
	"strings"

	"beredd/internal/wording"
)

// How is the explanation without the deadline itself, for where the day has just
// been said: "20 arbetsdagar efter 2 februari 2026; ingen stängd dag emellan". It
// is "" where the day was named and not counted. A day on which the deadline does
// not stand, since it was moved, is still told.
func (m Moment) How(l wording.Language) string {
	said := m.Explanation.In(l)
	for _, day := range []string{m.timed(l), m.Date.Prose(l)} {
		if said == day {
			return ""
		}
		for _, before := range []string{": ", ", "} {
			if rest, found := strings.CutSuffix(said, before+day); found {
				return rest
			}
			for _, after := range []string{"; ", ", "} {
				said = strings.Replace(said, before+day+after, after, 1)
			}
		}
		said = strings.TrimPrefix(said, day+", ")
	}
	return said
}

// timed is the deadline's day with its hour, where it has one.
func (m Moment) timed(l wording.Language) string {
	if clock := read(m.Time); clock != nil {
		return timed(m.Date, clock).In(l)
	}
	return m.Date.Prose(l)
}
