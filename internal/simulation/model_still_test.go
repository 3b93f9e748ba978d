package simulation_test

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// A waiting is a time that stands still while something else is under way, and then goes on
// with what was left of it.
type waiting struct {
	due    calendar.Date
	still  bool
	left   int  // while it stands still, in the unit of its line
	unsure bool // it has passed, or is told in a way that the model does not count
}

// waits says whether a deadline's line has other things to wait for.
func waits(line *definition.Deadline) bool {
	return line != nil && len(line.Runs)+len(line.Stops) > 0
}

// begins starts a time that may wait, from today.
func (w town) begins(m *model, line *definition.Deadline) *waiting {
	t := &waiting{}
	whole := line.Within.Unit == calendar.Days || line.Within.Unit == calendar.Workdays
	if line.At != nil || line.Time != "" || line.Else != "" || len(line.Still) > 0 || !whole {
		t.unsure = true
		return t
	}
	t.due, _ = w.counted(w.today, line.Within, 1, "")
	w.tends(m, line, t)
	return t
}

// tends lets a time stand still, or go on, as the proposal stands.
func (w town) tends(m *model, line *definition.Deadline, t *waiting) {
	still := len(line.Runs) > 0 && !slices.Contains(line.Runs, m.state)
	for _, name := range line.Stops {
		a := m.latest(name)
		still = still || a != nil && a.open
	}
	switch {
	case t.unsure || still == t.still:
	case still && t.due.Before(w.today):
		t.unsure = true // what happens to what has passed is for others to try
	case still:
		t.left, t.still = w.until(t.due, line.Within.Unit), true
	default:
		t.due, _ = w.counted(w.today, calendar.Period{Count: t.left, Unit: line.Within.Unit}, 1, "")
		t.still = false
	}
}

// until counts the days, or the workdays, from today to a day, one by one.
func (w town) until(due calendar.Date, unit calendar.Unit) (n int) {
	for day := w.today; day.Before(due); {
		day = day.AddDays(1)
		n += truth(unit == calendar.Days || w.isWorkday(day))
	}
	return n
}

// still lets every time that may wait follow a change.
func (h *hearing) still(entered bool) {
	m := h.model
	if line := m.flow.State(m.state).Deadline; !waits(line) {
		m.clock = nil
	} else if entered || m.clock == nil {
		m.clock = h.begins(m, line)
	} else {
		after := *m.clock
		h.tends(m, line, &after)
		m.clock = &after
	}
	for _, a := range m.asks {
		switch line := a.line.Deadline; {
		case !waits(line) || !a.open:
		case a.clock == nil:
			a.clock = h.begins(m, line)
		default:
			h.tends(m, line, a.clock)
		}
	}
}
