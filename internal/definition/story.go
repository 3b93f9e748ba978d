package definition

import (
	"beredd/internal/calendar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A Scenario is a test of a pack in its own words.
type Scenario struct {
	Name  string
	Start string // virtual local time, "2026-02-02 09:00"
	Steps []Step
	Pos   source.Pos
}

// A Step is one line of a scenario or of a pack's demo.
// Exactly one of the pointers and Wait is set.
type Step struct {
	Propose *ProposeStep
	Do      *DoStep
	Answer  *AnswerStep
	Edit    *EditStep
	Close   *CloseStep
	Extend  *ExtendStep
	Recuse  *RecuseStep
	Follow  *FollowStep

	LayOut     *LayOutStep
	Reschedule *RescheduleStep
	Arrange    *ArrangeStep
	Record     *RecordStep

	Wait    *Wait
	Mailbox *MailboxStep
	Expect  *Expect
	On      string   // which proposal, by title or number; "" is the latest proposed
	Refused *Refused // the step must be refused
	Pos     source.Pos
}

// A ProposeStep opens a proposal.
type ProposeStep struct {
	As       string
	Workflow string         // "" where the pack has one
	Inputs   map[string]any // title, summary, proposed_decision, documents, fields
}

// A DoStep takes a transition.
type DoStep struct {
	Transition string
	As         string
	Inputs     map[string]any
	Expected   int    // the version acted on, 0 for the newest
	Key        string // an idempotency key, "" for a fresh one
	Back       bool   // the actor takes back that it has agreed to it
}

// An AnswerStep answers a round.
type AnswerStep struct {
	Assurance string // link, code or login where written, else as sure as is asked for
	Round     string
	As        string // the respondent: an organization or body by key or name
	With      string
	From      string // who outside the collaboration sent it; "" of an answer of those who belong to it
	Inputs    map[string]any
}

// An EditStep changes the proposal's own text or fields.
type EditStep struct {
	As     string
	Inputs map[string]any
}

// A CloseStep closes a round as it stands, with a reason.
type CloseStep struct {
	Round  string
	As     string
	Reason string
}

// An ExtendStep gives somebody more time to answer.
type ExtendStep struct {
	Round  string
	As     string
	For    string // the respondent: an organization or body by key or name
	To     string // the day
	Reason string
}

// A FollowStep lets somebody follow a proposal, or no longer.
type FollowStep struct {
	As  string
	End bool
}

// A RecuseStep declares a conflict of interest, or takes it back.
type RecuseStep struct {
	As     string
	For    string // whose it is; "" is the actor's own
	Back   bool
	Inputs map[string]any
}

// A Wait lets time pass: exactly one of its fields is set.
type Wait struct {
	Until   string          // "2026-02-23 08:00" or "2026-02-23"
	For     calendar.Period // "20 days"
	Meeting string          // the next meeting of the series or of the proposal: "until lgl"
	Next    bool            // "next": until the next thing that time does
}

// A MailboxStep makes an address fail or work again.
type MailboxStep struct {
	Of    string // organization, body or person
	Fails string // the SMTP reply: "550", "450", or "" to work again
}

// A Refused is the refusal a step must meet.
type Refused struct {
	Code  string
	Field string // where written
	Says  string // where written: part of the sentence, in any language
}

// An Expect is what must hold now. Only what is written is compared.
type Expect struct {
	State                       *string
	HeldBy                      *string // a role, body or "" for nobody
	Deadline                    *string // the date of the state's deadline, "" for none
	Version                     *int
	Decision                    *string
	Meeting                     *string
	Fields                      map[string]any
	Mail                        []MailExpect // exactly these since the last step that let something happen
	MailSet                     bool         // mail: was written, perhaps empty
	Includes                    []MailExpect // at least these
	Rounds                      map[string]RoundExpect
	Clocks                      map[string]ClockExpect
	Choices                     map[string][]string // as whom -> exactly these transitions
	Agreed                      *[]string           // who has agreed to a step that several take together, where written
	Recused                     *[]string           // whose conflicts of interest stand, where written
	Seen                        []SeenExpect        // what somebody sees, where that is written
	Agenda                      *[]PointExpect      // of a meeting, where written
	Present, Excused, Adjusters *[]string           // of a meeting, where written
	Time, Until, Place          *string             // of a meeting, where written
	Minutes                     *MinutesExpect
	History                     []string // the kinds of the latest events, where written

	Decisions      []string // every decision, oldest first
	DecisionsSet   bool     // decisions: was written, perhaps empty
	Recommendation *string  // the newest, "" for none
}

// A MinutesExpect is what a meeting's minutes say and don't.
type MinutesExpect struct{ Says, Hides []string }

// A MailExpect is one line of expected mail: a letter to everybody of a party, or
// of each of several.
type MailExpect struct {
	To       []string
	Letter   string // template
	About    string // what a reminder is about: deadline, a round's name
	Language wording.Language
	Status   string   // accepted, deferred, failed, where written
	Count    *int     // how many letters, where written
	Says     []string // what each such letter must say, in its text
	Hides    []string // what none of them may say
}

// A RoundExpect is where a round stands.
type RoundExpect struct {
	Answered *int
	Of       *int
	Late     *int
	Open     *bool
	Complete *bool
	Deadline *string
	Left     *string           // what is left of its time while that stands still, "10 workdays"; "" where it runs
	Extended map[string]string // respondent -> the last day of its own that it has been given, "" for none
	Outcome  *string           // what it came to, "" for nothing yet
	Answers  map[string]string // respondent -> answer
	Others   map[string]string // who is not asked -> answer; nil is not compared
}
