package definition

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// checkEscalates warns of a deadline whose state is always left on its last day, so
// that nobody is ever told that it has passed.
func (s *scope) checkEscalates(st State) {
	d := st.Deadline
	if d == nil {
		return
	}
	late := len(d.Escalate) > 0 || d.Every != nil
	for _, t := range s.exits(st.Name) {
		surely := t.When == nil && t.Windows.IsZero() && slices.ContainsFunc(t.To, func(to Target) bool { return to.When == nil && to.State != st.Name })
		if surely && slices.ContainsFunc(t.On, d.endsEarlier) {
			s.r.warn(d.Pos, "never_late", wording.Args{"Found": st.Name, "Step": t.Name})
		}
		if late && surely && slices.ContainsFunc(t.On, func(on Trigger) bool { return on.When == nil && d.outlasts(on) }) {
			s.r.warn(d.Pos, "never_escalates", wording.Args{"Found": st.Name, "Step": t.Name})
		}
	}
}

// outlasts says whether a trigger surely comes before anybody is told that a deadline has
// passed: on its last day, or on the day that it is moved from where that is closed.
func (d *Deadline) outlasts(on Trigger) bool {
	same := on.Kind == OnTime && on.Period == d.Within
	if d.At != nil {
		same = on.Kind == OnDate && sameDate(on.Date, d.At)
	}
	back := d.Else == calendar.ElsePrevious || d.Else == calendar.ElsePreviousAwake
	return same && (!back || d.Else == calendar.ElsePrevious && d.toldLate())
}

// mostClosed is how many days on end are closed at most, at Christmas and at Easter.
const mostClosed = 4

// toldLate says whether nobody is told of a deadline's passing in the closed days after
// the day that it is moved back to.
func (d *Deadline) toldLate() bool {
	late := func(p calendar.Period) bool {
		least, _ := p.Days()
		return p.Unit == calendar.Workdays || least > mostClosed
	}
	return (d.Every == nil || late(d.Every.Period)) &&
		!slices.ContainsFunc(d.Escalate, func(e Escalation) bool { return !late(e.After) })
}
