package engine

import (
	"cmp"
	"slices"
	"time"

	"beredd/internal/definition"
	"beredd/internal/people"
)

// tick lets everything happen that is due. What was due while nobody was awake
// happens now, in order of time; of the reminders of one deadline only the latest
// is sent, not the series.
func (d *deciding) tick() {
	d.given = map[string]any{}
	for range 1000 { // each turn marks at least one timer as done
		i, t := d.firstDue()
		if t == nil {
			return
		}
		d.ring(i, *t)
	}
}

// firstDue is the timer that has been due longest, with the index of its
// deadline, or nil. A round's last word comes after who is told with it that it is late.
func (d *deciding) firstDue() (int, *Timer) {
	at, first := -1, (*Timer)(nil)
	for i := range d.p.Deadlines {
		if d.p.Deadlines[i].Status != Running {
			continue
		}
		for j := range d.p.Deadlines[i].Timers {
			t := &d.p.Deadlines[i].Timers[j]
			if t.due(d.now) && (first == nil || t.DueAt.Before(first.DueAt) || t.DueAt.Equal(first.DueAt) && first.Kind == Expire && t.Kind == Escalate) {
				at, first = i, t
			}
		}
	}
	return at, first
}

func (t Timer) due(now time.Time) bool { return t.Done.IsZero() && !t.Void && !t.DueAt.After(now) }

// ring does what a due timer is for.
func (d *deciding) ring(i int, t Timer) {
	deadline := d.p.Deadlines[i]
	d.done(i, t.ID)
	d.due = t.DueAt
	defer func() { d.due = time.Time{} }()
	switch t.Kind {
	case Remind, Overdue:
		d.remind(i)
	case Escalate:
		d.escalate(deadline, t.Step)
	case Expire:
		d.expire(deadline)
	case Transition:
		d.stepOnTime(deadline, t.Name)
	case OpenRound:
		d.openWaiting(i, deadline)
	case Pass:
		d.pass(deadline)
	case Shut:
		d.tryAgain(i, deadline)
	case Muster:
		d.muster(i, deadline)
	}
	d.tendPauses()
}

// stepOnTime takes a step whose time has come. Where the pack's own conditions
// stop it, history says so.
func (d *deciding) stepOnTime(deadline Deadline, name string) {
	step := d.flow.Transition(name)
	version := d.p.Version
	if step == nil || !leadsFrom(step, d.p.State) || !d.bySystem(step) && d.p.Version == version { // else it waits, and has said so
		d.happened(NotTaken, Data{Transition: name, Due: deadline.Moment.Date.String()}, Private{})
	}
	d.settle()
}

// done records a timer as done.
func (d *deciding) done(i int, id string) {
	d.touched.deadlines[d.p.Deadlines[i].ID] = true
	for j := range d.p.Deadlines[i].Timers {
		if t := &d.p.Deadlines[i].Timers[j]; t.ID == id {
			t.Done = d.now
		}
	}
}

// remind sends one reminder for a deadline: the latest that is due. Those before
// it are done with it.
func (d *deciding) remind(i int) {
	latest := Timer{}
	for j := range d.p.Deadlines[i].Timers {
		t := &d.p.Deadlines[i].Timers[j]
		reminds := t.Kind == Remind || t.Kind == Overdue
		if reminds && t.due(d.now) {
			t.Done = d.now
		}
		if reminds && t.Done.Equal(d.now) && !t.DueAt.Before(latest.DueAt) {
			latest = *t
		}
	}
	deadline := d.p.Deadlines[i]
	if latest.Kind == Overdue {
		d.nextOverdue(i, latest.Step)
	}
	late := !d.now.Before(deadline.Moment.At)
	if round := d.latest(deadline.Round); deadline.About == aboutRound && round != nil && len(round.Children) > 0 {
		d.remindChildren(round, deadline, late)
	}
	d.happened(Reminded, d.reminderData(deadline, latest.Step, late), Private{})
	last := isLast(d.p.Deadlines[i])
	for _, n := range d.reminders(deadline) {
		n.Last = last
		d.owe(n)
	}
}

// isLast says whether no reminder of a deadline is left, and others are told next.
func isLast(deadline Deadline) bool {
	left := func(kinds ...TimerKind) bool {
		return slices.ContainsFunc(deadline.Timers, func(t Timer) bool {
			return slices.Contains(kinds, t.Kind) && t.Done.IsZero() && !t.Void
		})
	}
	return left(Escalate) && !left(Remind, Overdue)
}

// nextOverdue sets the next of the reminders that come again, the first that is
// still to come.
func (d *deciding) nextOverdue(i, step int) {
	deadline := &d.p.Deadlines[i]
	line := d.lineOf(deadline)
	if line == nil || line.Every == nil {
		return
	}
	for n := step + 1; n < step+10000; n++ {
		if due := d.overdueAt(deadline.Moment, line.Every, n); due.After(d.now) {
			deadline.Timers = append(deadline.Timers, d.timer(Overdue, n, "", due))
			return
		}
	}
}

func (d *deciding) reminderData(deadline Deadline, step int, late bool) Data {
	data := Data{
		About: deadline.About, Name: deadline.Name, Step: step,
		Due: deadline.Moment.Date.String(), Late: late,
	}
	if deadline.About == aboutExtension {
		data.About, data.Name, data.Respondent = aboutRound, deadline.Of, deadline.Name
	}
	return data
}

// reminders are the letters to whoever a deadline waits for: who holds the
// proposal, or those of a round who have not settled.
func (d *deciding) reminders(deadline Deadline) []Notice {
	var notices []Notice
	if deadline.About == aboutState || deadline.About == aboutClock {
		state := d.flow.State(d.p.State)
		if state == nil {
			return nil
		}
		for _, recipient := range d.recipients([]people.Party{state.Holder()}) {
			n := d.notice(letterReminder, recipient)
			n.About = "deadline"
			notices = append(notices, n)
		}
		return notices
	}
	line, round := d.flow.Round(cmp.Or(deadline.Of, deadline.Name)), d.latest(deadline.Round)
	if line == nil || round == nil {
		return nil
	}
	for _, r := range round.Respondents {
		if !round.owes(r) || !d.reminded(deadline, r) {
			continue
		}
		for _, recipient := range d.recipientsOf(line, r) {
			n := d.notice(letterReminder, recipient)
			n.About, n.Round, n.Respondent = line.Name, round.ID, r.Key()
			notices = append(notices, n)
		}
	}
	return notices
}

// escalate tells somebody else that a deadline has passed.
func (d *deciding) escalate(deadline Deadline, step int) {
	d.happened(Escalated, d.reminderData(deadline, step, true), Private{})
	line := d.lineOf(&deadline)
	if line == nil || step >= len(line.Escalate) {
		return
	}
	about := "deadline"
	if deadline.About == aboutRound || deadline.About == aboutExtension {
		about = cmp.Or(deadline.Of, deadline.Name)
	}
	for _, recipient := range d.recipients(line.Escalate[step].To) {
		n := d.notice(letterEscalation, recipient)
		n.About = about
		d.owe(n)
	}
}

// expire is a round's last word: it closes as it stands, and what the pack says
// follows from silence follows.
func (d *deciding) expire(deadline Deadline) {
	round := d.latest(deadline.Round)
	if round == nil || !round.Open() {
		return
	}
	line := d.flow.Round(round.Name)
	if line != nil && line.Closes == definition.AtDeadline {
		d.closeAtDeadline(round)
		return
	}
	d.close(round, Expired, "")
	if line != nil && line.Expiry != nil && line.Expiry.Transition != "" {
		if t := d.flow.Transition(line.Expiry.Transition); t != nil && leadsFrom(t, d.p.State) {
			d.bySystem(t)
		}
	}
	d.settle()
}

// openWaiting opens a round whose date has come.
func (d *deciding) openWaiting(i int, deadline Deadline) {
	d.p.Deadlines[i].Status, d.p.Deadlines[i].EndedAt = Stopped, d.now
	round, line := d.latest(deadline.Round), d.flow.Round(deadline.Name)
	if round == nil || line == nil || !round.OpenedAt.IsZero() {
		return
	}
	if s := d.shutRound(line); s != nil {
		d.waitLonger(i, line, round, s)
		return
	}
	d.open(line, round, d.settledBefore(line))
	d.settle()
}

// NextDue is when time next does something to p, zero where it does nothing.
func NextDue(p Proposal) time.Time {
	var next time.Time
	for _, deadline := range p.Deadlines {
		if deadline.Status != Running {
			continue
		}
		for _, t := range deadline.Timers {
			if t.Done.IsZero() && !t.Void && (next.IsZero() || t.DueAt.Before(next)) {
				next = t.DueAt
			}
		}
	}
	return next
}
