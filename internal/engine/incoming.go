package engine

import (
	"time"

	"beredd/internal/wording"
)

// An IncomingKind is what a message that came by mail turned out to be.
type IncomingKind string

// The kinds. Only a report that carries the mark of a letter of ours says anything
// of that letter, and none of them is ever an answer.
const (
	CameUndelivered IncomingKind = "undelivered" // a report: a letter never arrived
	CameDelayed     IncomingKind = "delayed"     // a report: it has not arrived yet, and is tried again
	CameArrived     IncomingKind = "arrived"     // a report: it arrived
	CameAbsence     IncomingKind = "absence"     // a program answered for a person
	CameReply       IncomingKind = "reply"       // a person wrote, about a proposal that is known
	CameUnplaced    IncomingKind = "unplaced"    // about what is not known
	CameQuarantined IncomingKind = "quarantined" // kept unread until a coordinator has looked
	CameIgnored     IncomingKind = "ignored"     // a report without a valid mark, a list's letter, or our own come back
)

// IncomingKinds lists the kinds, those first that somebody must see to.
func IncomingKinds() []IncomingKind {
	return []IncomingKind{
		CameUnplaced, CameQuarantined, CameReply, CameAbsence, CameUndelivered, CameDelayed, CameArrived, CameIgnored,
	}
}

// An Incoming is one message that came by mail, as it is filed. Who wrote it is what
// it says of itself: anybody can have.
type Incoming struct {
	ID            string // a UUIDv7
	Collaboration string
	Key           string // what it is known by, however often it is fetched
	Kind          IncomingKind
	Proposal      string // id, where it is known what it is about
	Number        string // of that proposal
	Notice        string // the letter that it is about, where that is known
	At            time.Time

	From     string // address
	Name     string // beside the address
	Person   string // key, where the address is one of the pack's
	Subject  string
	Text     string // as much as is shown; the whole is in its bytes
	Cut      bool   // there is more
	Files    []IncomingFile
	Size     int64
	Reason   string // why it is quarantined, unplaced or ignored, by the catalogue's word
	Code     string // of a report: "5.1.1"
	Said     string // of a report: what the other server said, without addresses
	About    string // of a report: whose letter it was, by name
	Answered bool   // the sender is told that answers are given by the link

	HandledAt time.Time // when somebody had seen to it
	HandledBy string    // a person's key
}

// An IncomingFile is a file that came with a message.
type IncomingFile struct {
	Name string
	Type string
	Size int64
}

// Waits says whether a coordinator must see to the message.
func (m Incoming) Waits() bool {
	return m.HandledAt.IsZero() && (m.Kind == CameUnplaced || m.Kind == CameQuarantined)
}

// An InboxPosition is how far a mailbox has been read: by its server's numbers,
// which begin anew where Validity is another.
type InboxPosition struct {
	Mailbox  string
	Validity uint32
	UID      uint32
}

// A Filing is all that a message comes to, for a store to keep whole or not at all.
type Filing struct {
	Message  Incoming
	Raw      []byte         // the message as it came; nil of one that was too large
	Position *InboxPosition // where it stood; nil of what was handed over
	Returned string         // the notice that never arrived
	Late     string         // the notice that has not arrived yet
	Arrived  string         // the notice that did
	Mark     *AddressMark   // what it says of an address
	Instead  []Instead      // letters owed in place of the one that never arrived
}

// An Instead is a letter that goes again, to another address.
type Instead struct {
	Of     string // the notice whose place it takes
	Notice Notice
	Bundle string // what it goes together with, as Delivery has it; "" is to be seen
}

// An AddressStatus is what is known of an address.
type AddressStatus string

// The statuses.
const (
	AddressDead  AddressStatus = "dead"  // letters to it never arrive: they go to the function mailbox
	AddressSlow  AddressStatus = "slow"  // a letter to it was given up, without its being said to be wrong
	AddressWorks AddressStatus = "works" // a coordinator has said so since
)

// An AddressMark is what was found out about an address.
type AddressMark struct {
	Collaboration string
	Mail          string
	Status        AddressStatus
	Code          string
	Said          string
	Notice        string    // the letter that showed it
	Sent          time.Time // when that letter went: what was said to work after that still does
	Since         time.Time
	By            string // of AddressWorks: the person who said so
}

// An IncomingFilter says which messages a list shows, the latest first.
type IncomingFilter struct {
	Collaboration string
	Proposal      string       // one proposal's, else all
	Kind          IncomingKind // one kind, else all
	Waiting       bool         // only those that a coordinator must see to
	Limit         int          // 0 is 50
	Offset        int
}

// An IncomingPage is one page of messages.
type IncomingPage struct {
	Rows    []Incoming
	More    bool
	Counts  map[IncomingKind]int
	Waiting int // that a coordinator must see to
}

// An AutoReply tells somebody who wrote that answers are given by the link. It is
// never kept: it goes at once, or not at all.
type AutoReply struct {
	ID            string // for its Message-ID
	Collaboration string
	Mail          string
	Name          string
	Language      wording.Language
	Answers       string // the Message-ID of what it answers
	Number        string // of the proposal that it was about, or ""
	Proposal      string // its id, or ""
}
