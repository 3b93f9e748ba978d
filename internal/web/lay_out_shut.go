package web

import (
	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// shut says that a day is one on which the offices are closed or which is in a quiet week,
// with the workdays beside it; "" of any other. It is a word of warning: who moves a
// meeting may choose the day all the same.
func (s *Server) shut(v *visit, said string) string {
	day, err := calendar.ParseDate(said)
	if err != nil {
		return ""
	}
	days := s.Pack.Calendar
	why, closed := days.Closed(day)
	switch {
	case closed:
		return v.say("meeting.move.shut", wording.Args{"Day": day.Prose(v.lang), "Why": why.In(v.lang),
			"Before": days.PreviousWorkday(day).Prose(v.lang), "After": days.NextWorkday(day).Prose(v.lang)})
	case days.Quiet(day):
		return v.say("meeting.move.quiet", wording.Args{"Day": day.Prose(v.lang)})
	}
	return ""
}
