package definition

import (
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Round puts one question to many respondents.
type Round struct {
	Name      string
	Title     wording.Text
	Opens     []Trigger
	At        *DateRef // it opens on this date rather than at once; a follow-up does
	NotDuring []string // windows that it does not open in, but when they end
	Asks      []people.Party
	Narrow    Narrowing // who of them is left out
	Parts     []Part    // some of those, of whom conditions count the answers apart
	Named     string    // the field that names whom it asks instead, by their keys; "" where Asks says
	Through   *Through  // the bodies among those answer through their members
	Living    bool      // who joins those while it is open is asked too, and who leaves counts no more
	Others    bool      // who is not asked may answer too, and is counted apart
	Secret    bool      // nobody learns who gave which answer
	Assurance string    // link, code, login, or "" for the default by answer
	Question  wording.Text
	Fields    []Field // inputs of its own, beside the language's
	Answers   []Answer
	OnEdit    EditRule  // what becomes of its answers when the text changes
	Closes    Closing   // when it ends
	Again     Again     // what it means that it opens anew
	Outcomes  []Outcome // what it may come to, the first that holds when it ends
	Deadline  *Deadline
	Forever   bool
	Extension *Extension // more time that one of those asked may be given; nil where nobody is
	Complete  Completion
	Expiry    *Expiry
	Letter    string  // the template that asks; "" is "asked"
	Starts    *Starts // the proposal that it opens, instead of asking anybody
	Pos       source.Pos
	onEdit    source.Pos     // of on edit:
	askable   []people.Party // where it asks whom the proposal names; nil elsewhere
	unread    bool           // opens: is there and could not be read
}

// FollowUp is the round that a workflow's follow_up: line declares.
const FollowUp = "follow_up"

// An Answer is one thing a respondent may say.
type Answer struct {
	Name      string
	Title     wording.Text
	Needs     []string
	NeedsWhen []Need // words that must be given where a guard holds
	Takes     []string
	Final     bool // after it the respondent is done, though it may change until the deadline
	Out       bool // who gives it is not counted: neither asked nor answered
	Pos       source.Pos
}

// A Completion says when a round has the answers it needs.
// One of the three is set.
type Completion struct {
	All      bool
	Count    int    // so many respondents have answered
	Fraction [2]int // so many of so many
	When     *Guard // an expression over count, none, answered, asked
}

// An Expiry is what follows when a round is past its last escalation: a
// transition, or closing the round as it stands.
type Expiry struct {
	Transition string // "" closes the round, which then counts as complete
	Pos        source.Pos
}
