package engine

import (
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// followDates lets everything that hangs on a date of the proposal follow where the
// date has moved, come to be, or gone: deadlines, steps on time, rounds that wait.
func (d *deciding) followDates() {
	for i := range d.p.Deadlines {
		if deadline := &d.p.Deadlines[i]; deadline.Status == Running {
			d.followDate(deadline)
		}
	}
	d.followState()
	for i := range d.p.Rounds {
		round := &d.p.Rounds[i]
		line := d.flow.Round(round.Name)
		dated := line != nil && line.Deadline != nil && line.Deadline.At != nil
		if dated && round.Open() && d.p.RoundDeadline(round.ID) == nil {
			d.startRoundDeadline(line, round)
		}
	}
	d.tendWindows()
	for _, name := range slices.Clone(d.p.Awaiting) {
		if line := d.flow.Round(name); line != nil && line.At == nil && d.openIn(line) {
			continue
		}
		if line := d.flow.Round(name); line != nil && line.At != nil && !d.date(line.At).IsZero() {
			d.openLater(line)
		}
	}
}

// followState starts what hangs on a date of the state, once there is one.
func (d *deciding) followState() {
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
			if trigger.Kind == definition.OnDate && leadsFrom(t, state.Name) && !d.clocked(t.Name, trigger.Date.String()) {
				d.startClock(t, trigger)
			}
		}
	}
}

// clocked says whether a step's clock runs towards a date of the proposal.
func (d *deciding) clocked(transition, date string) bool {
	for _, deadline := range d.p.Deadlines {
		if deadline.About == aboutTransition && deadline.Name == transition && deadline.On == date && deadline.Status == Running {
			return true
		}
	}
	return false
}

// followDate moves one running deadline to where its date is now, and stops one
// whose date is gone. That of a meeting which is cancelled stands until there is
// another: nobody waits without a date because of that.
func (d *deciding) followDate(deadline *Deadline) {
	var m calendar.Moment
	var there bool
	var timers func() []Timer
	switch deadline.About {
	case aboutState, aboutRound:
		line := d.lineOf(deadline)
		if line == nil || line.At == nil || line.At.Recurs() {
			return
		}
		m, there = d.moment(line)
		timers = func() []Timer {
			return append(append(d.timers(line, m), d.missed(deadline, line, m)...), d.lastTimer(deadline, line, m)...)
		}
	case aboutTransition:
		var hangs bool
		if m, hangs, there = d.clockOf(deadline); !hangs {
			return
		}
		timers = func() []Timer { return []Timer{d.timer(Transition, 0, deadline.Name, m.At)} }
	case aboutOpening:
		d.followOpening(deadline)
		return
	default: // a clock counts from no date
		return
	}
	switch {
	case !there && d.meetingGone(deadline):
	case !there:
		d.stop(deadline)
		deadline.Status = Stopped
	case !m.At.Equal(deadline.Moment.At):
		d.moveTo(deadline, m, timers())
	}
}

// meetingGone says whether a deadline is that of a meeting which the proposal had.
func (d *deciding) meetingGone(deadline *Deadline) bool {
	line := d.lineOf(deadline)
	return line != nil && line.At != nil && line.At.Of == "meeting" && d.p.Meeting == nil
}

// missed is the reminder that a deadline has at once where somebody has brought it so
// near that every time to be reminded of it has been, and whoever it concerns is not
// told of its new day otherwise.
func (d *deciding) missed(deadline *Deadline, line *definition.Deadline, m calendar.Moment) []Timer {
	was, byHand := deadline.Moment, d.act.Kind == Edit || d.act.Kind == Do
	if !byHand || deadline.About == aboutRound || d.holderWasTold() || len(line.Remind) == 0 || !m.At.Before(was.At) || !m.At.After(d.now) {
		return nil
	}
	nearest, last := -1, time.Time{}
	for step, offset := range line.Remind {
		due := d.pack.Calendar.Remind(m, offset)
		if due.After(d.now) {
			return nil
		}
		if nearest < 0 || due.After(last) {
			nearest, last = step, due
		}
	}
	return []Timer{d.timer(Remind, nearest, "", d.now)}
}

// followOpening moves the date on which a round opens. Without one the round waits
// for another.
func (d *deciding) followOpening(deadline *Deadline) {
	round, line := d.latest(deadline.Round), d.flow.Round(deadline.Name)
	if round == nil || line == nil || line.At == nil || line.At.Recurs() {
		return
	}
	date := d.date(line.At)
	if date.IsZero() {
		if !round.OpensOn.IsZero() {
			d.openLater(line)
		}
		return
	}
	m := d.opening(date)
	came := !date.After(d.today) && d.shutRound(line) != nil // it waits for a window
	if m.Date == round.OpensOn || came && round.OpensOn.After(date) {
		return
	}
	round.OpensOn = m.Date
	d.touched.rounds[round.ID] = true
	d.moveTo(deadline, m, []Timer{d.timer(OpenRound, 0, deadline.Name, m.At)})
}

// moveTo gives a deadline another moment, and timers in place of those that have
// not rung.
func (d *deciding) moveTo(deadline *Deadline, m calendar.Moment, timers []Timer) {
	deadline.voidTimers()
	deadline.Moment, deadline.Timers = m, append(deadline.Timers, timers...)
	d.touched.deadlines[deadline.ID] = true
}

// clockOf is when a step is taken that hangs on a date of the proposal, whether its
// clock hangs on one, and whether the proposal has it.
func (d *deciding) clockOf(deadline *Deadline) (m calendar.Moment, hangs, there bool) {
	if t := d.flow.Transition(deadline.Name); t != nil {
		for _, trigger := range t.On {
			if trigger.Kind == definition.OnDate && trigger.Date.String() == deadline.On && !trigger.Date.Recurs() {
				m, there = d.dayOf(trigger)
				return m, true, there
			}
		}
	}
	return m, false, false
}

// dayOf is the opening of the day that a trigger names, or its very time where it names
// one; false where the proposal has no such date.
func (d *deciding) dayOf(trigger definition.Trigger) (calendar.Moment, bool) {
	date := d.base(trigger.Date)
	if date.IsZero() {
		return calendar.Moment{}, false
	}
	return d.toCome(trigger.Date, date, func(day calendar.Date) calendar.Moment {
		hour := d.hour(trigger.Date)
		m := d.pack.Calendar.From(day, trigger.Date.Offset, hour, "")
		if hour == "" {
			m.At = d.pack.Calendar.Opening(m.Date)
		}
		return m
	}), true
}

// opening is when a round opens that waits for a date: as the office opens that day, or
// the workday after, since nobody is asked on a closed day.
func (d *deciding) opening(date calendar.Date) calendar.Moment {
	m := d.pack.Calendar.On(date, "", calendar.ElseNext)
	m.At = d.pack.Calendar.Opening(m.Date)
	return m
}
