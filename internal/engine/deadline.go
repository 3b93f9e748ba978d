package engine

import (
	"cmp"
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/wording"
)

// What a deadline is about.
const (
	aboutState      = "state"      // whoever holds the proposal must act
	aboutRound      = "round"      // whoever is asked must answer
	aboutTransition = "transition" // time takes this step by itself
	aboutOpening    = "opening"    // a round opens by itself
	aboutWindow     = "window"     // a window ends that something hears of
	aboutWaiting    = "waiting"    // a step waits for a window that keeps it from being taken
	aboutMuster     = "muster"     // others are to be asked in a round
	aboutExtension  = "extension"  // one of those who are asked has been given a last day of its own
	aboutClock      = "clock"      // the whole proposal has so long, whatever states it passes
)

// startStateDeadline starts the deadline of the state just entered. One that
// hangs on a date the proposal lacks does not start.
func (d *deciding) startStateDeadline(state *definition.State) {
	moment, ok := d.moment(state.Deadline)
	if !ok {
		return
	}
	d.start(Deadline{About: aboutState, Name: state.Name, Moment: moment}, state.Deadline)
}

// moment is when a deadline that starts now ends.
func (d *deciding) moment(line *definition.Deadline) (calendar.Moment, bool) {
	days := d.pack.Calendar
	if line.At == nil {
		return d.within(line, d.now), true
	}
	date := d.base(line.At)
	if date.IsZero() {
		return calendar.Moment{}, false
	}
	return d.toCome(line.At, date, func(day calendar.Date) calendar.Moment {
		return days.From(day, line.At.Offset, cmp.Or(d.hour(line.At), line.Time), line.Else)
	}), true
}

// hour is the time of day that a reference to a date names together with the date: when
// the meeting begins, or what is given with the day itself; "" where it names the day alone.
func (d *deciding) hour(ref *definition.DateRef) string {
	if ref.Begins() && d.p.Meeting != nil {
		return d.p.Meeting.Begins(d.pack.Calendar).In(d.pack.Calendar.Zone()).Format("15:04")
	}
	if text, _ := d.dated(ref).(string); len(text) > len("2006-01-02 ") && d.flow.HasHour(ref) {
		return text[len("2006-01-02 "):]
	}
	return ""
}

// within is when a deadline ends that counts from a time.
func (d *deciding) within(line *definition.Deadline, from time.Time) calendar.Moment {
	return d.pack.Calendar.WithinBut(from, line.Within, line.Time, line.Else, d.still(line.Still))
}

// still is on which days a time stands still that does so in some windows of the
// calendar; nil where it never does.
func (d *deciding) still(windows []string) calendar.Still {
	if len(windows) == 0 {
		return nil
	}
	return func(day calendar.Date) (wording.Text, bool) {
		for _, name := range windows {
			if w := d.flow.Window(name); w != nil && w.Has(day) {
				return w.Title, true
			}
		}
		return nil, false
	}
}

// start adds a running deadline with the reminders and escalations that its line
// asks for.
func (d *deciding) start(deadline Deadline, line *definition.Deadline) *Deadline {
	deadline.ID, deadline.Status, deadline.StartedAt = d.ids.next(), Running, d.now
	deadline.Timers = d.timers(line, deadline.Moment)
	d.p.Deadlines = append(d.p.Deadlines, deadline)
	d.touched.deadlines[deadline.ID] = true
	return &d.p.Deadlines[len(d.p.Deadlines)-1]
}

// timers are the reminders and escalations of a deadline that ends at m. Those
// whose time has passed are left out: nobody is reminded of what was not yet
// theirs.
func (d *deciding) timers(line *definition.Deadline, m calendar.Moment) (timers []Timer) {
	days := d.pack.Calendar
	for step, offset := range line.Remind {
		if due := days.RemindBut(m, offset, d.still(line.Still)); due.After(d.now) {
			timers = append(timers, d.timer(Remind, step, "", due))
		}
	}
	if line.Every != nil {
		timers = append(timers, d.timer(Overdue, 1, "", d.overdueAt(m, line.Every, 1)))
	}
	for step, escalation := range line.Escalate {
		timers = append(timers, d.timer(Escalate, step, "", days.After(m, escalation.After)))
	}
	return timers
}

// overdueAt is when the nth reminder after a deadline goes.
func (d *deciding) overdueAt(m calendar.Moment, every *calendar.Offset, n int) time.Time {
	offset := *every
	offset.Period.Count *= n
	return d.pack.Calendar.Remind(m, offset)
}

// timer is a new timer, which never falls before now.
func (d *deciding) timer(kind TimerKind, step int, name string, due time.Time) Timer {
	return Timer{ID: d.ids.next(), Kind: kind, Step: step, Name: name, DueAt: due.UTC().Truncate(time.Microsecond)}
}

// startClock starts the timer of a step that time takes: so long after the state
// was entered, or on a date that the proposal carries.
func (d *deciding) startClock(t *definition.Transition, trigger definition.Trigger) {
	var moment calendar.Moment
	var on string
	switch trigger.Kind {
	case definition.OnTime:
		moment = d.pack.Calendar.Elapse(d.now, trigger.Period)
	case definition.OnDate:
		var ok bool
		if moment, ok = d.dayOf(trigger); !ok {
			return
		}
		on = trigger.Date.String()
	default:
		return
	}
	deadline := Deadline{
		ID: d.ids.next(), About: aboutTransition, Name: t.Name, On: on, Moment: moment, Status: Running, StartedAt: d.now,
		Timers: []Timer{d.timer(Transition, 0, t.Name, moment.At)},
	}
	d.p.Deadlines = append(d.p.Deadlines, deadline)
	d.touched.deadlines[deadline.ID] = true
}

// waits says whether a deadline waits for its end, be it that its time stands still. A
// clock that does is ended by what it waits for alone.
func (d *Deadline) waits() bool {
	return d.Status == Running || d.Status == Paused && d.About != aboutClock
}

// stopDeadlines ends every deadline that waits for its end and that which chooses.
func (d *deciding) stopDeadlines(which func(*Deadline) bool) {
	for i := range d.p.Deadlines {
		if deadline := &d.p.Deadlines[i]; deadline.waits() && which(deadline) {
			d.stop(deadline)
		}
	}
}

// stop ends a deadline: kept where its moment has not passed, late where it has,
// and void its timers.
func (d *deciding) stop(deadline *Deadline) {
	out := deadline.IsOut(d.now)
	if deadline.Status == Paused && !out {
		d.settleDay(deadline)
	}
	deadline.Status, deadline.EndedAt = Kept, d.now
	switch {
	case slices.Contains([]string{aboutTransition, aboutOpening, aboutWindow, aboutWaiting, aboutMuster}, deadline.About):
		deadline.Status = Stopped
	case out:
		deadline.Status = Late
	}
	deadline.voidTimers()
	d.touched.deadlines[deadline.ID] = true
}

// voidTimers lets nothing more come of a deadline.
func (d *Deadline) voidTimers() {
	for i := range d.Timers {
		if timer := &d.Timers[i]; timer.Done.IsZero() {
			timer.Void = true
		}
	}
}

// lineOf is the pack's own line for a deadline, or nil.
func (d *deciding) lineOf(deadline *Deadline) *definition.Deadline { return deadline.Line(d.flow) }

// Line is a workflow's own line for a deadline, or nil.
func (d *Deadline) Line(flow *definition.Workflow) *definition.Deadline {
	switch d.About {
	case aboutState:
		if state := flow.State(d.Name); state != nil {
			return state.Deadline
		}
	case aboutRound:
		if round := flow.Round(d.Name); round != nil {
			return round.Deadline
		}
	case aboutExtension:
		if round := flow.Round(d.Of); round != nil {
			return round.Deadline
		}
	case aboutClock:
		if clock := flow.Clock(d.Name); clock != nil {
			return clock.Deadline
		}
	}
	return nil
}
