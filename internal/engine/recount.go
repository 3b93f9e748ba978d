package engine

import (
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// letterDates tells of a deadline's new day those who had been told the old one.
const letterDates = "dates_moved"

// A Shift is one deadline that moved, for history and for the letter that tells of it.
type Shift struct {
	About string        `json:"about"` // as of a Deadline
	Name  string        `json:"name"`
	Was   calendar.Date `json:"was"`
	Now   calendar.Date `json:"now"`
}

// recount counts every date of the proposal anew from when what it is about began, by
// the calendar as it is now: a closed day has been added, say. Where all stands as it
// stood nothing has happened. What has stood still is counted from when it went on.
func (d *deciding) recount() *fault.Error {
	if !d.act.Actor.System() && !d.is(people.Party{Kind: people.Coordinator}) {
		return d.forbidden([]people.Party{{Kind: people.Coordinator}}, wording.Both("engine.did.recount", nil))
	}
	if !d.p.Closed.IsZero() {
		return nil
	}
	for i := range d.p.Deadlines {
		if deadline := &d.p.Deadlines[i]; deadline.Status == Running {
			d.countAgain(deadline)
		}
	}
	d.followDates()
	if len(d.touched.deadlines) == 0 && len(d.touched.rounds) == 0 {
		return nil
	}
	d.happened(Recounted, Data{Shifts: d.shifts()}, Private{Person: d.act.Actor.Person})
	return nil
}

// countAgain counts one deadline anew that is so long after something.
func (d *deciding) countAgain(deadline *Deadline) {
	line := d.lineOf(deadline)
	counted := line != nil && line.At == nil
	switch deadline.About {
	case aboutState:
		if counted {
			d.countedFrom(deadline, line, d.p.Entered)
		}
	case aboutRound:
		if round := d.latest(deadline.Round); counted && round != nil {
			d.countedFrom(deadline, line, round.OpenedAt)
		}
	case aboutClock:
		if counted {
			d.countedFrom(deadline, line, deadline.StartedAt)
		}
	case aboutTransition:
		d.stepAgain(deadline)
	}
}

// countedFrom moves a deadline to where its line has it, counted from a time, or from
// when it went on after having stood still. What it has reminded of already it does
// not again.
func (d *deciding) countedFrom(deadline *Deadline, line *definition.Deadline, from time.Time) {
	m := d.within(line, from)
	if !deadline.Resumed.At.IsZero() {
		m = d.countOn(deadline, line)
	}
	if m.At.Equal(deadline.Moment.At) {
		return
	}
	d.moveTo(deadline, m, append(d.timers(line, m), d.endTimers(deadline, line, m)...))
}

// stepAgain counts a step anew that time takes so long after the state was entered.
func (d *deciding) stepAgain(deadline *Deadline) {
	t := d.flow.Transition(deadline.Name)
	if t == nil || deadline.On != "" {
		return
	}
	for _, trigger := range t.On {
		if trigger.Kind != definition.OnTime {
			continue
		}
		if m := d.pack.Calendar.Elapse(d.p.Entered, trigger.Period); !m.At.Equal(deadline.Moment.At) {
			d.moveTo(deadline, m, []Timer{d.timer(Transition, 0, deadline.Name, m.At)})
		}
		return
	}
}

// shifts are the deadlines that have moved since the act began, to another day, or to
// another hour where that is what their date says.
func (d *deciding) shifts() (shifts []Shift) {
	for _, m := range movedDates(d.was, d.p, nil, d.now) {
		if (m.Before.Date != m.After.Date || d.hasHour(m.About, m.Name)) && !m.Before.Date.IsZero() && !m.After.Date.IsZero() {
			shifts = append(shifts, Shift{m.About, m.Name, m.Before.Date, m.After.Date})
		}
	}
	return shifts
}

// tellMoved owes letters to those who had been told a day that has moved, and to nobody
// else: who is asked and has not answered, and whose turn it is where a letter or a reminder
// has said by when.
func (d *deciding) tellMoved() {
	byHand := d.hasSet || d.act.Kind == Do || d.act.Kind == Edit
	meets := d.act.Kind == Tell && d.act.Family.News == MeetsOn
	if !d.act.Tells && !byHand && !meets || !d.p.Closed.IsZero() {
		return
	}
	for _, s := range d.shifts() {
		switch {
		case !d.act.Tells && byHand && !d.hasSet && !d.hangsOnDate(s):
		case s.About == aboutRound:
			d.tellAsked(func(r *Round) bool { return r.Name == s.Name })
		case s.About == aboutState && (d.act.Tells || !d.hears(meets)):
			d.tellHolder()
		}
	}
}

// hears says whether whoever holds the proposal learns of its day otherwise: who comes to
// have it by the step at hand by the step's letters, and who is called to the meeting that
// has moved by the meeting's own.
func (d *deciding) hears(meets bool) bool {
	anew := d.was.State != d.p.State || !d.was.Entered.Equal(d.p.Entered)
	return anew || meets && d.called(d.flow.State(d.p.State).HeldBy)
}

// called says whether the meeting that takes the proposal up is of a role's own body.
func (d *deciding) called(role string) bool {
	return d.p.Meeting != nil && d.p.Meeting.Body != "" && d.p.Meeting.Body == d.p.Bodies[role]
}

// hangsOnDate says whether what has moved is counted from a date that may be moved.
func (d *deciding) hangsOnDate(s Shift) bool {
	line := (&Deadline{About: s.About, Name: s.Name}).Line(d.flow)
	return line != nil && line.At != nil
}

// hasHour says whether a deadline ends at an hour that the proposal's own date says.
func (d *deciding) hasHour(about, name string) bool {
	line := (&Deadline{About: about, Name: name}).Line(d.flow)
	return line != nil && d.flow.HasHour(line.At)
}

// tellMovedOf owes letters about the new day of the state, or of a round by its id.
func (d *deciding) tellMovedOf(about, round string) {
	if about == aboutState {
		d.tellHolder()
		return
	}
	d.tellAsked(func(r *Round) bool { return r.ID == round })
}

// tellAsked tells those who still owe an answer in some of the open rounds.
func (d *deciding) tellAsked(which func(*Round) bool) {
	for i := range d.p.Rounds {
		round := &d.p.Rounds[i]
		line, before := d.flow.Round(round.Name), d.was.round(round.ID)
		if line == nil || !which(round) || !round.Open() || before == nil || !before.Open() {
			continue
		}
		for _, r := range round.Respondents {
			if !round.owes(r) {
				continue
			}
			for _, recipient := range d.recipientsOf(line, r) {
				if !d.askedNow(round, recipient) {
					n := d.notice(letterDates, recipient)
					n.Round, n.Respondent = round.ID, r.Key()
					d.owe(n)
				}
			}
		}
	}
}

// askedNow says whether an address has a letter of this act that puts a round to it anew,
// with its day.
func (d *deciding) askedNow(round *Round, to people.Recipient) bool {
	return slices.ContainsFunc(d.notices, func(n Notice) bool { return n.Round == round.ID && n.Mail == to.Mail })
}

// tellHolder tells whoever holds the proposal, where they had been told the day.
func (d *deciding) tellHolder() {
	if !d.holderWasTold() {
		return
	}
	state := d.flow.State(d.p.State)
	for _, recipient := range d.recipients([]people.Party{state.Holder()}) {
		n := d.notice(letterDates, recipient)
		n.About = "deadline"
		d.owe(n)
		d.ownToo(n)
	}
}

// holderWasTold says whether a letter or a reminder has told whoever holds the proposal
// by when, before the act.
func (d *deciding) holderWasTold() bool {
	state, was := d.flow.State(d.p.State), d.was.StateDeadline()
	if state == nil || state.HeldBy == "" || was == nil {
		return false
	}
	entered := func(n definition.Notify) bool { return n.On.Kind == definition.OnState && n.On.Name == state.Name }
	reminded := func(t Timer) bool { return t.Kind == Remind && !t.Done.IsZero() }
	return slices.ContainsFunc(d.flow.Notify, entered) || slices.ContainsFunc(was.Timers, reminded)
}

// round finds one of the proposal's rounds by its id, or nil.
func (p Proposal) round(id string) *Round {
	for i := range p.Rounds {
		if p.Rounds[i].ID == id {
			return &p.Rounds[i]
		}
	}
	return nil
}
