package engine

import (
	"fmt"
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// Clock is the newest deadline of a clock by name, or nil where it has not begun.
func (p Proposal) Clock(name string) *Deadline {
	for i := len(p.Deadlines) - 1; i >= 0; i-- {
		if d := &p.Deadlines[i]; d.About == aboutClock && d.Name == name {
			return d
		}
	}
	return nil
}

// hangsOnState says whether a deadline ends when the proposal leaves its state.
func (d *Deadline) hangsOnState() bool {
	return d.About != aboutRound && d.About != aboutExtension && d.About != aboutOpening && d.About != aboutClock && d.About != aboutWindow && d.About != aboutMuster
}

// ticks says whether a clock has begun and waits for its end, be it that it
// stands still.
func (d *Deadline) ticks() bool { return d != nil && (d.Status == Running || d.Status == Paused) }

// wind ends the clocks that what just happened ends, and lets go of those that it
// starts again: tendClocks starts them.
func (d *deciding) wind(round *Round, causes []cause) {
	fires := func(triggers []definition.Trigger) bool {
		return slices.ContainsFunc(triggers, func(t definition.Trigger) bool {
			return slices.ContainsFunc(causes, func(c cause) bool { return c.fires(t) }) && d.holds(t.When, round)
		})
	}
	state := d.flow.State(d.p.State)
	for i := range d.flow.Clocks {
		line := &d.flow.Clocks[i]
		clock := d.p.Clock(line.Name)
		switch {
		case clock == nil:
		case clock.ticks() && (fires(line.Until) || state != nil && state.Final):
			d.endClock(line, clock)
		case clock.ticks() && fires(line.StartsAgain):
			d.stop(clock)
			clock.Status = Stopped
		case fires(line.StartsAgain):
			clock.Status = Stopped
			d.touched.deadlines[clock.ID] = true
		}
	}
}

// endClock ends a clock that what it waited for has come: in time, or late.
func (d *deciding) endClock(line *definition.Clock, clock *Deadline) {
	if clock.Status == Running {
		clock.Left = d.leftOf(line.Deadline, clock, d.happensAt())
	}
	d.stop(clock)
	if clock.Status = Kept; clock.Left.Count < 0 {
		clock.Status = Late
	}
}

// tendClocks lets every clock run where it runs, and stand still elsewhere.
func (d *deciding) tendClocks() {
	for i := range d.flow.Clocks {
		line := &d.flow.Clocks[i]
		clock, runs := d.p.Clock(line.Name), d.runs(line)
		switch {
		case runs && (clock == nil || clock.Status == Stopped):
			d.startAgain(line, clock != nil)
		case runs && clock.Status == Paused:
			d.resume(line, clock)
		case !runs && clock != nil && clock.Status == Running:
			d.pause(line, clock)
		}
	}
}

// runs says whether a clock runs where the proposal stands now.
func (d *deciding) runs(line *definition.Clock) bool {
	return slices.Contains(line.Runs, d.p.State) && d.p.Closed.IsZero() &&
		!slices.ContainsFunc(d.p.Rounds, func(r Round) bool { return r.Open() && slices.Contains(line.Stops, r.Name) })
}

// startAgain gives a clock its whole time, for the first time or anew.
func (d *deciding) startAgain(line *definition.Clock, again bool) {
	moment, _ := d.moment(line.Deadline)
	clock := d.start(Deadline{About: aboutClock, Name: line.Name, Moment: moment}, line.Deadline)
	clock.Timers = append(clock.Timers, d.endTimers(clock, line.Deadline, moment)...)
	if again {
		d.happened(ClockAgain, Data{About: aboutClock, Name: line.Name, Due: moment.Date.String()}, Private{})
	}
}

// pause keeps what is left of a clock, in the unit it was given in. The day on
// which it stops is used.
func (d *deciding) pause(line *definition.Clock, clock *Deadline) {
	clock.Left, clock.Status = d.leftOf(line.Deadline, clock, d.happensAt()), Paused
	clock.voidTimers()
	d.touched.deadlines[clock.ID] = true
	d.happened(ClockStopped, Data{About: aboutClock, Name: line.Name, Left: clock.Left}, Private{})
}

// happensAt is when what happens now was to happen: now, or after downtime when
// it was due, where time does it.
func (d *deciding) happensAt() time.Time {
	if d.due.IsZero() {
		return d.now
	}
	return d.due
}

// resume lets a clock go on with what was left, from today. Of its reminders
// those are set that are still to come.
func (d *deciding) resume(line *definition.Clock, clock *Deadline) {
	left := clock.Left
	d.goesOn(slices.IndexFunc(d.p.Deadlines, func(o Deadline) bool { return o.ID == clock.ID }), line.Deadline)
	d.happened(ClockResumed, Data{About: aboutClock, Name: line.Name, Left: left, Due: clock.Moment.Date.String()}, Private{})
}

// pass is when a clock's time is out: what waits for it goes on.
func (d *deciding) pass(deadline Deadline) {
	d.happened(ClockPassed, Data{About: aboutClock, Name: deadline.Name, Due: deadline.Moment.Date.String()}, Private{})
	d.triggered(nil, cause{definition.OnClock, deadline.Name})
	d.settle()
}

// leftOf is what is left of a running deadline at a time, less than nothing where it
// has passed.
func (d *deciding) leftOf(line *definition.Deadline, deadline *Deadline, at time.Time) calendar.Period {
	return d.pack.Calendar.LeftBut(at, deadline.Moment, line.Within.Unit, d.still(line.Still))
}

// left is how much is left of a clock, in the unit it was given in.
func (d *deciding) left(name string) int {
	line := d.flow.Clock(name)
	if line == nil {
		return 0
	}
	left := line.Deadline.Within
	switch clock := d.p.Clock(name); {
	case clock == nil:
	case clock.Status == Running:
		left = d.leftOf(line.Deadline, clock, d.now)
	case clock.Status != Stopped:
		left = clock.Left
	}
	if left.Unit == calendar.Minutes && line.Deadline.Within.Unit == calendar.Hours {
		return left.Count / 60
	}
	return left.Count
}

// passed says whether a clock's time is out, be it that it has ended since.
func (d *deciding) passed(name string) bool {
	clock := d.p.Clock(name)
	return clock != nil && clock.Passed(d.now)
}

// Passed says whether a clock's time is out at now, be it that it has ended since.
func (d *Deadline) Passed(now time.Time) bool {
	if d.Status == Running {
		return !now.Before(d.Moment.At)
	}
	return d.Status != Stopped && d.Left.Count < 0
}

// clocksContradict says where a clock is not what history made it.
func (p Proposal) clocksContradict(events []Event) (found []string) {
	latest := map[string]Event{}
	for _, e := range events {
		switch e.Kind {
		case ClockStopped, ClockResumed, ClockAgain:
			if e.Data.About == aboutClock {
				latest[e.Data.Name] = e
			}
		}
	}
	for name, e := range latest {
		clock := p.Clock(name)
		switch {
		case clock == nil:
			found = append(found, fmt.Sprintf("the proposal has no clock %q, and its history has", name))
		case e.Kind == ClockStopped && (clock.Status == Running || clock.Status == Paused && clock.Left != e.Data.Left),
			e.Kind != ClockStopped && (clock.Status == Paused || clock.Status == Running && clock.Moment.Date.String() != e.Data.Due):
			found = append(found, fmt.Sprintf("the proposal's clock %q is %s (%s left, due %s), and its history made it otherwise",
				name, clock.Status, clock.Left, clock.Moment.Date))
		}
	}
	return found
}
