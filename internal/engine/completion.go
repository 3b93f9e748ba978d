package engine

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// Count says how many of a round's respondents have settled, and how many it
// asks.
func (r Round) Count() (answered, asked int) {
	for _, respondent := range r.Respondents {
		if !respondent.Counts() {
			continue
		}
		asked++
		if respondent.Final {
			answered++
		}
	}
	return answered, asked
}

// Counts says whether a round counts the respondent among those it asks.
func (r Respondent) Counts() bool { return !r.Out && r.Of == "" }

// IsTallied says whether the respondent's answer is among those that a round counts
// by name: it counts, or its answer is itself the one that takes it out.
func (r Respondent) IsTallied(line *definition.Round) bool {
	if r.Of != "" || r.Counts() || r.Gone || line == nil {
		return r.Counts()
	}
	a := line.Answer(r.Answer)
	return a != nil && a.Out
}

// Waits says whether the round still waits for the respondent's answer.
func (r Respondent) Waits() bool { return !r.Final && r.Counts() }

// Open says whether the round takes its first answers now.
func (r Round) Open() bool { return !r.OpenedAt.IsZero() && r.ClosedAt.IsZero() }

// complete says whether a round has the answers that its line asks for.
func (d *deciding) complete(line *definition.Round, round *Round) bool {
	answered, asked := round.Count()
	if awaits(line, round) {
		return false
	}
	if line.MayAskNobody() && len(round.Respondents) == 0 { // whom it would ask is nobody
		return true
	}
	switch c := line.Complete; {
	case c.When != nil:
		var enough bool
		d.alone(round, func() { enough = d.holds(c.When, round) })
		return enough
	case c.Fraction[1] > 0:
		return answered*c.Fraction[1] >= c.Fraction[0]*asked
	case c.Count > 0:
		return answered >= min(c.Count, asked)
	}
	return answered == asked
}

// settle lets everything follow that follows by itself: rounds that have their
// answers close, and steps that wait for them are taken. Each turn of the loop
// closes a round or leaves a state, and a pack whose steps lead round in a circle
// is stopped by the bound (and was refused when it was read).
func (d *deciding) settle() {
	for range 100 {
		if !d.closeComplete() && !d.stepByItself() {
			return
		}
	}
}

// closeComplete closes one open round that has its answers.
func (d *deciding) closeComplete() bool {
	for i := range d.p.Rounds {
		round := &d.p.Rounds[i]
		line := d.flow.Round(round.Name)
		switch {
		case line == nil || !round.Open() || line.Closes == definition.AtDeadline || d.isToChoose(line, round):
		case d.complete(line, round):
			d.close(round, Completed, "")
			return true
		case d.isCertain(line, round):
			round.How = howEarly
			d.close(round, Completed, "")
			return true
		}
	}
	return false
}

// close ends a round. What waits for it goes on, however it ended.
func (d *deciding) close(round *Round, how EventKind, reason string) {
	id := round.ID
	d.answerForGroups(round, how)
	round.ClosedAt, round.Reason = d.now, reason
	round.Complete, round.Expired = how == Completed, how == Expired
	d.touched.rounds[id] = true
	d.stopDeadlines(func(deadline *Deadline) bool { return deadline.Round == id })
	private := Private{Person: d.act.Actor.Person}
	if reason != "" {
		private.Texts = map[string]string{"reason": reason}
	}
	round.Outcome = d.outcome(d.flow.Round(round.Name), round)
	d.happened(how, Data{Round: round.Name, Nth: round.Nth, Outcome: round.Outcome, How: round.How}, private)
	var causes []cause
	if round.Outcome != "" {
		causes = append(causes, came(round))
	}
	if round.Expired {
		causes = append(causes, cause{definition.OnExpiry, round.Name})
	}
	if d.counts(round) && (round.Nth == 0 || d.completed(round.Name)) {
		causes = append(causes, cause{definition.OnComplete, round.Name})
	}
	d.triggered(round, causes...)
}

// counts says whether what waits for a round's completion goes on: the round has
// ended, and where it ended in silence, the pack says that it then closes as it
// stands.
func (d *deciding) counts(round *Round) bool {
	if round == nil || round.OpenedAt.IsZero() || round.ClosedAt.IsZero() || round.Withdrawn {
		return false
	}
	line := d.flow.Round(round.Name)
	return !round.Expired || round.Outcome != "" || (line != nil && line.Expiry != nil && line.Expiry.Transition == "")
}

// stepByItself takes one transition that waits for rounds which have ended, or
// clocks whose time is out.
func (d *deciding) stepByItself() bool {
	for i := range d.flow.Transitions {
		t := &d.flow.Transitions[i]
		if leadsFrom(t, d.p.State) && (slices.ContainsFunc(t.On, d.ended) || d.came(t)) && d.bySystem(t) {
			return true
		}
	}
	return false
}

// ended says whether the rounds that a trigger waits for have ended. It looks at
// where they stand, not at what just happened: a round that ended before the
// proposal came to the state counts too.
func (d *deciding) ended(trigger definition.Trigger) bool {
	switch trigger.Kind {
	case definition.OnHolds:
		return d.holds(trigger.When, nil)
	case definition.OnClock:
		return d.passed(trigger.Name) && d.holds(trigger.When, nil)
	case definition.OnWindow:
		return d.windowEnded(trigger.Name) && d.holds(trigger.When, nil)
	}
	if !trigger.Ends() {
		return false
	}
	if trigger.Name == "" {
		return d.allEnded() && d.holds(trigger.When, nil)
	}
	ended := false
	switch together := d.together(trigger.Name); trigger.Kind {
	case definition.OnOutcome:
		ended = slices.ContainsFunc(together, func(r *Round) bool { return r.cameTo(trigger) })
	case definition.OnExpiry:
		ended = slices.ContainsFunc(together, func(r *Round) bool { return r.Expired })
	default:
		ended = d.completed(trigger.Name)
	}
	return ended && d.holds(trigger.When, d.latest(trigger.Name))
}

// allEnded says whether the proposal has had rounds and none is open.
func (d *deciding) allEnded() bool {
	had := false
	for _, round := range d.p.Rounds {
		if round.Open() {
			return false
		}
		had = had || !round.OpenedAt.IsZero() && !round.Withdrawn
	}
	return had
}

// bySystem takes a transition that no human takes, and says whether it did: where
// its own conditions stop it, nothing happens.
func (d *deciding) bySystem(t *definition.Transition) bool {
	act, party, before := d.act, d.party, d.p.Clone()
	defer func() { d.act, d.party = act, party }()
	d.act.Actor, d.act.Inputs, d.given = Actor{}, nil, nil
	if f := d.follow(t); f != nil {
		d.p = before
		if f.Code == "window" {
			d.waitFor(t)
		}
		return false
	}
	return true
}

// MayBeClosed says whether a coordinator may close a round by hand: not one of which
// everybody has been told that it ends on its day, never before, while it has one.
func (p Proposal) MayBeClosed(flow *definition.Workflow, round Round) bool {
	line := flow.Round(round.Name)
	return round.Open() && (line == nil || line.Closes != definition.AtDeadline || p.RoundDeadline(round.ID) == nil)
}

// ClosesAtDeadline is why such a round is not closed by hand, by what people call it.
func (p Proposal) ClosesAtDeadline(round Round, title wording.Text) *fault.Error {
	deadline := p.RoundDeadline(round.ID)
	f := fault.New(fault.Conflict, "closes_at_deadline", wording.Args{"Round": title, "Date": deadline.Moment.Date.String()})
	if deadline.Status == Paused {
		f.Saying = "closes_at_deadline_still"
	}
	return f
}

// closeByHand closes a round as it stands. The coordinator may, with a reason.
func (d *deciding) closeByHand() *fault.Error {
	round := d.roundAt(d.act.Round, "")
	if f := d.isAsked(round); f != nil {
		return f
	}
	if !round.Open() {
		return fault.New(fault.Gone, "round_closed", wording.Args{"Round": d.roundTitle(round.Name)})
	}
	if !d.is(people.Party{Kind: people.Coordinator}) {
		return d.forbidden([]people.Party{{Kind: people.Coordinator}}, wording.Both("engine.did.close_round", nil))
	}
	if !d.p.MayBeClosed(d.flow, *round) {
		return d.p.ClosesAtDeadline(*round, d.roundTitle(round.Name))
	}
	if f := d.take([]string{"reason"}, nil, nil); f != nil {
		return f
	}
	reason, _ := d.given["reason"].(string)
	d.close(round, Closed, reason)
	return nil
}

// roundTitle is what people call a round.
func (d *deciding) roundTitle(name string) wording.Text {
	if line := d.flow.Round(name); line != nil {
		return line.Title
	}
	return wording.Same(name)
}
