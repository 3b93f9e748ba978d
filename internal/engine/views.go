package engine

import (
	"time"

	"beredd/internal/calendar"
	"beredd/internal/link"
	"beredd/internal/wording"
)

// A Listing is a proposal as a row of a list.
type Listing struct {
	ID       string
	Number   string
	Workflow string
	Edition  string // of the workflow
	Title    string
	State    string
	Holder   string        // the body whose turn it is, or ""
	Due      calendar.Date // of the state or the open round that is due first; zero where none is
	DueAt    time.Time
	Changed  time.Time
	Closed   time.Time
	Asked    int // respondents of open rounds
	Answered int

	Confidential string // who may read it, as Reader.Reads takes it; "" is anybody
}

// A Tab is one cut of the list of proposals.
type Tab string

// The tabs.
const (
	TabOpen    Tab = "open"    // not in a final state
	TabDecided Tab = "decided" // has a decision
	TabClosed  Tab = "closed"  // in a final state
	TabAll     Tab = "all"
)

// A Filter says which proposals a list shows.
type Filter struct {
	Collaboration string
	Tab           Tab
	OfYear        bool   // meetings and duties of the year, in place of proposals; Counts are of proposals all the same
	Words         string // in number, title, summary and texts; each must be found as the beginning of a word
	State         string
	Holder        string  // a body
	Late          bool    // only those whose date has passed, at Now
	Reader        *Reader // who searches: what it may not read it finds by the number alone; nil reads all
	Now           time.Time
	Limit         int // rows a page; 0 is 50
	Offset        int
}

// A Page is one page of a list, with how many there are in each tab.
type Page struct {
	Rows   []Listing
	Total  int  // that the filter matches
	More   bool // there are more than Total, which is as far as was counted
	Counts map[Tab]int
}

// An Asked is an answer that somebody owes, or has given, in a round.
type Asked struct {
	Proposal   string
	Workflow   string
	Edition    string // of the workflow
	Number     string
	Title      string
	State      string
	Round      string // id
	RoundName  string
	Respondent string
	Answer     string
	Open       bool
	Due        calendar.Date
	DueAt      time.Time

	Confidential string // who may read of it, as Reader.Reads takes it; "" is anybody
}

// A DueDate is a deadline with the proposal it is of, for lists by date.
type DueDate struct {
	Proposal    string
	Workflow    string
	Edition     string // of the workflow
	Number      string
	Title       string
	About       string // "state", "round", "clock", or "opening" of a round that waits for its date
	Name        string
	Holder      string
	Moment      calendar.Moment
	Status      DeadlineStatus
	Outstanding int    // answers still missing, of a round
	For         string // of a round, the one who has been given this day of its own, by key; "" is that of all
	Planned     bool   // it has its date, and not yet what lets it come

	Confidential string // who may read of it, as Reader.Reads takes it; "" is anybody
}

// A DeliveryStatus is where a letter is on its way.
type DeliveryStatus string

// The statuses of delivery, named as mail systems name them.
const (
	Queued   DeliveryStatus = "queued"
	Active   DeliveryStatus = "active"   // a worker has it now
	Deferred DeliveryStatus = "deferred" // refused for now; it is tried again
	Held     DeliveryStatus = "held"     // somebody must release it
	Accepted DeliveryStatus = "accepted" // handed to the mail server; no more is known
	Failed   DeliveryStatus = "failed"   // refused for good
	Returned DeliveryStatus = "returned" // handed over, and then said never to arrive
	Needless DeliveryStatus = "needless" // a reminder of what was done before it went: it is not sent
	Merged   DeliveryStatus = "merged"   // it went in another letter to the same address
	Unwanted DeliveryStatus = "unwanted" // its recipient has turned such letters off
)

// A Delivery is a notice with what has become of it.
type Delivery struct {
	Notice
	Number       string // of the proposal
	Title        string
	Confidential string // who may read the title, as Reader.Reads takes it; "" is anybody
	Status       DeliveryStatus
	Attempts     int
	NextAt       time.Time
	SettledAt    time.Time    // accepted or failed; of one that waits, when it might first go: a person let it, or its hour came
	Response     string       // what the other server said, without addresses
	Said         wording.Text // the same for people, where we know better
	Claim        string       // of one that a worker has: what its Settlement shows
	Bundle       string       // letters that have this in common go as one; "" goes alone
	Carrier      string       // of one that has gone in another letter: that
	LetThrough   bool         // somebody has let it go while others are held
}

// LetterFacts is all that a letter is written from.
type LetterFacts struct {
	Delivery
	Event    Event    // what happened, that the letter tells of
	Proposal Proposal // as it stands when the letter is written

	Choices        LetterChoices // what its recipient has chosen
	LastOfProposal time.Time     // when a letter about the same proposal last went to the same address
	LastReminded   time.Time     // when a reminder last went to the same address
	Beside         bool          // another about the same proposal waits beside it for the same address
	Along          []LetterFacts // those that go in this letter, where it is several in one
	Linked         bool          // its papers go as links, whatever the pack says: its server takes no letter so large
	Left           bool          // its recipient is not to have it any more
	Outdated       string        // why nobody needs it any more, where it tells when a meeting is
	Uncalled       bool          // it calls a meeting off to which its recipient was never called
}

// A Fate is what came of one try to hand a letter over.
type Fate string

// The fates.
const (
	HandedOver Fate = "handed_over" // the mail server has it
	Refused    Fate = "refused"     // this recipient or letter is refused for good
	TryAgain   Fate = "try_again"   // refused or broken off for now, for this letter alone
	NoServer   Fate = "no_server"   // no server to speak to: nobody's letter can go
	Unwritable Fate = "unwritable"  // the letter itself could not be written; somebody must look
	Homeless   Fate = "homeless"    // it was not sent: no address of whom it is for works; somebody must decide
)

// A Handover tells of one try to hand a letter over.
type Handover struct {
	Fate     Fate
	Response string // what the other server said, without addresses
	Err      error  // for the log, where something broke
	// Address is the code that the address itself was refused with, "5.1.1" say: the
	// next letter to it would be too. "" where it was not.
	Address string
}

// A Settlement is what a try made of a delivery, for a store to keep. A store
// keeps Accepted over whatever it had, for then the letter has gone; all else only
// from the worker that still has the letter: one that comes late has been overtaken.
type Settlement struct {
	Notice   string
	Claim    string         // the Delivery's
	Status   DeliveryStatus // Deferred, Held, Accepted, Failed, Needless, Merged or Unwanted; Queued for one given back untried
	Attempts int            // tries so far that count, this one included
	NextAt   time.Time      // of Deferred and Queued: not before
	At       time.Time      // when it was tried; of Queued, when it may first go where that is kept
	Response string
	Bundle   string       // the letters that it goes with, as Delivery has it
	Carrier  string       // of Merged: the letter that it went in
	Along    []Settlement // of the letters that went in it, kept with it or not at all
}

// A CodeLetter carries six digits to somebody who is signing in or answering.
// It belongs to no event and is never kept: whoever made the code sends it at
// once, and tells the person where that fails.
type CodeLetter struct {
	ID            string // for its Message-ID; says nothing of the code
	Letter        string // sign_in_code or assurance_code
	Collaboration string
	Name          string
	Mail          string
	Language      wording.Language
	Code          string
	Until         time.Time
	Number        string // of the proposal that is answered, or ""
	Title         string
}

// A CaughtLetter is one that was kept instead of sent, for the demo's mailbox.
type CaughtLetter struct {
	ID        string // of the notice
	Proposal  string // id, "" for a letter that is about none
	Letter    string
	To        string // address
	Name      string
	Subject   string
	Preheader string
	Text      string
	HTML      string
	Raw       []byte // the whole message (.eml)
	At        time.Time
}

// Claim is what the notice's signed link vouches for, for one purpose.
func (n Notice) Claim(purpose link.Purpose) link.Claim {
	recipient := n.Person
	if recipient == "" {
		recipient = n.Mail
	}
	return link.Claim{ID: n.ID, Round: n.Round, Respondent: n.Respondent, Recipient: recipient, Purpose: purpose}
}
