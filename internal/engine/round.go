package engine

import (
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// openIfTriggered opens a round that one of its lines says opens now, or sets the
// date on which it will: once, however many of its lines say so. round is the one
// that the causes happened to, or nil.
func (d *deciding) openIfTriggered(line *definition.Round, round *Round, causes []cause) {
	for _, trigger := range line.Opens {
		fired := slices.ContainsFunc(causes, func(c cause) bool { return c.fires(trigger) })
		if !fired || !d.holds(trigger.When, round) {
			continue
		}
		if s := d.shutRound(line); s != nil && line.At == nil {
			d.openWhenOver(line, s)
			return
		}
		if line.At == nil && line.Starts != nil {
			d.addChild(line)
			return
		}
		if line.At == nil {
			before := d.settledBefore(line)
			if line.Again != definition.Adds {
				d.drop(line.Name)
			}
			d.open(line, d.newRound(line), before)
			return
		}
		d.openLater(line)
		return
	}
}

// drop closes the rounds of that name that are still under way, or for "" all
// that are. Nothing follows from closing them like this: the question is put
// anew, so that nobody has two to answer, or the matter is no more.
func (d *deciding) drop(name string) { d.dropEach(name, func(*Round) {}) }

// dropEach tells then of each that was asking when it closed.
func (d *deciding) dropEach(name string, then func(*Round)) {
	d.p.Awaiting = slices.DeleteFunc(slices.Clone(d.p.Awaiting), func(other string) bool { return name == "" || other == name })
	for i := range d.p.Rounds {
		round := &d.p.Rounds[i]
		if !round.ClosedAt.IsZero() || (name != "" && round.Name != name) {
			continue
		}
		asked := round.Open()
		round.ClosedAt, round.Withdrawn = d.now, asked
		d.touched.rounds[round.ID] = true
		d.stopDeadlines(func(deadline *Deadline) bool { return deadline.Round == round.ID })
		if asked {
			d.happened(Closed, Data{Round: round.Name, Nth: round.Nth}, Private{Person: d.act.Actor.Person})
			then(round)
		}
	}
}

// newRound adds a round that has not opened yet.
func (d *deciding) newRound(line *definition.Round) *Round {
	round := Round{ID: d.ids.next(), Name: line.Name, Nth: d.nth(line.Name)}
	if round.Nth > 0 {
		round.Since = d.p.Entered
	}
	d.p.Rounds = append(d.p.Rounds, round)
	return &d.p.Rounds[len(d.p.Rounds)-1]
}

// openLater lets a round wait for its date, and first for having one. A date that
// has passed is today.
func (d *deciding) openLater(line *definition.Round) {
	date := d.date(line.At)
	if line.Again != definition.Adds {
		d.drop(line.Name)
	}
	if date.IsZero() {
		d.p.Awaiting = append(slices.Clip(d.p.Awaiting), line.Name)
		return
	}
	d.openOn(line, date)
}

// openOn lets a round wait for a day.
func (d *deciding) openOn(line *definition.Round, date calendar.Date) {
	round := d.newRound(line)
	moment := d.opening(date)
	round.OpensOn = moment.Date
	d.touched.rounds[round.ID] = true
	deadline := Deadline{
		ID: d.ids.next(), About: aboutOpening, Name: line.Name, Round: round.ID, Moment: moment,
		Status: Running, StartedAt: d.now, Timers: []Timer{d.timer(OpenRound, 0, line.Name, moment.At)},
	}
	d.p.Deadlines = append(d.p.Deadlines, deadline)
	d.touched.deadlines[deadline.ID] = true
}

// open asks everybody that the round asks, as they are today, and starts its
// deadline. Who has settled in the round before is not asked again.
func (d *deciding) open(line *definition.Round, round, before *Round) {
	round.OpenedAt = d.now
	round.Respondents = d.electorate(line)
	d.touched.rounds[round.ID] = true
	kept := d.carryOn(round, before)
	d.happened(Opened, Data{Round: line.Name, Nth: round.Nth, Kept: kept}, Private{})
	if line.Deadline != nil {
		d.startRoundDeadline(line, round)
	}
	if line.Starts != nil {
		d.startChildren(line, round)
	}
	d.ask(line, round)
	d.triggered(round, cause{definition.OnOpened, line.Name})
}

// startRoundDeadline starts the round's deadline, and its last word where
// something follows from silence.
func (d *deciding) startRoundDeadline(line *definition.Round, round *Round) {
	moment, ok := d.moment(line.Deadline)
	if !ok {
		return
	}
	deadline := d.start(Deadline{About: aboutRound, Name: line.Name, Round: round.ID, Moment: moment}, line.Deadline)
	deadline.Timers = append(deadline.Timers, d.lastTimer(deadline, line.Deadline, moment)...)
}

// lastTimer is the last word of a round's deadline, where it has one.
func (d *deciding) lastTimer(deadline *Deadline, line *definition.Deadline, m calendar.Moment) []Timer {
	if deadline.About != aboutRound {
		return nil
	}
	if d.flow.Round(deadline.Name).Expiry == nil && !d.listensTo(definition.OnExpiry, deadline.Name) {
		return nil
	}
	return []Timer{d.timer(Expire, 0, deadline.Name, d.lastWord(line, d.lastGiven(deadline.Round, m)))}
}

// lastWord is when a round is past its last escalation, or its deadline where it
// escalates to nobody.
func (d *deciding) lastWord(line *definition.Deadline, m calendar.Moment) time.Time {
	last := m.At
	for _, escalation := range line.Escalate {
		if at := d.pack.Calendar.After(m, escalation.After); at.After(last) {
			last = at
		}
	}
	return last
}

// listensTo says whether any transition waits for that of a round.
func (d *deciding) listensTo(kind definition.TriggerKind, round string) bool {
	for _, t := range d.flow.Transitions {
		for _, trigger := range t.On {
			if trigger.Kind == kind && (trigger.Name == round || trigger.Name == "") {
				return true
			}
		}
	}
	return false
}

// latest is the newest round of that name or id, or nil.
func (d *deciding) latest(name string) *Round {
	for i := len(d.p.Rounds) - 1; i >= 0; i-- {
		if r := &d.p.Rounds[i]; r.Name == name || r.ID == name || r.Said() == name {
			return r
		}
	}
	return nil
}

// RoundDeadline is the round's own deadline, or nil where it has none.
func (p Proposal) RoundDeadline(round string) *Deadline {
	for i := range p.Deadlines {
		if d := &p.Deadlines[i]; d.About == aboutRound && d.Round == round && d.Status != Stopped {
			return d
		}
	}
	return nil
}

// StateDeadline is the deadline of where the proposal stands, be it that its time
// stands still, or nil.
func (p Proposal) StateDeadline() *Deadline {
	for i := range p.Deadlines {
		if d := &p.Deadlines[i]; d.About == aboutState && d.Name == p.State && d.waits() {
			return d
		}
	}
	return nil
}
