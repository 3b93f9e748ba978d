package engine

import (
	"time"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// do takes the transition that the act names.
func (d *deciding) do() *fault.Error {
	t := d.flow.Transition(d.act.Transition)
	if t == nil {
		return fault.New(fault.NotFound, "unknown_transition", wording.Args{"What": d.act.Transition})
	}
	if !leadsFrom(t, d.p.State) {
		if state := d.flow.State(d.p.State); state != nil && state.Final {
			return d.closed(state)
		}
		return d.wrongState(t)
	}
	return d.follow(t)
}

// follow takes a transition that leads from here: who may, what must be given and
// the pack's own conditions are weighed first. Where it refuses, what was given
// may stand in d.p already, as the conditions see it.
func (d *deciding) follow(t *definition.Transition) *fault.Error {
	party, f := d.permit(t)
	if f != nil {
		return f
	}
	d.party, d.weighed, d.exception = party, t, Mark{}
	if f := d.window(t); f != nil && !d.act.Actor.System() { // by the dates that stand; weigh asks it by those given
		return f
	}
	d.lent = d.flow.Lends(t)
	before := d.p
	if d.isTogether(t) {
		before = d.p.Clone()
		d.repeat(t)
	}
	if f := d.take(t.Needs, t.Takes, nil); f != nil {
		return f
	}
	if _, given := d.given["decision"]; given && !t.Decides() {
		return fault.New(fault.Invalid, "decides_nothing", wording.Args{"What": t.Title}).On("decision")
	}
	if f := d.decidedOn(t); f != nil {
		return f
	}
	if d.changes = d.brings(); len(d.changes) > 0 {
		if f := d.isOut(t); f != nil {
			return f
		}
	}
	if f := d.locked(t); f != nil {
		return f
	}
	given := d.agreeable()
	still, f := d.stillAwaited(t, given)
	if f != nil {
		return f
	}
	private := d.carry()
	d.met = d.p.Meeting
	to, f := d.weigh(t)
	switch {
	case f != nil:
		return f
	case still:
		d.agree(t, before, given, private)
	default:
		d.move(t, to, private)
	}
	return nil
}

// weigh chooses the target and asks the machine, with the pack's conditions.
func (d *deciding) weigh(t *definition.Transition) (string, *fault.Error) {
	if t.Meets != "" {
		if f := d.putUp(t); f != nil {
			return "", f
		}
	} else if f := d.resolveMeeting(d.roleOf(t)); f != nil {
		return "", f
	}
	d.recordDecision(t)
	d.recordRecommendation(t)
	if f := d.departed(); f != nil {
		return "", f
	}
	if f := d.neededWhen(t.NeedsWhen, nil, nil); f != nil {
		return "", f
	}
	target, f := d.target(t)
	if f != nil {
		return "", f
	}
	return d.fire(t, target, func() *fault.Error {
		if f := d.guard(t); f != nil {
			return f
		}
		if f := d.window(t); f != nil {
			return f
		}
		if f := d.setFields(t); f != nil {
			return f
		}
		if f := d.inherit(t); f != nil {
			return f
		}
		return d.stands(target)
	})
}

// roleOf is the role that holds the proposal where t first leads; "" where that
// is nobody's turn.
func (d *deciding) roleOf(t *definition.Transition) string {
	to := t.First(d.p.State)
	if to == definition.Back {
		to = d.p.CameFrom
	}
	if s := d.flow.State(to); s != nil {
		return s.HeldBy
	}
	return ""
}

// stands refuses where the proposal lacks what its new state demands of it.
func (d *deciding) stands(state string) *fault.Error {
	s := d.flow.State(state)
	if s == nil {
		return nil
	}
	var refused []*fault.Error
	for _, field := range d.fields(s.Needs, nil) {
		if !d.has(field) {
			if f := d.lacking(field); f != nil {
				refused = append(refused, f)
			}
		}
	}
	return fault.Join(refused...)
}

// move takes the proposal to its new state, and lets all follow that the pack
// says follows.
func (d *deciding) move(t *definition.Transition, to string, private Private) {
	from, met := d.p.State, d.met
	d.met = nil
	sets := d.sets
	d.sets, d.hasSet = nil, d.hasSet || len(sets) > 0
	d.keepSet(sets, private)
	former := d.takeOver(&private)
	documents := append(d.keepDocuments(), d.keepSent()...)
	if to != from {
		d.p.CameFrom, d.p.State, d.p.Entered, d.p.Renewed = from, to, d.now, nil
	}
	state := d.flow.State(to)
	d.p.Closed = time.Time{}
	d.reopened(t)
	if state.Final {
		d.p.Closed = d.now
	}
	d.happened(Transited, Data{
		Transition: t.Name, From: from, To: to, Documents: documents, Inputs: d.plainInputs(), Changed: d.changes,
		Reopens: t.Reopens, Because: d.because(), Lent: d.lentNow(),
		Exception: d.exception.What, Sets: sets,
	}, private)
	d.exception = Mark{}
	changed := d.changes
	d.changes = nil
	d.tookStep(t)
	if len(changed) > 0 {
		d.wrote(d.act.Actor.Person)
	}
	d.tellFormer(former)
	d.setAgreement(Agreement{Transition: t.Name}) // the words that took it are used up
	d.moved(t.Name)
	if to != from {
		d.stopDeadlines(func(deadline *Deadline) bool { return deadline.hangsOnState() })
		d.entered(state)
	}
	d.followDates()
	causes := []cause{{definition.OnTransition, t.Name}}
	if to != from {
		causes = append(causes, cause{definition.OnState, to})
		d.tellParent(to, false)
	}
	d.wind(nil, causes)
	d.told(nil, causes) // of the step, before anything else has happened
	if to != from && !state.Final {
		d.tellTakers()
	}
	d.withdraw(t)
	d.renewed(changed)
	if state.Final && d.p.Decision == nil {
		d.drop("") // nobody is reminded of a matter that was withdrawn; after a decision rounds run on
	}
	d.openAll(nil, causes)
	d.gathering(from, to)
	d.followAgenda(met, from, to, t)
}

// entered starts what a state starts: its deadline, and the steps that time
// takes from it.
func (d *deciding) entered(state *definition.State) {
	if state.Deadline != nil {
		d.startStateDeadline(state)
	}
	for i := range d.flow.Transitions {
		t := &d.flow.Transitions[i]
		for _, trigger := range t.On {
			if leadsFrom(t, state.Name) {
				d.startClock(t, trigger)
			}
		}
	}
}

// A cause is something that happened, by the words of a pack's on: lines.
type cause struct {
	kind definition.TriggerKind
	name string
}

// triggered owes the letters and opens the rounds that hang on what just
// happened: letters first, so that a round's question can ride in one. round is
// the one it happened to, or nil.
func (d *deciding) triggered(round *Round, causes ...cause) {
	d.wind(round, causes)
	d.told(round, causes)
	d.openAll(round, causes)
}

// told owes the letters that hang on what just happened.
func (d *deciding) told(round *Round, causes []cause) {
	for _, c := range causes {
		for _, line := range d.flow.Notify {
			if c.fires(line.On) && d.holds(line.On.When, round) && d.holds(line.When, round) {
				d.notify(line, round)
			}
		}
		d.tellFollowers(c)
	}
}

// openAll opens the rounds that hang on what just happened.
func (d *deciding) openAll(round *Round, causes []cause) {
	for i := range d.flow.Rounds {
		d.openIfTriggered(&d.flow.Rounds[i], round, causes)
	}
	d.tendClocks()
	d.elsewhere(round, causes)
	d.tendWindows()
}

// fires says whether a trigger is about this cause.
func (c cause) fires(t definition.Trigger) bool {
	name := t.Name
	if t.Kind == definition.OnOutcome {
		name += "." + t.Outcome
	}
	return t.Kind == c.kind && name == c.name
}
