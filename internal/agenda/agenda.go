// Package agenda is what a meeting takes up and what is recorded of it: its items,
// who is there, what is said, decided, postponed and assigned. It keeps the order,
// the numbers that stand once the agenda is sent, and the paragraphs of the minutes.
//
// It is pure, and does not know proposals, only their numbers; nor how anything
// is kept or written out.
package agenda

import (
	"time"

	"beredd/internal/calendar"
)

// A Gathering is what a meeting has beside its day: who meets and where, what they
// take up, and the record of it.
type Gathering struct {
	Bodies    []string   `json:"bodies"`          // that meet, by key; the first one's minutes they are
	End       string     `json:"end,omitempty"`   // "12:00"
	Until     string     `json:"until,omitempty"` // of a meeting of several days its last, "2021-10-15"
	Place     string     `json:"place,omitempty"`
	Link      string     `json:"link,omitempty"` // for those who take part from afar
	Items     []Item     `json:"items,omitempty"`
	Fixed     time.Time  `json:"fixed,omitzero"` // since when the items' numbers stand; zero: they follow the order
	Sent      []Item     `json:"sent,omitempty"` // the agenda as it went out, with what was added to it afterwards
	Present   []Presence `json:"present,omitempty"`
	Adjusters []string   `json:"adjusters,omitempty"` // who approve the minutes, by name
	Approved  []Approval `json:"approved,omitempty"`  // who have approved them, and when
}

// An Approval is somebody's of the minutes.
type Approval struct {
	Who string        `json:"who,omitempty"` // by name; "" where all did, on paper
	On  calendar.Date `json:"on"`
}

// An Item is one point of an agenda, and the record of it.
type Item struct {
	ID         string        `json:"id"`
	Number     int           `json:"number,omitempty"`    // on the agenda, from 1; 0 while none is fixed
	Paragraph  int           `json:"paragraph,omitempty"` // of the minutes, without gaps in the body's year; 0 where none is given
	Kind       Kind          `json:"kind"`
	Title      string        `json:"title"`
	About      Matter        `json:"about,omitzero"`       // the proposal that it takes up
	Presenters []string      `json:"presenters,omitempty"` // by name, with their organization
	Last       bool          `json:"last,omitempty"`       // it stands after what is put on the agenda later
	Length     int           `json:"length,omitempty"`     // minutes that it is planned to take
	Papers     []string      `json:"papers,omitempty"`     // of the meeting, by document id; a proposal's papers are its own
	Late       bool          `json:"late,omitempty"`       // it came after the stop date, or once the agenda was sent
	Waits      bool          `json:"waits,omitempty"`      // of one that is late: for the chair's or the secretary's yes, without which it goes to the next meeting
	From       Matter        `json:"from,omitzero"`        // the meeting that carried it over to this one
	To         Matter        `json:"to,omitzero"`          // the meeting that it was carried over to
	Gathers    []Matter      `json:"gathers,omitempty"`    // of Delegated: whose decisions it reports
	At         string        `json:"at,omitempty"`         // when it was taken up, "09:40"
	Parts      []Part        `json:"parts,omitempty"`      // what was said and proposed, in the order it is told
	Result     Result        `json:"result,omitempty"`
	Step       string        `json:"step,omitempty"`     // the transition that its proposal took here
	Decision   []string      `json:"decision,omitempty"` // as points
	Votes      []Vote        `json:"votes,omitempty"`    // that were taken on it
	Reserved   []Reservation `json:"reserved,omitempty"`
	Recused    []string      `json:"recused,omitempty"` // who had a conflict of interest and left, by name
	Assigned   []Assignment  `json:"assigned,omitempty"`
}

// A Matter is another proposal, or a meeting, by as much as an agenda shows.
type Matter struct {
	ID     string `json:"id,omitempty"`
	Number string `json:"number,omitempty"`
	Title  string `json:"title,omitempty"`
}

// A Kind is how an item is taken up (ärendetyp).
type Kind string

// The kinds of item.
const (
	Formal      Kind = "formal"      // the opening, the agenda, earlier minutes, next meetings
	Information Kind = "information" // ends with the chair's thanks
	Round       Kind = "round"       // several report in turn
	Decision    Kind = "decision"
	Delegated   Kind = "delegated" // decisions that others have made in simple matters are reported
)

// A Part is one passage of an item's record.
type Part struct {
	Kind   PartKind `json:"kind"`
	Who    string   `json:"who,omitempty"` // of Report: whose it is
	Text   string   `json:"text,omitempty"`
	Points []string `json:"points,omitempty"` // of Proposed
}

// A PartKind is what a passage tells.
type PartKind string

// The kinds of passage.
const (
	Background PartKind = "background"
	Views      PartKind = "views"    // questions and views
	Proposed   PartKind = "proposed" // the proposed decision, as points
	Report     PartKind = "report"   // of a round
	Note       PartKind = "note"     // a note to the minutes (protokollsanteckning)
	Upcoming   PartKind = "upcoming" // the body's next meetings, as they are laid out
)

// A Result is what became of an item at the meeting.
type Result string

// The results.
const (
	Open         Result = ""            // it has not been dealt with
	Noted        Result = "noted"       // taken as information, with the chair's thanks
	AsProposed   Result = "as_proposed" // decided according to the proposal
	Amended      Result = "amended"     // decided otherwise than proposed
	Rejected     Result = "rejected"
	ReferredBack Result = "referred_back" // återremiss
	Postponed    Result = "postponed"     // bordlagt: it returns by itself to the next agenda
	Withdrawn    Result = "withdrawn"     // its proposal was taken back: nothing was dealt with
)

// A Presence is one person at a meeting.
type Presence struct {
	Person       string  `json:"person,omitempty"` // key; "" of a guest
	Name         string  `json:"name"`
	Organization string  `json:"organization,omitempty"` // key, or the name of one outside the collaboration
	As           string  `json:"as,omitempty"`           // chair, vice_chair, secretary, member, substitute, adjunct, guest
	Spells       []Spell `json:"spells,omitempty"`       // when; none where the person is absent
	Excused      bool    `json:"excused,omitempty"`      // has said that it can't come
}

// A Spell is a time that somebody was there.
type Spell struct {
	From string `json:"from,omitempty"` // "09:00"; "" from the beginning
	To   string `json:"to,omitempty"`   // "" to the end
}

// A Reservation is somebody's against a decision.
type Reservation struct {
	Who  string `json:"who"` // by name, with the organization
	Text string `json:"text,omitempty"`
}

// An Assignment is what somebody is to do after the meeting, and come back with.
type Assignment struct {
	What string        `json:"what"`
	Who  []string      `json:"who"` // bodies, organizations or persons, by key
	By   calendar.Date `json:"by"`
	Said string        `json:"said,omitempty"` // how the day was said: "första kvartalet 2022"
	Duty string        `json:"duty,omitempty"` // the proposal that follows it up, by id
}
