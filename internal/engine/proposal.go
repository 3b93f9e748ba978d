// Package engine decides: given a pack, a proposal, an act and the time, what
// follows. It owns the proposal and all that happens to it: acts, changes,
// events, notices, deadlines and rounds, and the Store that it needs.
//
// Decide, Choices and Preview are pure. The engine does not know how a change is
// kept, how a letter is sent, or what a page looks like.
package engine

import (
	"time"

	"beredd/internal/agenda"
	"beredd/internal/calendar"
)

// A Proposal is what a collaboration prepares and decides (ärende), read whole:
// with its rounds, deadlines and documents.
type Proposal struct {
	ID            string            `json:"id"`
	Collaboration string            `json:"collaboration"`
	Workflow      string            `json:"workflow"`
	Edition       string            `json:"edition"` // of the workflow it began on
	Number        string            `json:"number"`  // "LGL 2026-014"; of a proposal never saved the series alone, "LGL 2026", to which Save adds the next number
	Title         string            `json:"title"`
	Summary       string            `json:"summary"`
	Proposed      string            `json:"proposed"` // the proposed decision, in full
	Fields        map[string]any    `json:"fields,omitempty"`
	Submitter     string            `json:"submitter"`           // a person's key
	Handler       string            `json:"handler,omitempty"`   // the person who last took a step with it or changed it
	Followers     []string          `json:"followers,omitempty"` // persons who are told of each step, in the order in which they asked; never changed in place
	Bodies        map[string]string `json:"bodies"`              // role -> body
	State         string            `json:"state"`
	CameFrom      string            `json:"came_from,omitempty"` // the state it stood in before
	Holder        string            `json:"holder,omitempty"`    // the body whose turn it is, or ""
	Entered       time.Time         `json:"entered"`             // when it came to its state
	Meeting       *Meeting          `json:"meeting,omitempty"`
	Decision      *Decision         `json:"decision,omitempty"`
	Deadlines     []Deadline        `json:"deadlines,omitempty"` // every one it has had
	Rounds        []Round           `json:"rounds,omitempty"`
	Unreported    string            `json:"unreported,omitempty"` // the body that is to hear of its decision, by key, at its next meeting that is laid out
	Awaiting      []string          `json:"awaiting,omitempty"`   // rounds that would have opened, had the proposal their date; never changed in place
	Documents     []Document        `json:"documents,omitempty"`  // every version
	Conflicts     []Conflict        `json:"conflicts,omitempty"`  // of interest, every one that was declared
	Past          []Mark            `json:"past,omitempty"`       // what has happened, in the order of the first time
	Hands         []Hand            `json:"hands,omitempty"`      // who did what with it; never changed in place
	Renewed       []string          `json:"renewed,omitempty"`    // what has come since it came to its state, of what some step asks for anew; never changed in place
	Agreements    []Agreement       `json:"agreements,omitempty"` // steps that several take together, on their way; never changed in place
	Opened        time.Time         `json:"opened"`
	Closed        time.Time         `json:"closed,omitzero"` // when it came to a final state
	Changed       time.Time         `json:"changed"`         // the latest event
	Version       int               `json:"version"`         // how many events it has
	Moved         Moved             `json:"moved"`
	Parent        *Parent           `json:"parent,omitempty"` // the proposal that opened it
	Head          string            `json:"head"`             // the hash of its latest event

	Earlier         []Decision `json:"earlier,omitempty"`         // decisions before the latest, and those that hold no more, oldest first; never changed in place
	Recommendations []Decision `json:"recommendations,omitempty"` // what was recommended before deciding, oldest first; never changed in place

	Secret *Secrecy `json:"secret,omitempty"` // it is confidential; never changed in place

	Origin    *Origin           `json:"origin,omitempty"`    // of what the cycle has laid out; never changed in place
	Gathering *agenda.Gathering `json:"gathering,omitempty"` // of a meeting, whose day is Meeting; never changed in place

	Behind Behind `json:"-"` // of one that is veiled: the proposal whole, which only the engine reads
}

// Moved is the latest act that matters to who else is about to act: a
// transition or a change of the text. Reminders and answers do not move.
type Moved struct {
	Version int       `json:"version"`
	At      time.Time `json:"at"`
	Person  string    `json:"person,omitempty"`
	What    string    `json:"what"` // the transition, or "edited", "proposed"
}

// A Meeting is one occasion that a proposal is taken up on.
type Meeting struct {
	ID   string        `json:"id,omitempty"`   // of the meeting as a proposal of its own, "" of a day that the cycle has and nobody has laid out
	Name string        `json:"name,omitempty"` // the series, or ""
	Date calendar.Date `json:"date"`
	Time string        `json:"time,omitempty"` // when it begins, "09:00"
	Body string        `json:"body,omitempty"`
}

// A Decision is what was decided, by whom and when.
type Decision struct {
	Text       string         `json:"text"`
	Body       string         `json:"body"`
	Person     string         `json:"person"` // who recorded it
	On         calendar.Date  `json:"on"`
	Meeting    *Meeting       `json:"meeting,omitempty"`
	FollowUpOn calendar.Date  `json:"follow_up_on,omitzero"`
	Transition string         `json:"transition"`
	Inputs     map[string]any `json:"inputs,omitempty"` // whatever else was given with it
	Void       bool           `json:"void,omitempty"`   // the proposal was reopened, and it holds no more
}

// A Document is one version of a paper. Its bytes are the store's, by Hash.
type Document struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Version int       `json:"version"` // of documents with this name, from 1
	Type    string    `json:"type"`    // media type
	Size    int64     `json:"size"`    // bytes
	Hash    string    `json:"hash"`    // SHA-256, hex
	Person  string    `json:"person"`
	At      time.Time `json:"at"`
	From    string    `json:"from,omitempty"`  // of a paper that came with an answer: the respondent's key
	Round   string    `json:"round,omitempty"` // and the round's id
	Kind    string    `json:"kind,omitempty"`  // the pack's field that it is given for, "" for any paper
	Sent    string    `json:"sent,omitempty"`  // of what a meeting sent out: agenda or minutes
}

// A Deadline is a date that somebody must keep.
type Deadline struct {
	ID        string          `json:"id"`
	About     string          `json:"about"`           // "state", "round", "clock", "extension"
	Name      string          `json:"name"`            // of the state or round; of an extension the respondent's key
	Of        string          `json:"of,omitempty"`    // of an extension: the round's name
	Round     string          `json:"round,omitempty"` // id of the round
	On        string          `json:"on,omitempty"`    // of a step on time: the date of the proposal that it hangs on
	Moment    calendar.Moment `json:"moment"`
	Status    DeadlineStatus  `json:"status"`
	Timers    []Timer         `json:"timers,omitempty"`
	StartedAt time.Time       `json:"started_at"`
	EndedAt   time.Time       `json:"ended_at,omitzero"`
	Left      calendar.Period `json:"left,omitzero"`    // of one that is paused: what is left of it, less than nothing where it had passed
	Resumed   Resumption      `json:"resumed,omitzero"` // of one that has stood still: when it last went on
}

// A DeadlineStatus says whether a deadline still runs.
type DeadlineStatus string

// The statuses.
const (
	Running DeadlineStatus = "running"
	Kept    DeadlineStatus = "kept"    // what it waited for came in time
	Late    DeadlineStatus = "late"    // what it waited for came, after it
	Stopped DeadlineStatus = "stopped" // nothing waits for it any more
	Paused  DeadlineStatus = "paused"  // its time stands still
)

// A Timer is one thing that time does: due, and not recorded as done.
type Timer struct {
	ID    string    `json:"id"`
	Kind  TimerKind `json:"kind"`
	Step  int       `json:"step"`           // which reminder or escalation, in the pack's order
	Name  string    `json:"name,omitempty"` // the transition or round concerned
	DueAt time.Time `json:"due_at"`
	Done  time.Time `json:"done,omitzero"`
	Void  bool      `json:"void,omitempty"` // nothing waits for it any more
}

// A TimerKind is what happens when a timer is due.
type TimerKind string

// The kinds of timer.
const (
	Remind     TimerKind = "remind"
	Overdue    TimerKind = "overdue" // the deadline has passed: a reminder that comes again
	Escalate   TimerKind = "escalate"
	Expire     TimerKind = "expire"     // a round's last word
	Transition TimerKind = "transition" // a transition on time
	OpenRound  TimerKind = "open_round" // a follow-up's date has come
	Pass       TimerKind = "pass"       // a clock's time is out
	Shut       TimerKind = "shut"       // a window ends
	Muster     TimerKind = "muster"     // others are to be asked in a round
)

// A Round is one question on its way to many respondents.
type Round struct {
	ID          string         `json:"id"`
	Name        string         `json:"name"`
	OpenedAt    time.Time      `json:"opened_at,omitzero"` // zero: waits for its date
	OpensOn     calendar.Date  `json:"opens_on,omitzero"`
	ClosedAt    time.Time      `json:"closed_at,omitzero"`
	Complete    bool           `json:"complete,omitempty"`
	Expired     bool           `json:"expired,omitempty"`
	Reason      string         `json:"reason,omitempty"`    // why it was closed by hand
	How         string         `json:"how,omitempty"`       // it ended: "early", "deadline", or "" where it had its answers
	Withdrawn   bool           `json:"withdrawn,omitempty"` // it was put anew, or fell: nothing follows from it
	Nth         int            `json:"nth,omitempty"`       // which of those that add, from 1
	Since       time.Time      `json:"since,omitzero"`      // of one that adds: when the proposal had come to the state where it opened
	Outcome     string         `json:"outcome,omitempty"`   // what it came to, where the pack has words for that
	Respondents []Respondent   `json:"respondents"`
	Others      []Respondent   `json:"others,omitempty"`   // who has answered without being asked; never changed in place
	Urn         map[string]int `json:"urn,omitempty"`      // of secret answers: how many gave each; never changed in place
	Children    []string       `json:"children,omitempty"` // the proposals that it opened, by id; never changed in place
}

// A Respondent is one organization or body that a round asks.
type Respondent struct {
	Organization string         `json:"organization,omitempty"`
	Body         string         `json:"body,omitempty"`
	Person       string         `json:"person,omitempty"`
	Outside      string         `json:"outside,omitempty"` // of an answer from outside the collaboration: its sender's name
	Answer       string         `json:"answer,omitempty"`  // "" has not answered
	Inputs       map[string]any `json:"inputs,omitempty"`
	Final        bool           `json:"final,omitempty"` // the answer settles it
	Late         bool           `json:"late,omitempty"`  // answered after the deadline
	At           time.Time      `json:"at,omitzero"`
	By           string         `json:"by,omitempty"` // the person or mailbox whose link it was
	Assurance    string         `json:"assurance,omitempty"`
	Receipt      string         `json:"receipt,omitempty"`
	Changes      int            `json:"changes,omitempty"`  // how often it was changed
	Text         int            `json:"text,omitempty"`     // the version of the text that was answered
	Papers       []string       `json:"papers,omitempty"`   // of the answer, by id; never changed in place
	Fell         []Fallen       `json:"fell,omitempty"`     // answers to texts that have changed since
	Proposal     string         `json:"proposal,omitempty"` // of a proposal that the round opened: its id
	Number       string         `json:"number,omitempty"`   // and its number
	For          string         `json:"for,omitempty"`      // and the body that drafts it
	Of           string         `json:"of,omitempty"`       // of a member whose body answers through it: the body
	Through      bool           `json:"through,omitempty"`  // a body that answers through its members
	Deputy       string         `json:"deputy,omitempty"`   // of an organization: the person that the question was handed over to
	Out          bool           `json:"out,omitempty"`      // is not counted: by its answer, by a conflict of interest, or because it has left
	Gone         bool           `json:"gone,omitempty"`     // has left those whom the round asks, where these live
}

// Key names the respondent within its round.
func (r Respondent) Key() string {
	switch {
	case r.Outside != "":
		return outsideKey + r.Outside
	case r.Of != "":
		return r.Of + "." + r.Person
	case r.Number != "":
		return r.Number
	case r.Organization != "":
		return r.Organization
	case r.Body != "":
		return r.Body
	}
	return r.Person
}

// An Origin is the line of the cycle that a meeting or a yearly duty comes from. A
// collaboration has one proposal of each key, so that a year laid out twice is laid
// out once.
type Origin struct {
	Key    string `json:"key"`              // the line and the day its own rule gives, "meeting.lgl/2026-04-03", however the date is moved
	Pinned bool   `json:"pinned,omitempty"` // a person has set the date: a rule that changes leaves it
}
