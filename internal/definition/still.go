package definition

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// Has says whether a day lies in a window of the calendar: of every year, or between
// dates that the pack gives. No day lies in any other.
func (w *Window) Has(day calendar.Date) bool {
	switch {
	case !w.OfCalendar():
		return false
	case !w.Yearly():
		return !day.Before(w.From.Date) && !w.To.Date.Before(day)
	}
	from, to := w.From.Yearly.In(day.Year), w.To.Yearly.In(day.Year)
	if to.Before(from) { // over the new year
		return !day.Before(from) || !to.Before(day)
	}
	return !day.Before(from) && !to.Before(day)
}

// OfCalendar says whether it is known of a window on which days it is open, whatever
// happens to a proposal.
func (w *Window) OfCalendar() bool { return w.Yearly() || !w.From.Date.IsZero() && !w.To.Date.IsZero() }

// standStill notes a line of windows in which a time stands still.
func (s *scope) standStill(n node) { s.stands = append(s.stands, n) }

// checkStill reports times that stand still in windows whose days nobody knows
// beforehand, or on every day of the year.
func (s *scope) checkStill() {
	for _, n := range s.stands {
		var still []*Window
		for _, item := range n.each() {
			w := s.flow.Window(item.text)
			switch {
			case w == nil:
			case !w.OfCalendar():
				s.r.fail(item.pos, "stops_unknown_days", wording.Args{"Found": w.Name})
			default:
				still = append(still, w)
			}
		}
		if len(still) > 0 && alwaysIn(still) {
			s.r.fail(n.pos, "stops_for_ever", nil)
		}
	}
}

// alwaysIn says whether every day of a year of no date's own lies in some window.
func alwaysIn(windows []*Window) bool {
	for day := (calendar.Date{Year: 2203, Month: 1, Day: 1}); day.Year == 2203; day = day.AddDays(1) {
		if !slices.ContainsFunc(windows, func(w *Window) bool { return w.Has(day) }) {
			return false
		}
	}
	return true
}
