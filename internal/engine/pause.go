package engine

import (
	"fmt"
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// A Resumption is when a deadline that had stood still went on, and with how much.
type Resumption struct {
	At   time.Time       `json:"at,omitzero"`
	Left calendar.Period `json:"left,omitzero"`
}

// tendPauses lets the time of the state and of each open round run where it runs, and
// stand still while something holds it.
func (d *deciding) tendPauses() {
	open := func(name string) bool {
		return slices.ContainsFunc(d.p.Rounds, func(r Round) bool { return r.Name == name && r.Open() })
	}
	for i := range d.p.Deadlines {
		deadline := &d.p.Deadlines[i]
		if deadline.About != aboutState && deadline.About != aboutRound {
			continue
		}
		line := d.lineOf(deadline)
		stands := line != nil && line.Pauses(d.p.State, open)
		switch {
		case deadline.Status == Running && stands:
			d.standStill(deadline, line)
		case deadline.Status == Paused && !stands && line != nil:
			d.goOn(i, line)
		}
	}
}

// standStill keeps what is left of a deadline, in the unit it was given in. The day on
// which it stops is used.
func (d *deciding) standStill(deadline *Deadline, line *definition.Deadline) {
	deadline.Left, deadline.Status = d.leftOf(line, deadline, d.happensAt()), Paused
	if deadline.StartedAt.Equal(d.now) { // it begins so, and nobody has been told any day
		deadline.Moment = calendar.Moment{}
	}
	deadline.voidTimers()
	d.touched.deadlines[deadline.ID] = true
	d.happened(ClockStopped, d.pauseData(deadline), Private{})
}

// goOn lets a deadline go on with what was left, from today, and tells its new day
// those who had been told another, or none.
func (d *deciding) goOn(i int, line *definition.Deadline) {
	deadline := &d.p.Deadlines[i]
	told := deadline.Moment.Date
	data := d.pauseData(deadline)
	d.goesOn(i, line)
	data.Due = deadline.Moment.Date.String()
	d.happened(ClockResumed, data, Private{})
	if told != deadline.Moment.Date {
		d.tellMovedOf(deadline.About, deadline.Round)
	}
}

// pauseData is what history says of a time that stands still or goes on.
func (d *deciding) pauseData(deadline *Deadline) Data {
	data := Data{About: deadline.About, Name: deadline.Name, Left: deadline.Left}
	if round := d.p.round(deadline.Round); round != nil {
		data.Round, data.Nth = round.Name, round.Nth
	}
	return data
}

// goesOn gives a deadline that stood still its new day. Of its reminders those are set
// that are still to come.
func (d *deciding) goesOn(i int, line *definition.Deadline) {
	deadline := &d.p.Deadlines[i]
	deadline.Resumed = Resumption{d.now, deadline.Left}
	deadline.Moment = d.countOn(deadline, line)
	deadline.Left, deadline.Status = calendar.Period{}, Running
	d.touched.deadlines[deadline.ID] = true
	for _, t := range append(d.timers(line, deadline.Moment), d.endTimers(deadline, line, deadline.Moment)...) {
		rung := slices.ContainsFunc(deadline.Timers, func(before Timer) bool {
			return before.Kind == t.Kind && before.Step == t.Step && !before.Done.IsZero()
		})
		switch {
		case !rung:
			deadline.Timers = append(deadline.Timers, t)
		case t.Kind == Overdue:
			d.nextOverdue(i, t.Step)
		}
	}
}

// settleDay gives a round's deadline that stands still as the round ends the day that it
// would have had if it went on: until then its answers may be changed.
func (d *deciding) settleDay(deadline *Deadline) {
	line := d.lineOf(deadline)
	if deadline.About != aboutRound || line == nil {
		return
	}
	deadline.Resumed = Resumption{d.now, deadline.Left}
	deadline.Moment, deadline.Left = d.countOn(deadline, line), calendar.Period{}
}

// countOn is when a deadline ends that went on with what was left.
func (d *deciding) countOn(deadline *Deadline, line *definition.Deadline) calendar.Moment {
	r := deadline.Resumed
	return d.pack.Calendar.ResumeBut(r.At, r.Left, line.Time, line.Else, d.still(line.Still))
}

// endTimers are what rings when a deadline's own time is out: of a clock that it has
// passed, of a round its last word.
func (d *deciding) endTimers(deadline *Deadline, line *definition.Deadline, m calendar.Moment) []Timer {
	if deadline.About == aboutClock {
		return []Timer{d.timer(Pass, 0, deadline.Name, m.At)}
	}
	return d.lastTimer(deadline, line, m)
}

// moreLeft is what is left of a deadline where its line gives it more or less time than
// another did, counted from when it began.
func (d *deciding) moreLeft(left calendar.Period, was, is *definition.Deadline, began time.Time) calendar.Period {
	whole := func(line *definition.Deadline) calendar.Period {
		return d.pack.Calendar.LeftBut(began, d.within(line, began), line.Within.Unit, d.still(line.Still))
	}
	return left.More(whole(was), whole(is))
}

// IsOut says whether a deadline's time is out at now. One that stands still is as late,
// or as early, as it was when it stopped.
func (d *Deadline) IsOut(now time.Time) bool {
	if d.Status == Paused {
		return d.Left.Count < 0
	}
	return !now.Before(d.Moment.At)
}

// pausesContradict says where a deadline does not stand still, or go on, as history
// has it.
func (p Proposal) pausesContradict(events []Event) (found []string) {
	latest, order := map[string]Event{}, []string{}
	for _, e := range events {
		if (e.Kind == ClockStopped || e.Kind == ClockResumed) && e.Data.About != aboutClock {
			key := fmt.Sprintf("%s %s %d", e.Data.About, e.Data.Name, e.Data.Nth)
			latest[key], order = e, append(order, key)
		}
	}
	for _, key := range slices.Compact(slices.Sorted(slices.Values(order))) {
		e := latest[key]
		for _, d := range p.Deadlines {
			if d.About != e.Data.About || d.Name != e.Data.Name || d.Status != Running && d.Status != Paused {
				continue
			}
			if round := p.round(d.Round); round != nil && round.Nth != e.Data.Nth || d.StartedAt.After(e.At) {
				continue
			}
			if (d.Status == Paused) != (e.Kind == ClockStopped) || d.Status == Paused && d.Left != e.Data.Left {
				found = append(found, fmt.Sprintf("the deadline of the proposal's %s %q is %s (%s left, due %s), and its history made it otherwise",
					d.About, d.Name, d.Status, d.Left, d.Moment.Date))
			}
		}
	}
	return found
}
