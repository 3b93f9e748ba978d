package mail

import (
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A Matter is what the words of a letter may mention. What there is none of is
// "" or nil, and the letter must read well without it.
type Matter struct {
	Respondent  string // for whom the recipient is asked to answer, or who answered
	State       string // where the proposal stands, as people call it
	From        string // where it stood before what the letter tells of
	Step        string // the step that was taken, as people call it
	By          string // the body or organization that took it; "" for time
	Opener      string // of a question alone: who took the step that it follows from; "" for time
	Holder      string // whose turn it is
	Other       string // the number of another proposal, because of which it happened or that it happened in
	Due         *When  // by when the recipient is asked to act, or what has been missed
	Meeting     *When
	Gathering   *Gathering // of a meeting; nil of any other proposal
	TheMinutes  string     // what the minutes of the body that decided are called: "protokollet"
	Minutes     *Minutes   // of the meeting that decided, where the letter tells that they are published; else nil
	Decided     *When
	Changes     *When // the day of the decision that it takes the place of
	DecidedBy   string
	FollowUp    *When
	Outcome     string // what the deciding body's outcome is called: "beslut"
	TheOutcome  string // "beslutet"
	OutcomeMade string // "Beslutet fattades"

	Asks        bool // the letter carries a link to answer with
	Last        bool // the last reminder before others are told
	Late        bool // of an answer: after the deadline
	Round       Round
	HowToAnswer string
	Missing     string // who of the round has not settled, as prose
	Tally       string // "Sprids: 12, Sprids inte: 2"
	Said        string // what the respondent has answered so far, where that settles nothing
	Changed     string // what of the text changed, where answers fell for that, as prose
	Answer      string
	Before      string // the answer that it replaces
	Receipt     string

	Resumed bool  // the time had stood still, and goes on
	Year    *Year // that a letter tells of; nil in all others

	Submits  bool   // the recipient takes part as the submitter, in spite of a conflict of interest
	Passed   string // whom a question was handed over to, where that is what happened
	HandedBy string // and who did that
	Gathered int    // how many letters went into one
	Matters  int    // of how many proposals

	Code  string // six digits
	Until string // the time of day to which the code is valid

	steps func() string
}

// Steps are what the holder may choose between, where the recipient is the holder.
// Few letters name them, and finding them asks the engine of every step there is.
func (m Matter) Steps() string {
	if m.steps == nil {
		return ""
	}
	return m.steps()
}

// A When is a day as prose. Where a time of day belongs to it, Day has it.
type When struct {
	Day   string // "onsdag 24 mars 2027 (v. 12) kl. 12.00"
	Short string // "24 mars"
}

// A Round is the question that a letter is about.
type Round struct {
	Title     string
	Question  string
	Outcome   string // what it came to, as people call it; "" before it has ended, or where the pack has no word
	Withdrawn bool   // the question fell, and nobody need answer
	Closed    bool   // it takes no more answers
	Asked     int
	Answered  int
	Missing   int
}

// telling is one letter being written: the facts with everything that they name
// looked up once.
type telling struct {
	engine.LetterFacts
	language wording.Language
	pack     *definition.Pack
	flow     *definition.Workflow
	round    *engine.Round     // that the letter asks in or is about, or nil
	line     *definition.Round // the pack's line of it, or nil
	due      *engine.Deadline  // that the letter is about, or nil
	still    *engine.Deadline  // the same of one whose time stands still, or nil
	now      time.Time
}

// tell looks up what the facts of a letter name.
func tell(facts engine.LetterFacts, pack *definition.Pack, language wording.Language, now time.Time) *telling {
	t := &telling{LetterFacts: facts, language: language, pack: pack, now: now}
	t.flow = pack.Workflow(facts.Proposal.Workflow)
	if t.flow == nil {
		t.flow = &definition.Workflow{}
	}
	if t.Proposal.IsMeeting() {
		t.Proposal.Title = t.meetingTitle()
	}
	t.Proposal.Decision = t.decidedThen()
	t.veil()
	t.round = t.findRound()
	if t.round != nil {
		t.line = t.flow.Round(t.round.Name)
	}
	if t.due = t.findDeadline(); t.due != nil && t.due.Status == engine.Paused {
		t.due, t.still = nil, t.due
	}
	return t
}

// matter gathers what the letter may mention.
func (t *telling) matter() Matter {
	p, e := t.Proposal, t.Event
	m := Matter{
		Respondent: t.respondent(), State: t.state(p.State), From: t.state(e.Data.From), Step: t.step(),
		Other: e.Data.Because,
		By:    t.by(), Holder: t.holder(), steps: t.steps, Due: t.when(t.due),
		Asks: t.asks(), Last: t.last(), Late: e.Data.Late, Receipt: t.receipt(),
		Resumed: e.Kind == engine.ClockResumed,
		Answer:  t.answer(e.Data.Answer), Before: t.answer(e.Data.Before),
		Submits: t.submits(),
	}
	if t.asksAlone() {
		m.Opener = t.taker()
	}
	t.addFallen(&m)
	t.addDecision(&m)
	t.addRound(&m)
	if e.Kind == engine.PassedOn {
		m.HandedBy = t.taker()
		m.Passed, m.Respondent = t.name(e.Private.Texts[engine.PassedTo]), t.name(e.Data.Respondent)
	}
	if p.Meeting != nil {
		m.Meeting = t.day(p.Meeting.Date, p.Meeting.Time)
	}
	t.addMeeting(&m)
	t.addMinutes(&m)
	t.addYear(&m)
	return m
}

// addDecision tells what was decided, when, by whom, and what it is called.
func (t *telling) addDecision(m *Matter) {
	if d := t.Proposal.Decision; d != nil {
		m.Decided, m.DecidedBy = t.day(d.On, ""), t.name(d.Body)
		m.FollowUp = t.day(d.FollowUpOn, "")
		m.Changes = t.day(t.decidedBefore(), "")
	}
	kind := t.outcomeKind()
	m.Outcome = t.say("mail.outcome."+kind, nil)
	m.TheOutcome = t.say("mail.the_outcome."+kind, nil)
	m.OutcomeMade = t.say("mail.outcome_made."+kind, nil)
}

// outcomeKind is what the body that decided calls its outcomes.
func (t *telling) outcomeKind() string {
	if d := t.Proposal.Decision; d != nil {
		if body := t.pack.People.Body(d.Body); body != nil && wording.Has(t.language, "mail.outcome."+body.Decides) {
			return body.Decides
		}
	}
	return "decision"
}

// asks says whether the letter carries a link to answer with.
func (t *telling) asks() bool { return t.Notice.Round != "" && t.Respondent != "" }

// asksAlone says whether the letter is the question that follows from a step that somebody
// took, and no letter of the pack's that it rides in.
func (t *telling) asksAlone() bool {
	return t.asks() && t.Event.Kind == engine.Transited && t.line != nil && t.Letter == engine.AskingLetter(t.line)
}

// last says whether this is the last reminder before others are told.
func (t *telling) last() bool {
	return t.Last && !t.Event.Data.Late && len(t.escalations()) > 0
}

// escalations are the pack's lines that tell others of the deadline at hand.
func (t *telling) escalations() []definition.Escalation {
	switch {
	case t.due == nil:
	case t.line != nil && t.line.Deadline != nil:
		return t.line.Deadline.Escalate
	case t.due.About == "clock":
		if clock := t.flow.Clock(t.due.Name); clock != nil {
			return clock.Deadline.Escalate
		}
	case t.line == nil:
		if state := t.flow.State(t.due.Name); state != nil && state.Deadline != nil {
			return state.Deadline.Escalate
		}
	}
	return nil
}

// say is a sentence of the catalogue in the letter's language.
func (t *telling) say(key string, args wording.Args) string {
	return wording.Say(t.language, key, args)
}

// day is a date, with a time of day where one is set, or nil for none.
func (t *telling) day(d calendar.Date, clock string) *When {
	if d.IsZero() {
		return nil
	}
	w := &When{Day: d.Prose(t.language), Short: d.Short(t.language)}
	if c, err := calendar.ParseClock(clock); err == nil {
		hour := wording.Hour(t.language, d.At(c, t.pack.Calendar.Zone()))
		w.Day = t.say("mail.at_clock", wording.Args{"Day": w.Day, "Hour": hour})
	}
	return w
}

// when is the last day of a deadline, or nil.
func (t *telling) when(d *engine.Deadline) *When {
	if d == nil {
		return nil
	}
	return t.day(d.Moment.Date, d.Moment.Time)
}
