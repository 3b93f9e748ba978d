// Package definition reads a pack, checks it whole and says what it means: the
// collaboration with its people and calendar, the workflows with their states,
// transitions, rounds, deadlines and letters, and the scenarios' language.
//
// It is pure: it is handed files and hands back a Pack or every error in them,
// each with file, line and column. It does not know what time it is, nor of any
// running proposal.
package definition

import (
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Pack is everything one collaboration configures.
type Pack struct {
	Key        string
	Title      wording.Text
	Languages  []wording.Language
	Number     Number
	Calendar   *calendar.Calendar
	ClosedDays []ClosedDay // the collaboration's own, in the pack's order
	QuietTimes []QuietTime // when reminders wait, likewise
	StopWords  []string    // that no title may have, and of which a text is warned
	People     *people.Directory
	Binds      map[string]map[string][]string // workflow -> role -> bodies
	Workflows  []*Workflow                    // the kinds of proposal
	Year       []*Workflow                    // what cycle.yaml's meetings and deadlines run, made of it
	Cycle      *Cycle                         // nil where the pack has none
	Demo       Demo
	Post       Post   // how letters go, where the pack says so
	Edition    string // hash of every file but the scenarios
	letters    []string
	editions   map[editionKey]*Pack // as proposals see it that run on each; nil where nobody has published
	earlier    []*Pack              // that were in force, the oldest first; nil where nobody has published
	newest     *Pack                // of which this is one view; nil of one that was only read
	Sources    []source.File        // the files it was read from, scenarios excepted
}

// A Number is how the collaboration numbers its proposals: "LGL 2026-014".
type Number struct{ Prefix string }

// A Workflow is the state machine of one kind of proposal.
type Workflow struct {
	Key         string
	Title       wording.Text
	Edition     string // content hash of its file and of who has its roles; a running proposal records it
	Roles       []string
	RoleTitles  map[string]wording.Text // of the roles that have one of their own
	Fields      []Field
	States      []State // the first is where a proposal begins
	Transitions []Transition
	Rounds      []Round // follow_up is among them, under that name
	Clocks      []Clock
	Windows     []Window
	Notify      []Notify
	Promises    []Promise
	Elsewhere   []Elsewhere // steps taken in other proposals
	Conflict    *Conflict   // nil where nobody declares one

	Confidential *Confidential  // nil where nothing of it is withheld
	Standing     []StandingItem // of a meeting of the year: what stands on its agenda by itself

	OpenedBy        []people.Party // who may open a proposal of the kind; empty for who sits where it begins
	OpenedByAnother bool           // only a round of another proposal opens it
	OpenedIn        Windowed       // the windows that it is opened in or not; its Unless is empty
	OpenedAnyhow    []people.Party // who may open one whatever the windows say
	lent            []string       // the words that it has from the beginning, then
	openedAt        source.Pos     // of opened_by:

	whoMet    bool // a condition counts who is present at its meeting, or how they voted
	votes     bool // a condition hangs on how they voted
	mostSeats int  // how many sit in the largest body

	Pos  source.Pos
	ends []*ends // what may become of each round; empty where that was not worked out
}

// A Field is a value that a proposal of the kind carries, or that an act takes.
type Field struct {
	Name        string
	Type        FieldType
	Title       wording.Text
	Hint        wording.Text  // what to write in it, where the pack says
	Choices     []FieldChoice // for a Choice
	OnlyWith    []string      // the steps that it is given with; empty is any step, and an edit
	Least, Most *float64      // of a number, where the pack says
	Whole       bool          // of a number: it counts some unit of time, and is a whole number
	Past        *bool         // of a date: it has been, or is to come; nil is any
	Timed       bool          // of a date: it has its time of day too, "2026-03-20 17:00"
	Is          *Value        // of a computed field: what it is; nobody gives it
	Pos         source.Pos
	Workflow    string         // of Another: the kind of proposal that it names, "" for any
	Many        bool           // of Another and Chosen: it may name several
	Of          []people.Party // of Chosen: those of whom it names some
}

// A FieldChoice is one value that a field of type choice may have.
type FieldChoice struct {
	Name  string
	Title wording.Text
}

// A FieldType is what a value looks like.
type FieldType string

// The field types.
const (
	Text     FieldType = "text" // one line or many
	Bool     FieldType = "bool"
	Number_  FieldType = "number"
	Date     FieldType = "date" // perhaps with its time of day, as Field.Timed says
	Choice   FieldType = "choice"
	Document FieldType = "document" // at least one attached
	Meeting  FieldType = "meeting"  // the date of a meeting of the holder-to-be
	Another  FieldType = "proposal" // the number of another proposal, or of several with commas between
	Chosen   FieldType = "party"    // the key of a person, an organization or a body, or of several with commas between
)

// A State is where a proposal stands.
type State struct {
	Name        string
	Title       wording.Text
	Task        wording.Text // what whoever holds a proposal here is to do; nil where the pack doesn't say
	HeldBy      string       // a role, BySubmitter, proposal.FIELD, or "" in a final state
	Deadline    *Deadline
	Forever     bool     // it may wait here for ever, outright
	Needs       []string // what a proposal must have to stand here: "meeting"
	Final       bool
	Edits       []people.Party // who may change text and papers here; empty where the pack doesn't say
	EditsNobody bool           // they stand still here
	Pos         source.Pos
	unread      bool // it says what cannot be read, so that little is known of it
}

// BySubmitter is what a state is held by in which the turn is its submitter's.
const BySubmitter = string(people.Submitter)

// Holder is the party whose turn it is here: a role's body, the submitter, or whom the
// proposal names.
func (s *State) Holder() people.Party {
	if s.HeldBy == BySubmitter {
		return people.Party{Kind: people.Submitter}
	}
	if field := s.HeldByChosen(); field != "" {
		return people.Party{Kind: people.Chosen, Name: field}
	}
	return people.Party{Kind: people.Role, Name: s.HeldBy}
}

// HeldByChosen is the field in which a proposal names whose turn it is here, "" where it is
// another's.
func (s *State) HeldByChosen() string {
	if field, chosen := strings.CutPrefix(s.HeldBy, ProposalWord+"."); chosen {
		return field
	}
	return ""
}

// HeldByRole is the role whose turn it is here, "" where it is no role's.
func (s *State) HeldByRole() string {
	if s.HeldBy == BySubmitter || s.HeldByChosen() != "" {
		return ""
	}
	return s.HeldBy
}

// Drafting is the role in a body of which a proposal is opened: the one that holds it
// first, and where that is its submitter or somebody chosen the first that does after.
func (w *Workflow) Drafting() string {
	if len(w.States) > 0 && w.States[0].HeldBy == "" {
		return ""
	}
	for _, st := range w.States {
		if role := st.HeldByRole(); role != "" {
			return role
		}
	}
	return ""
}

// A Deadline says by when, what reminds, and who is told when it is late.
// Exactly one of Within and At is set.
type Deadline struct {
	Within   calendar.Period // from the moment the state was entered or the round opened
	At       *DateRef        // the date itself: the meeting, or one of the decision's
	Time     string          // "12:00", or "" for the end of the day
	Else     string          // "", "next workday", "previous workday": when it falls on a closed day
	Still    []string        // windows of the calendar that are not counted in Within
	Stops    []string        // rounds during which it stands still, and then goes on with what was left
	Runs     []string        // of a round's: the states in which it runs; empty where it does in all
	Remind   []calendar.Offset
	Every    *calendar.Offset // a reminder again and again after the deadline
	Escalate []Escalation     // in order of time
	Pos      source.Pos
}

// An Escalation tells somebody else when a deadline has been passed so long.
type Escalation struct {
	After calendar.Period
	To    []people.Party
}

// A Transition leads from some states to another.
type Transition struct {
	Name      string
	Title     wording.Text
	From      []string
	To        []Target // the first whose guard holds
	By        []people.Party
	Narrow    Narrowing // who of By does not take it, by name or by what they have done
	Together  bool      // all of By take it, each another person, and none alone
	Needs     []string  // inputs that must be given
	NeedsWhen []Need    // inputs that must be given where a guard holds
	Fresh     []string  // those of needs that must come anew
	Takes     []string  // inputs that may be given
	Closes    []string  // rounds whose question falls when it is taken; "rounds" is all
	Sets      []Setting // fields that it sets
	Meets     string    // the role or the body at whose next meeting it puts the proposal up; "" where it does not
	Submitter string    // who is the submitter from here: WhoeverTakesIt, whom a field of this name names, or "" where it stays
	When      *Guard
	WhenNot   wording.Text // what to tell whom the guard stops, where the pack says
	On        []Trigger    // no human: what fires it; empty where people do
	Windows   Windowed     // when it may be taken
	Reopens   bool         // it may lead from a final state, and the decision holds no more

	Everywhere []string // those of From that it leads from because they are open, not by name

	Pos       source.Pos
	unread    bool     // by: or on: is there and could not be read
	assumed   bool     // nothing takes it, which is reported: runs go on as if somebody did
	called    bool     // what happens in another proposal takes it
	rests     []string // words without which what it sets comes to nothing
	meetsAt   source.Pos
	mayNotSet bool // what it sets may come to nothing that its field may be, by which it is refused
}

// A Target is where a transition leads when its guard holds.
// State is "back" for the state the proposal last came from.
type Target struct {
	State string
	When  *Guard
	Here  bool // it is where the proposal stands already
	Pos   source.Pos
}

// Back is the target that means the state a proposal last came from.
const Back = "back"

// A TriggerKind sorts what fires without a human.
type TriggerKind string

// The kinds of trigger.
const (
	OnState      TriggerKind = "state"      // a state is entered
	OnTransition TriggerKind = "transition" // a transition is taken
	OnOpened     TriggerKind = "opened"     // a round has begun to ask
	OnComplete   TriggerKind = "complete"   // a round has its answers; Name "" is every open round of the proposal
	OnExpiry     TriggerKind = "expiry"     // a round is past its last escalation
	OnOutcome    TriggerKind = "outcome"    // a round has ended, and come to this
	OnTime       TriggerKind = "time"       // a period after the state was entered
	OnDate       TriggerKind = "date"       // a date the proposal carries has come
	OnClock      TriggerKind = "clock"      // a clock's time is out
	OnWindow     TriggerKind = "window"     // a window has ended
	OnHolds      TriggerKind = "holds"      // a condition holds, whatever made it so
	OnMinutes    TriggerKind = "minutes"    // of letters: the minutes of the meeting that decided are published
)

// A Trigger is what fires a transition, opens a round or sends a letter.
type Trigger struct {
	Kind    TriggerKind
	Name    string // the state, transition, round, clock or window; of OnHolds its condition, as it is written
	Outcome string // of an OnOutcome
	Period  calendar.Period
	Date    *DateRef
	When    *Guard
	Pos     source.Pos
}

// A Notify line sends a letter when something happens.
type Notify struct {
	On     Trigger
	To     []people.Party
	Narrow Narrowing // who of them is left out
	Letter string
	When   *Guard
	Pos    source.Pos
}

// A Promise is a sentence that check proves or refutes.
type Promise struct {
	Text string
	Pos  source.Pos
}

// A Demo is what `beredd demo` shows: who one may be, and the steps that make
// the proposals it starts with, in the scenario language.
type Demo struct {
	Personas []Persona
	Start    string // virtual time
	Steps    []Step
}

// A Persona is a person that the demo lets a visitor be.
type Persona struct {
	Person string
	Title  wording.Text
}

// Workflow finds one of the pack's workflows, those of its year among them, or nil.
func (p *Pack) Workflow(key string) *Workflow {
	for _, all := range [][]*Workflow{p.Workflows, p.Year} {
		for _, w := range all {
			if w.Key == key {
				return w
			}
		}
	}
	return nil
}

// Field finds one of the workflow's own fields, or nil.
func (w *Workflow) Field(name string) *Field {
	for i := range w.Fields {
		if w.Fields[i].Name == name {
			return &w.Fields[i]
		}
	}
	return nil
}

// State finds a state by name, or nil.
func (w *Workflow) State(name string) *State {
	for i := range w.States {
		if w.States[i].Name == name {
			return &w.States[i]
		}
	}
	return nil
}

// Transition finds a transition by name, or nil.
func (w *Workflow) Transition(name string) *Transition {
	for i := range w.Transitions {
		if w.Transitions[i].Name == name {
			return &w.Transitions[i]
		}
	}
	return nil
}

// Round finds a round by name, or nil.
func (w *Workflow) Round(name string) *Round {
	for i := range w.Rounds {
		if w.Rounds[i].Name == name {
			return &w.Rounds[i]
		}
	}
	return nil
}

// Answer finds one of a round's answers by name, or nil.
func (r *Round) Answer(name string) *Answer {
	for i := range r.Answers {
		if r.Answers[i].Name == name {
			return &r.Answers[i]
		}
	}
	if r.Secret && name == Cast {
		return &Answer{Name: Cast, Title: wording.Both("engine.ballot.cast", nil), Final: true}
	}
	return nil
}
