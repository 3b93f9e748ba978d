package definition

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition/source"
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
func (s *scope) standStill(n source.Node) { s.stands = append(s.stands, n) }

// checkStill reports times that stand still in windows whose days nobody knows
// beforehand, or on every day of the year.
func (s *scope) checkStill() {
	for _, n := range s.stands {
		var still []*Window
		for _, item := range n.Each() {
			w := s.flow.Window(item.Text)
			switch {
			case w == nil:
			case !w.OfCalendar():
				s.r.fail(item.Pos, "stops_unknown_days", wording.Args{"Found": w.Name})
			default:
				still = append(still, w)
			}
		}
		if len(still) > 0 && alwaysIn(still) {
			s.r.fail(n.Pos, "stops_for_ever", nil)
		}
	}
}

// alwaysIn says whether every day of a year of no date's own lies in some window.
func alwaysIn(windows []*Window) bool { return daysIn(windows) == 365 }

// daysIn is how many days of a year of no date's own lie in some window.
func daysIn(windows []*Window) (count int) {
	for day := (calendar.Date{Year: 2203, Month: 1, Day: 1}); day.Year == 2203; day = day.AddDays(1) {
		if slices.ContainsFunc(windows, func(w *Window) bool { return w.Has(day) }) {
			count++
		}
	}
	return count
}

// nearlyAlways is of how many days of the year it is asked whether a window that has to
// be waited out was meant to be the rest of the year: three quarters.
const nearlyAlways = 274

// checkWaitedOut warns of a window of every year that leaves little of the year to what
// waits for its end.
func (s *scope) checkWaitedOut() {
	for i := range s.flow.Windows {
		w := &s.flow.Windows[i]
		if !w.Yearly() || w.allYear() || !s.waitedOut(w.Name) {
			continue
		}
		if days := daysIn([]*Window{w}); days >= nearlyAlways {
			s.r.warn(w.begins, "window_nearly_always", wording.Args{"Found": w.Title, "Days": days})
		}
	}
}

// waitedOut says whether a time stands still in a window, or something may not be done.
func (s *scope) waitedOut(window string) bool {
	return slices.Contains(s.flow.OpenedIn.NotDuring, window) ||
		slices.ContainsFunc(s.stands, func(n source.Node) bool { return slices.Contains(texts(n), window) }) ||
		slices.ContainsFunc(s.flow.Rounds, func(r Round) bool { return slices.Contains(r.NotDuring, window) }) ||
		slices.ContainsFunc(s.flow.Transitions, func(t Transition) bool { return slices.Contains(t.Windows.NotDuring, window) })
}
