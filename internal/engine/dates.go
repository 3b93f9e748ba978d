package engine

import (
	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// followDates lets everything that hangs on a date of the proposal follow where the
// date has moved, or has come to be: deadlines, steps on time, rounds that wait.
func (d *deciding) followDates() {
	for i := range d.p.Deadlines {
		if deadline := &d.p.Deadlines[i]; deadline.Status == Running {
			d.followDate(deadline)
		}
	}
	state := d.flow.State(d.p.State)
	if state == nil {
		return
	}
	if state.Deadline != nil && state.Deadline.At != nil && d.p.StateDeadline() == nil {
		d.startStateDeadline(state)
	}
	for i := range d.flow.Transitions {
		t := &d.flow.Transitions[i]
		for _, trigger := range t.On {
			if trigger.Kind == definition.OnDate && leadsFrom(t, state.Name) && !d.clocked(t.Name) {
				d.startClock(t, trigger)
			}
		}
	}
}

// clocked says whether a step's clock runs.
func (d *deciding) clocked(transition string) bool {
	for _, deadline := range d.p.Deadlines {
		if deadline.About == aboutTransition && deadline.Name == transition && deadline.Status == Running {
			return true
		}
	}
	return false
}

// followDate moves one running deadline to where its date is now. One whose date
// is gone stays where it was.
func (d *deciding) followDate(deadline *Deadline) {
	switch deadline.About {
	case aboutState, aboutRound:
		line := d.lineOf(deadline)
		if line == nil || line.At == nil {
			return
		}
		if m, ok := d.moment(line); ok && !m.At.Equal(deadline.Moment.At) {
			d.moveTo(deadline, m, append(d.timers(line, m), d.lastTimer(deadline, line, m)...))
		}
	case aboutTransition:
		if m, ok := d.clockOf(deadline.Name); ok && !m.At.Equal(deadline.Moment.At) {
			d.moveTo(deadline, m, []Timer{d.timer(Transition, 0, deadline.Name, m.At)})
		}
	case aboutOpening:
		round, line := d.latest(deadline.Round), d.flow.Round(deadline.Name)
		if round == nil || line == nil || line.At == nil {
			return
		}
		if date := d.date(line.At); !date.IsZero() && date != round.OpensOn {
			round.OpensOn = date
			d.touched.rounds[round.ID] = true
			m := d.opening(date)
			d.moveTo(deadline, m, []Timer{d.timer(OpenRound, 0, deadline.Name, m.At)})
		}
	}
}

// moveTo gives a deadline another moment, and timers in place of those that have
// not rung.
func (d *deciding) moveTo(deadline *Deadline, m calendar.Moment, timers []Timer) {
	for i := range deadline.Timers {
		if t := &deadline.Timers[i]; t.Done.IsZero() {
			t.Void = true
		}
	}
	deadline.Moment, deadline.Timers = m, append(deadline.Timers, timers...)
	d.touched.deadlines[deadline.ID] = true
}

// clockOf is when a step is taken that waits for a date of the proposal.
func (d *deciding) clockOf(transition string) (calendar.Moment, bool) {
	if t := d.flow.Transition(transition); t != nil {
		for _, trigger := range t.On {
			if trigger.Kind == definition.OnDate {
				return d.dayOf(trigger)
			}
		}
	}
	return calendar.Moment{}, false
}

// dayOf is the opening of the day that a trigger names, false where the proposal
// has no such date.
func (d *deciding) dayOf(trigger definition.Trigger) (calendar.Moment, bool) {
	date := d.date(trigger.Date)
	if date.IsZero() {
		return calendar.Moment{}, false
	}
	m := d.pack.Calendar.On(date, "", "")
	m.At = d.pack.Calendar.Opening(date)
	return m, true
}

// opening is when a round opens that waits for a date.
func (d *deciding) opening(date calendar.Date) calendar.Moment {
	m := d.pack.Calendar.On(date, "", "")
	m.At = d.pack.Calendar.Opening(d.pack.Calendar.NextWorkday(date))
	return m
}
