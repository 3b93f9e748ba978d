package engine

import (
	"reflect"
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// countAnew lets every date follow the new edition. What both editions say alike
// stands as it stood, with the reminders that have gone; what differs is counted
// from when what it is about began. was is what the state was called.
func (a *adopting) countAnew(was string) {
	a.stateAnew(was)
	a.stepsAnew()
	for i := range a.p.Rounds {
		if round := &a.p.Rounds[i]; round.Open() {
			a.roundAnew(round)
		}
	}
	a.clocksAnew()
	a.stopDeadlines(func(x *Deadline) bool { return x.About == aboutWindow && a.flow.Window(x.Name) == nil })
	a.followDates()
	a.tendClocks()
	a.tendWindows()
}

// stateAnew counts the deadline of the state from when it was entered.
func (a *adopting) stateAnew(was string) {
	before := a.was.State(was)
	running := a.p.runs(aboutState, was)
	if before != nil && running != nil && sameLine(before.Deadline, a.state.Deadline) {
		running.Name = a.state.Name
		a.touched.deadlines[running.ID] = true
		return
	}
	if before != nil && a.keepsLeft(running, before.Deadline, a.state.Deadline) {
		running.Name = a.state.Name
		return
	}
	a.stopped(running)
	if a.state.Deadline != nil {
		a.startFrom(a.p.Entered, Deadline{About: aboutState, Name: a.state.Name}, a.state.Deadline)
	}
}

// stepsAnew counts the steps that time takes from the state.
func (a *adopting) stepsAnew() {
	d := a.deciding
	stood := len(d.p.Deadlines)
	now := d.now
	d.now = d.p.Entered // what follows is counted from there
	d.entered(&definition.State{Name: a.state.Name})
	d.now = now
	fresh := slices.Clone(d.p.Deadlines[stood:])
	d.p.Deadlines = d.p.Deadlines[:stood]
	for i := range d.p.Deadlines {
		old := &d.p.Deadlines[i]
		if old.Status != Running || old.About != aboutTransition && old.About != aboutWaiting {
			continue
		}
		at := slices.IndexFunc(fresh, func(x Deadline) bool { return x.Name == old.Name && x.On == old.On && x.Moment.At.Equal(old.Moment.At) })
		step := a.flow.Transition(old.Name)
		switch {
		case old.About == aboutTransition && at >= 0:
			fresh = slices.Delete(fresh, at, at+1)
		case old.About == aboutTransition, step == nil, !leadsFrom(step, a.state.Name):
			a.stopped(old)
		}
	}
	for _, x := range fresh {
		x.StartedAt = d.now
		d.p.Deadlines = append(d.p.Deadlines, x)
		d.touched.deadlines[x.ID] = true
	}
}

// roundAnew counts the deadline of an open round from when it opened.
func (a *adopting) roundAnew(round *Round) {
	line, before := a.flow.Round(round.Name), a.was.Round(round.Name)
	for old, new := range a.rounds {
		if new == round.Name {
			before = a.was.Round(old)
		}
	}
	if line == nil {
		return
	}
	running := a.p.RoundDeadline(round.ID)
	if running != nil && before != nil && sameLine(before.Deadline, line.Deadline) && running.expires() == (a.lastTimer(running, line.Deadline, running.Moment) != nil) {
		return
	}
	if before != nil && a.keepsLeft(running, before.Deadline, line.Deadline) {
		return
	}
	a.stopped(running)
	if line.Deadline == nil {
		return
	}
	if x := a.startFrom(round.OpenedAt, Deadline{About: aboutRound, Name: round.Name, Round: round.ID}, line.Deadline); x != nil {
		x.Timers = append(x.Timers, a.lastTimer(x, line.Deadline, x.Moment)...)
	}
}

// keepsLeft lets a deadline that stands still, or has, keep what was left, and as much
// more or less as the new edition gives it; false where it has never stood still, or its
// time is measured otherwise now.
func (a *adopting) keepsLeft(x *Deadline, was, is *definition.Deadline) bool {
	stood := x != nil && (x.Status == Paused || !x.Resumed.At.IsZero())
	if !stood || was == nil || is == nil || is.At != nil || was.Within.Unit != is.Within.Unit {
		return false
	}
	a.touched.deadlines[x.ID] = true
	if x.Status == Paused {
		x.Left = a.moreLeft(x.Left, was, is, x.StartedAt)
		a.happened(ClockStopped, a.pauseData(x), Private{})
		return true
	}
	x.Resumed.Left = a.moreLeft(x.Resumed.Left, was, is, x.StartedAt)
	m := a.countOn(x, is)
	a.moveTo(x, m, append(a.timers(is, m), a.endTimers(x, is, m)...))
	return true
}

// expires says whether something still follows from silence.
func (d *Deadline) expires() bool {
	return slices.ContainsFunc(d.Timers, func(t Timer) bool { return t.Kind == Expire && !t.Void })
}

// clocksAnew gives a clock that has begun as much more or less as the new edition
// gives it, and lets go of one that is gone.
func (a *adopting) clocksAnew() {
	for i := range a.was.Clocks {
		before := &a.was.Clocks[i]
		clock, line := a.p.Clock(before.Name), a.flow.Clock(before.Name)
		switch {
		case !clock.ticks():
		case line == nil:
			a.stopped(clock)
		case !sameLine(before.Deadline, line.Deadline):
			a.clockAnew(before, line, clock)
		}
	}
}

func (a *adopting) clockAnew(before, line *definition.Clock, clock *Deadline) {
	if before.Deadline.Within.Unit != line.Deadline.Within.Unit {
		a.stopped(clock) // tendClocks begins it again
		return
	}
	left := clock.Left
	if clock.Status == Running {
		left = a.leftOf(before.Deadline, clock, a.now)
		clock.voidTimers()
	}
	left = a.moreLeft(left, before.Deadline, line.Deadline, clock.StartedAt)
	clock.Left = left
	a.touched.deadlines[clock.ID] = true
	if clock.Status == Running {
		a.resume(line, clock)
		return
	}
	a.happened(ClockStopped, Data{About: aboutClock, Name: line.Name, Left: left}, Private{})
}

// startFrom starts a deadline counted from a time that has been. What it would have
// reminded and told of before now it leaves out.
func (a *adopting) startFrom(from time.Time, deadline Deadline, line *definition.Deadline) *Deadline {
	moment, ok := a.momentFrom(line, from)
	if !ok {
		return nil
	}
	deadline.Moment = moment
	x := a.start(deadline, line)
	at := len(a.p.Deadlines) - 1
	passed := slices.ContainsFunc(x.Timers, func(t Timer) bool { return t.Kind == Overdue && !t.DueAt.After(a.now) })
	x.Timers = slices.DeleteFunc(x.Timers, func(t Timer) bool { return !t.DueAt.After(a.now) })
	if passed {
		a.nextOverdue(at, 0)
	}
	return &a.p.Deadlines[at]
}

// stopped ends a deadline that nothing waits for any more, be it nil.
func (a *adopting) stopped(deadline *Deadline) {
	if deadline == nil {
		return
	}
	a.stop(deadline)
	deadline.Status = Stopped
}

// momentFrom is when a deadline ends that is counted from a time.
func (d *deciding) momentFrom(line *definition.Deadline, from time.Time) (calendar.Moment, bool) {
	if line.At == nil {
		return d.within(line, from), true
	}
	return d.moment(line)
}

// runs is the deadline about something by name that waits for its end, or nil.
func (p Proposal) runs(about, name string) *Deadline {
	for i := len(p.Deadlines) - 1; i >= 0; i-- {
		if x := &p.Deadlines[i]; x.About == about && x.Name == name && x.waits() {
			return x
		}
	}
	return nil
}

// sameLine says whether two editions say the same of a deadline, wherever it stands
// in their files.
func sameLine(a, b *definition.Deadline) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, y := *a, *b
	x.Pos, y.Pos = source.Pos{}, source.Pos{}
	if (x.At == nil) != (y.At == nil) || x.At != nil && x.At.String() != y.At.String() {
		return false
	}
	x.At, y.At = nil, nil
	return reflect.DeepEqual(x, y)
}
