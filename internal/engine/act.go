package engine

import (
	"time"

	"beredd/internal/agenda"
	"beredd/internal/calendar"
)

// A Kind is what sort of act somebody does.
type Kind string

// The kinds of act.
const (
	Propose    Kind = "propose"     // open a proposal
	Edit       Kind = "edit"        // change its text or fields
	Attach     Kind = "attach"      // add a document, or a new version of one
	Do         Kind = "do"          // take a transition
	AnswerAsk  Kind = "answer"      // answer a round
	PassOn     Kind = "pass_on"     // hand a question over to a colleague
	Extend     Kind = "extend"      // give one of those whom a round asks more time
	CloseRound Kind = "close_round" // close a round as it stands, with a reason
	Recuse     Kind = "recuse"      // declare a conflict of interest
	Unrecuse   Kind = "unrecuse"    // take it back
	Follow     Kind = "follow"      // be told of each step from here
	Unfollow   Kind = "unfollow"    // be told no longer
	Adopt      Kind = "adopt"       // go over to the newest edition of its workflow
	Recount    Kind = "recount"     // count its dates anew, by the calendar as it is now
	Forget     Kind = "forget"      // leave nothing of somebody outside the collaboration whose data is erased; nobody's act
	TakeBack   Kind = "take_back"   // take back that one has agreed to a step
	Tick       Kind = "tick"        // let what is due happen; nobody's act
	Tell       Kind = "tell"        // another proposal tells this one something; nobody's act

	Reschedule Kind = "reschedule" // give a meeting or a duty of the year another day, hour or place
	Arrange    Kind = "arrange"    // change what a meeting takes up
	Record     Kind = "record"     // say what happened at a meeting
)

// An Act is what somebody wants done. It is complete in itself: whoever decides
// looks nothing up.
type Act struct {
	Key           string // idempotency key: the same key twice acts once
	ID            string // a UUIDv7; the ids of all that follows derive from it
	Salt          string // random; hides the private part of the event
	Kind          Kind
	Collaboration string // for Propose
	Proposal      string
	Expect        int // the version that was read, 0 for whatever stands now
	Actor         Actor
	Workflow      string // for Propose
	Transition    string // for Do
	Round         string // for AnswerAsk and CloseRound: a round's name or id
	Respondent    string // for AnswerAsk: whose answer it is, by key; for Extend: who has more time; for Recuse: which person, "" for the actor
	To            string // for PassOn: the colleague, by key; for Extend: the day, "2026-04-01"
	Read          int    // for AnswerAsk: the version of the text that was read, 0 for whatever stands now
	Answer        string
	Inputs        map[string]any // text, number, bool and dates as the fields say; documents as []Document
	Confirmed     []string       // the texts that may stand though Delicate says something of them
	Edition       string         // for Adopt: the edition to go over to, which must be the newest
	Mapping       Mapping        // for Adopt
	Fence         *Fence         // for Tick: whose turn it is to let time act
	Family        *Family        // of an errand: the proposal that it is done because of; nil of people's acts
	Known         map[string]Kin // the proposals that its inputs name by number; the engine finds them

	Origin      *Origin             // for Propose of what the cycle lays out; the second of one key answers the first
	Arrangement *agenda.Arrangement // for Arrange
	Entry       *agenda.Entry       // for Record
	Sent        *Document           // of a step that sends a meeting's paper: the paper, kept with the step
	Tells       bool                // those who had been told a date that moves are told the new one: an act of a wave
	Kin         *Relatives          // those whom lines tell in proposals that belong with it; the engine finds them
	Roll        *Roll               // who was at the proposal's meeting; the engine finds them
	Laid        []Laid              // the meetings that are laid out and not closed; the engine finds them
	Awaiting    []string            // of a meeting that is laid out: the proposals that were put on its day before that, by id; the engine finds them

	Forgets map[Outsider]Outsider // for Forget: what stands from then on for those who are forgotten

	Year *YearPlan // of the first act of a wave: the year that those whom it concerns are told of
	Seen bool      // a person has seen who is written to: the letters are no surprise, however many

	print string // what tells it from other acts, once it is complete
}

// A Fence proves that its holder still has a lease. A store refuses a change
// whose fence is older than the lease's, so that a paused leader does nothing
// when it wakes.
type Fence struct {
	Lease string
	Token int64
}

// An Actor is who acts. The zero Actor is the system.
type Actor struct {
	Person       string // key, or "" for a function mailbox or the system
	As           string // a role or body the person acts for, where it chose one
	Organization string // whom the person answers for, by a link or a sign-in
	Assurance    string // how sure we are: "link", "code", "login"
	Mailbox      bool   // an organization's function mailbox acts by its link
}

// System says whether nobody acts: time does, or a round's completion.
func (a Actor) System() bool { return a == Actor{} }

// A Change is all that follows from an act: the only thing that a store can save
// about a proposal, whole or not at all.
type Change struct {
	Act      Act
	Before   int      // the version it was decided on, 0 for a new proposal
	Proposal Proposal // as it is afterwards
	Events   []Event  // one for each thing that happened, at least one
	Notices  []Notice
	// What differs from before, so that a store need not compare. Each deadline
	// stands whole, with its timers.
	Deadlines []Deadline
	Rounds    []Round
	Fence     *Fence
	Errands   []Errand // to be done in other proposals once it is kept
	// Of a meeting whose minutes are to have paragraphs: the series in which the
	// store gives them, without gaps, as it saves. "" gives none.
	Paragraphs string
}

// An Outcome is what an act came to.
type Outcome struct {
	Proposal Proposal
	Events   []Event
	Notices  int
	Repeated bool      // the same key had acted before; nothing was done again
	Errands  []Errand  // that follow from it
	Followed []Outcome // what they came to, as far as they have been done
}

// An Event is one thing that happened, for ever. Its hash covers all but
// Private and Salt, of which it covers Commitment.
type Event struct {
	ID            string    `json:"id"`
	Collaboration string    `json:"collaboration"`
	Proposal      string    `json:"proposal"`
	Seq           int       `json:"seq"` // the proposal's version after it
	At            time.Time `json:"at"`
	Act           string    `json:"act"` // the idempotency key
	Kind          EventKind `json:"kind"`
	Organization  string    `json:"organization,omitempty"`
	Body          string    `json:"body,omitempty"`
	Data          Data      `json:"data"`
	Commitment    string    `json:"commitment"` // SHA-256 over Salt and Private, hex
	Prev          string    `json:"prev"`
	Private       Private   `json:"-"`
	Salt          string    `json:"-"`
	Hash          string    `json:"-"`
}

// An EventKind is what sort of thing happened.
type EventKind string

// The kinds of event.
const (
	Proposed        EventKind = "proposed"
	Edited          EventKind = "edited"
	Attached        EventKind = "attached"
	Transited       EventKind = "moved"
	Answered        EventKind = "answered"
	Changed         EventKind = "answer_changed"
	PassedOn        EventKind = "passed_on"        // a question was handed over to a colleague
	AnsweredUnasked EventKind = "answered_unasked" // somebody answered who is not asked
	Extended        EventKind = "extended"         // one of those who are asked has been given more time
	Opened          EventKind = "round_opened"
	Completed       EventKind = "round_complete"
	Closed          EventKind = "round_closed"
	Expired         EventKind = "round_expired"
	AnswersFell     EventKind = "answers_fell" // the text that they were about has changed
	// those whom a round asks are others from now on
	ElectorateMoved EventKind = "electorate_moved"

	TurnPassed EventKind = "turn_passed" // whom the proposal names, whose turn it is, is another from now on

	Recused    EventKind = "recused"    // a conflict of interest was declared
	Unrecused  EventKind = "unrecused"  // it was taken back
	Followed   EventKind = "followed"   // somebody is told of each step from here
	Unfollowed EventKind = "unfollowed" // and no longer
	Reminded   EventKind = "reminded"

	Consented    EventKind = "consented"      // somebody has agreed to a step that several take together
	TookBack     EventKind = "took_back"      // and agrees no more
	AgreedNoMore EventKind = "agreed_no_more" // the proposal has changed since, and what was agreed counts no more

	Escalated EventKind = "escalated"
	NotTaken  EventKind = "not_taken" // a step's time came, and its own conditions stopped it

	ClockStopped EventKind = "clock_stopped" // it stands still, with so much left
	ClockResumed EventKind = "clock_resumed" // it goes on with that
	ClockAgain   EventKind = "clock_again"   // it begins anew, with the whole time
	ClockPassed  EventKind = "clock_passed"  // its time is out
	Started      EventKind = "started"       // a round has opened another proposal
	Undone       EventKind = "not_done"      // what was asked for in another proposal could not be done there
	Veiled       EventKind = "veiled"        // it became confidential
	Unveiled     EventKind = "unveiled"      // it is so no longer
	WindowEnded  EventKind = "window_ended"
	NotOpened    EventKind = "round_waits" // a round's date came in a window in which it does not open

	Recounted EventKind = "recounted" // its dates are counted anew by the calendar as it is now

	Forgot EventKind = "person_forgotten" // somebody outside the collaboration whom it named

	Adopted EventKind = "edition_adopted" // it goes on by another edition of its workflow

	Rescheduled EventKind = "rescheduled"  // it has another day, hour or place
	Arranged    EventKind = "arranged"     // of a meeting: what it takes up has changed
	Noted       EventKind = "recorded"     // of a meeting: something was recorded
	MeetingSet  EventKind = "meeting_set"  // the meeting that takes the proposal up has another day, or is another
	MeetingGone EventKind = "meeting_gone" // that meeting was cancelled, and there is none to take its place
	Announced   EventKind = "announced"    // those whom the year concerns are told of it
	Minuted     EventKind = "minuted"      // the minutes of the meeting that decided it are published
)

// Data is the part of an event that history shows to all and its hash covers.
type Data struct {
	Transition string         `json:"transition,omitempty"`
	From       string         `json:"from,omitempty"`
	To         string         `json:"to,omitempty"`
	Reopens    bool           `json:"reopens,omitempty"` // the decision holds no more
	Round      string         `json:"round,omitempty"`   // its name
	Respondent string         `json:"respondent,omitempty"`
	Answer     string         `json:"answer,omitempty"`
	Before     string         `json:"before,omitempty"` // the answer it replaces
	Late       bool           `json:"late,omitempty"`
	Assurance  string         `json:"assurance,omitempty"`
	About      string         `json:"about,omitempty"` // what is reminded of: "state" or "round"
	Name       string         `json:"name,omitempty"`  // its name
	Step       int            `json:"step,omitempty"`
	Due        string         `json:"due,omitempty"`       // the date of the deadline
	Documents  []string       `json:"documents,omitempty"` // name, version and hash
	Inputs     map[string]any `json:"inputs,omitempty"`    // given with the act, but free text
	Changed    []string       `json:"changed,omitempty"`   // the names of what was edited
	How        string         `json:"how,omitempty"`       // a round ended: "early", "deadline", or "" where it had its answers
	Nth        int            `json:"nth,omitempty"`       // which of the rounds of that name that add
	Fell       []string       `json:"fell,omitempty"`      // whose answers fell
	Came       []string       `json:"came,omitempty"`      // who is asked from now on
	Gone       []string       `json:"gone,omitempty"`      // who is asked no more
	Kept       []string       `json:"kept,omitempty"`      // whose answers a round that opened anew carries on
	Outcome    string         `json:"outcome,omitempty"`   // what a round that ended came to

	Left    calendar.Period `json:"left,omitzero"`     // of a clock that stopped or went on
	Because string          `json:"because,omitempty"` // the number of another proposal, because of which it happened
	Lent    []string        `json:"lent,omitempty"`    // the names of what was given for another proposal

	Sets []FieldSet `json:"sets,omitempty"` // fields that a step set

	Exception string `json:"exception,omitempty"` // the step that granted one from a window that was open
	Anyhow    string `json:"anyhow,omitempty"`    // the window that kept others from opening a proposal as this one was opened

	Occasion *Occasion `json:"occasion,omitempty"` // of a meeting or a duty: when and where it is from here
	Was      *Occasion `json:"was,omitempty"`      // and was before
	Verb     string    `json:"verb,omitempty"`     // what was arranged or recorded, by agenda's words
	Item     int       `json:"item,omitempty"`     // the number of the item that it is about, where it has one
	Result   string    `json:"result,omitempty"`   // of an item, by agenda's words

	Paragraph int `json:"paragraph,omitempty"` // of the minutes, that the item has

	Assigned []agenda.Assignment `json:"assigned,omitempty"` // with the decision, as the minutes have it

	Year  int        `json:"year,omitempty"`  // that is told of, by the calendar year in which it begins
	Named string     `json:"named,omitempty"` // as people call it: "2026/27"
	Again bool       `json:"again,omitempty"` // some of it was laid out before
	Plan  []YearLine `json:"plan,omitempty"`  // the year as it stands

	Edition string            `json:"edition,omitempty"` // of the workflow: that it began on, or goes on by from here
	Shifts  []Shift           `json:"shifts,omitempty"`  // of deadlines that were counted anew
	Instead string            `json:"instead,omitempty"` // the edition that it went by before
	States  map[string]string `json:"states,omitempty"`  // old name to new: what states are called now
	Rounds  map[string]string `json:"rounds,omitempty"`  // the same of rounds
}

// Private is the part of an event that can be erased: who it was, and free
// text. The hash covers only a salted commitment to it.
type Private struct {
	Person string            `json:"person,omitempty"`
	Texts  map[string]string `json:"texts,omitempty"`
	Print  string            `json:"print,omitempty"` // of the act, with its first event: what tells it from others
}

// A Notice is one letter owed to one recipient. It is rendered when it is sent.
type Notice struct {
	ID           string    `json:"id"` // also its Message-ID and the id of its link
	Proposal     string    `json:"proposal"`
	Event        string    `json:"event"` // whose facts it tells
	Letter       string    `json:"letter"`
	Party        string    `json:"party"`          // the pack's line that asked for it, as text
	Why          string    `json:"why"`            // why this recipient, by people's words
	For          string    `json:"for,omitempty"`  // the absent person whom it concerns, where a stand-in has it
	As           string    `json:"as,omitempty"`   // in which quality that person has it
	Also         []Quality `json:"also,omitempty"` // the other qualities in which the recipient has it
	Person       string    `json:"person,omitempty"`
	Organization string    `json:"organization,omitempty"`
	Body         string    `json:"body,omitempty"`
	Name         string    `json:"name"`
	Mail         string    `json:"mail"`
	Language     string    `json:"language"`
	Round        string    `json:"round,omitempty"`      // the round it asks in: its letter carries a link
	Respondent   string    `json:"respondent,omitempty"` // for whom the link answers
	About        string    `json:"about,omitempty"`      // of a reminder: "deadline" or the round's name
	Last         bool      `json:"last,omitempty"`       // the last reminder before others are told
	At           time.Time `json:"at"`
}

// A Quality is one in which a recipient has a letter.
type Quality struct {
	Party        string `json:"party"`
	Why          string `json:"why"`
	For          string `json:"for,omitempty"`
	Organization string `json:"organization,omitempty"`
	Body         string `json:"body,omitempty"`
	As           string `json:"as,omitempty"` // where it is another's, in which quality that person has it
}
