package definition

import (
	"slices"

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
		if late && surely && slices.ContainsFunc(t.On, func(on Trigger) bool { return on.When == nil && d.endsOn(on) }) {
			s.r.warn(d.Pos, "never_escalates", wording.Args{"Found": st.Name, "Step": t.Name})
		}
	}
}

// endsOn says whether a trigger comes on a deadline's last day.
func (d *Deadline) endsOn(on Trigger) bool {
	if d.At != nil {
		return on.Kind == OnDate && d.Else == "" && sameDate(on.Date, d.At)
	}
	return on.Kind == OnTime && d.Else == "" && on.Period == d.Within
}
