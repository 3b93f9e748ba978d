package definition

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// checkEscalates warns of a deadline whose state is always left on its last day, so
// that nobody is ever told that it has passed, and of one whose last day is taken away in the
// morning from whoever was promised it.
func (s *scope) checkEscalates(st State) {
	d := st.Deadline
	if d == nil {
		return
	}
	late := len(d.afterwards()) > 0
	for _, t := range s.exits(st.Name) {
		surely := t.When == nil && t.Windows.IsZero() && slices.ContainsFunc(t.To, func(to Target) bool { return to.When == nil && to.State != st.Name })
		if surely && slices.ContainsFunc(t.On, d.endsEarlier) {
			s.r.warn(d.Pos, "never_late", wording.Args{"Found": st.Name, "Step": t.Name})
		}
		cut := slices.ContainsFunc(t.On, func(on Trigger) bool { return on.When == nil && d.outlasts(on) })
		if cut && !d.Within.IsZero() && !(late && surely) && s.shutsOut(st, t) {
			s.r.warn(t.Pos, "last_day_cut", wording.Args{"Found": st.Name, "Step": t.Name})
		}
		if late && surely && cut {
			s.r.warn(d.Pos, "never_escalates", wording.Args{"Found": st.Name, "Step": t.Name})
		}
	}
}

// shutsOut says whether people may take a step from a state that they may take no more where
// another step has led.
func (s *scope) shutsOut(st State, by *Transition) bool {
	return slices.ContainsFunc(s.exits(st.Name), func(t *Transition) bool {
		return len(t.On) == 0 && !t.bySystem() && slices.ContainsFunc(by.To, func(to Target) bool {
			return to.State != st.Name && !slices.Contains(t.From, to.State)
		})
	})
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
	return !slices.ContainsFunc(d.afterwards(), func(p calendar.Period) bool {
		least, _ := p.Days()
		return p.Unit != calendar.Workdays && least <= mostClosed
	})
}

// afterwards is how long after a deadline each one is told that is told of its passing.
func (d *Deadline) afterwards() []calendar.Period {
	var all []calendar.Period
	for _, r := range d.Remind {
		if r.Side == calendar.After {
			all = append(all, r.Period)
		}
	}
	if d.Every != nil {
		all = append(all, d.Every.Period)
	}
	for _, e := range d.Escalate {
		all = append(all, e.After)
	}
	return all
}
