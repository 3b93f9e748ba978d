package engine

import (
	"errors"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// Decide says what follows when act is done to p at now. It changes nothing: the
// Change is for a Store to keep, whole or not at all. A Change without events
// says that nothing was due (a Tick only).
//
// The error is a *fault.Error:
//   - Conflict stale: somebody moved p after act.Expect; says who and when;
//   - Conflict wrong_state: the transition does not lead from where p stands;
//   - Forbidden forbidden: the person may not; says who may;
//   - Invalid missing_input and the like: what must be given, on which field;
//   - Conflict guard: the pack's own condition is not met.
func Decide(pack *definition.Pack, p Proposal, act Act, now time.Time) (Change, error) {
	d := begin(pack, p, act, now)
	if err := d.run(); err != nil {
		return Change{}, err
	}
	return d.finish(), nil
}

// deciding is one decision under way. p is its own copy, changed as it goes.
type deciding struct {
	pack    *definition.Pack
	flow    *definition.Workflow
	act     Act
	was     Proposal // as it stood before
	now     time.Time
	today   calendar.Date
	before  int
	p       Proposal
	ids     *ids
	party   people.Party           // as which the acting person has the right to the step
	weighed *definition.Transition // the step that is being weighed, or nil
	given   map[string]any         // the act's inputs, each of its field's type
	changes []string               // what of the text and papers the step at hand changes
	sets    []FieldSet             // what the step at hand sets
	hasSet  bool                   // some step has set a field
	events  []Event
	notices []Notice
	own     []string // of notices: those that tell who acts of that
	errands []Errand

	answering *Respondent // whose answer is weighed, or nil
	lent      []string    // words that the act takes for a proposal that it opens
	touched   touched
	taking    *people.Directory // those who take part, once they are known
	lenient   bool              // a preview: what is missing is noted, not refused
	curt      bool              // whom a step is for is not said to who may not take it
	missing   []definition.Field
	waits     []people.Party // whose word a step still waits for that several take together
	defect    error          // a guard that failed

	weighing string // the round of which it is weighed whether and how it ends

	due time.Time // when what time does now was due, zero where it is not time that acts

	heir string // who is the submitter from the step at hand on, or "" where it stays

	exception Mark // by which the step at hand may be taken in a window

	met        *Meeting // the meeting that the step at hand found the proposal with
	paragraphs string   // the series that the minutes' items are to be numbered in, or ""
}

// touched remembers which deadlines and rounds differ from before.
type touched struct {
	deadlines map[string]bool
	rounds    map[string]bool
}

// begin sets out to decide. Instants are kept to the microsecond in UTC, as both
// databases keep them, so that a hash computed now is the hash computed later.
func begin(pack *definition.Pack, p Proposal, act Act, now time.Time) *deciding {
	now, p = now.UTC().Truncate(time.Microsecond), p.whole()
	if act.Kind == Propose && act.Workflow == "" && len(pack.Workflows) == 1 {
		act.Workflow = pack.Workflows[0].Key
	}
	if act.Kind != Propose {
		pack = pack.At(p.Workflow, p.Edition)
	}
	d := &deciding{
		pack: pack, act: act, was: p, now: now, today: pack.Calendar.Today(now),
		before: p.Version, p: p.Clone(), ids: newIDs(act.ID, now),
		touched: touched{map[string]bool{}, map[string]bool{}},
	}
	d.flow = pack.Workflow(p.Workflow)
	if act.Kind == Propose {
		d.flow = pack.Workflow(act.Workflow)
	}
	return d
}

// run does the act and all that follows from it by itself.
func (d *deciding) run() error {
	if d.flow == nil {
		return fault.New(fault.NotFound, "unknown_workflow", wording.Args{"Workflow": d.act.Workflow})
	}
	if f := d.stale(); f != nil {
		return f
	}
	if d.act.Kind != Propose {
		d.tendElectorates()
		d.tendTurn()
	}
	if err := d.perform(); err != nil {
		return errors.Join(d.defect, err)
	}
	if len(d.events) > 0 {
		d.tendChosen()
		d.settle()
		d.tendTurn()
		d.followComputed()
		d.tendPauses()
		d.tendExtensions()
		d.tendMusters()
		d.weighSecrecy()
		if len(d.p.Agreements) > 0 {
			d.tendAgreements()
		}
		d.tellMoved()
		if d.act.Year != nil {
			d.announce()
		}
	}
	return d.defect
}

// perform does the act itself.
func (d *deciding) perform() error {
	if d.act.Kind != Recuse && d.act.Kind != Unrecuse && d.act.Kind != Unfollow && d.act.Kind != Adopt && d.act.Kind != Recount {
		if f := d.takesNoPart(d.act.Actor.Person, asSubmitter); f != nil {
			return f
		}
	}
	switch d.act.Kind {
	case Propose:
		return orNil(d.propose())
	case Edit:
		return orNil(d.edit())
	case Attach:
		return orNil(d.attach())
	case Do:
		if d.act.Family != nil {
			d.doForAnother()
			return nil
		}
		return orNil(d.do())
	case TakeBack:
		return orNil(d.takeBack())
	case AnswerAsk:
		return orNil(d.answer())
	case PassOn:
		return orNil(d.passOn())
	case CloseRound:
		return orNil(d.closeByHand())
	case Extend:
		return orNil(d.extend())
	case Recuse:
		return orNil(d.recuse())
	case Unrecuse:
		return orNil(d.rejoin())
	case Follow, Unfollow:
		return orNil(d.subscribe())
	case Adopt:
		return orNil(d.adopt())
	case Tick:
		d.tick()
		return nil
	case Tell:
		d.hear()
		return nil
	case Forget:
		return orNil(d.forget())
	case Recount:
		return orNil(d.recount())
	case Reschedule:
		return orNil(d.reschedule())
	case Arrange:
		return orNil(d.arrange())
	case Record:
		return orNil(d.recordMeeting())
	}
	return fault.New(fault.Invalid, "unknown_act", wording.Args{"Act": string(d.act.Kind)})
}

// orNil keeps a nil refusal from becoming an error that is not nil.
func orNil(f *fault.Error) error {
	if f == nil {
		return nil
	}
	return f
}

// stale refuses an act on what somebody else has moved since it was read.
func (d *deciding) stale() *fault.Error {
	moved := d.p.Moved
	if d.act.Expect == 0 || d.act.Expect >= moved.Version {
		return nil
	}
	zone := d.pack.Calendar.Zone()
	return fault.New(fault.Conflict, "stale", wording.Args{
		"Who":  d.personName(moved.Person),
		"What": d.movedTitle(moved.What),
		"When": wording.Text{
			wording.Swedish: wording.ShortDay(wording.Swedish, moved.At.In(zone)) + " kl. " + wording.Hour(wording.Swedish, moved.At.In(zone)),
			wording.English: wording.ShortDay(wording.English, moved.At.In(zone)) + " at " + wording.Hour(wording.English, moved.At.In(zone)),
		},
		"State": d.stateTitle(d.p.State),
	})
}

// finish seals what was decided.
func (d *deciding) finish() Change {
	c := Change{Act: d.act, Before: d.before, Notices: d.onceToFollowers(d.withoutOwn(oncePerPerson(d.notices))), Events: d.events, Fence: d.act.Fence, Errands: d.errands, Paragraphs: d.paragraphs}
	d.p.Changed, d.p.Holder = d.now, d.holder()
	if d.before == 0 {
		d.p.Number = d.series() // the store adds the next number
	}
	for _, deadline := range d.p.Deadlines {
		if d.touched.deadlines[deadline.ID] {
			c.Deadlines = append(c.Deadlines, deadline)
		}
	}
	for _, round := range d.p.Rounds {
		if d.touched.rounds[round.ID] {
			c.Rounds = append(c.Rounds, round)
		}
	}
	c.Proposal = d.p
	return c
}
