package engine

import (
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// A Listing is a proposal as a row of a list.
type Listing struct {
	ID       string
	Number   string
	Workflow string
	Title    string
	State    string
	Holder   string        // the body whose turn it is, or ""
	Due      calendar.Date // of the state or the open round that is due first; zero where none is
	DueAt    time.Time
	Changed  time.Time
	Closed   time.Time
	Asked    int // respondents of open rounds
	Answered int
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
	Words         string // in number, title, summary and texts; each must be found as the beginning of a word
	State         string
	Holder        string // a body
	Late          bool   // only those whose date has passed, at Now
	Now           time.Time
	Limit         int // rows a page; 0 is 50
	Offset        int
}

// A Page is one page of a list, with how many there are in each tab.
type Page struct {
	Rows   []Listing
	Total  int // that the filter matches
	Counts map[Tab]int
}

// An Asked is an answer that somebody owes, or has given, in a round.
type Asked struct {
	Proposal   string
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
}

// A DueDate is a deadline with the proposal it is of, for lists by date.
type DueDate struct {
	Proposal    string
	Number      string
	Title       string
	About       string // "state" or "round"
	Name        string
	Holder      string
	Moment      calendar.Moment
	Status      DeadlineStatus
	Outstanding int // answers still missing, of a round
}

// A DeliveryStatus is where a letter is on its way.
type DeliveryStatus string

// The statuses of delivery, named as mail systems name them.
const (
	Queued   DeliveryStatus = "queued"
	Active   DeliveryStatus = "active"   // a worker has it now
	Deferred DeliveryStatus = "deferred" // refused for now; it is tried again
	Held     DeliveryStatus = "held"     // somebody must release it
	Accepted DeliveryStatus = "accepted" // handed to the recipient's server; no more is known
	Failed   DeliveryStatus = "failed"   // refused for good
)

// A Delivery is a notice with what has become of it.
type Delivery struct {
	Notice
	Number    string // of the proposal
	Title     string
	Status    DeliveryStatus
	Attempts  int
	NextAt    time.Time
	SettledAt time.Time    // accepted or failed
	Response  string       // what the other server said, without addresses
	Said      wording.Text // the same for people, where we know better
}
