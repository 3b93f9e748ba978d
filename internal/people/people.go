// Package people knows who takes part: organizations with their mailboxes and
// contacts, bodies with their seats, persons and their substitutes. It answers
// who stands behind a party on a given day, and so who may act and who is told.
//
// It is pure, and knows nothing of proposals: a workflow's roles are bound to
// bodies by whoever asks.
package people

import (
	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// An Organization is a member of the collaboration.
type Organization struct {
	Key      string
	Name     wording.Text
	Kind     string  // municipality, region, association …
	Weight   float64 // what its answer weighs, 1 unless the pack says
	Mailbox  string  // the function mailbox: it always has the letter
	Language wording.Language
	Contacts []Contact
	From     calendar.Date // zero: since always
	To       calendar.Date // zero: for ever; else the last day of membership
}

// A Contact is the person who holds a function in an organization.
type Contact struct {
	Function string
	Person   string
}

// A Person acts, and is written to. Persons are known by function.
type Person struct {
	Key        string
	Name       string
	Mail       string
	Language   wording.Language
	Substitute *Substitute
	From       calendar.Date // zero: since always
	To         calendar.Date // zero: for ever; else the last day on which the person takes part
}

// A Substitute stands in for a person from a day to a day, both included.
type Substitute struct {
	Person string
	From   calendar.Date
	To     calendar.Date
}

// A Body prepares or decides.
type Body struct {
	Key     string
	Title   wording.Text
	Kind    string // working, preparation, deciding …
	Decides string // what its outcome is called: decision, recommendation, position
	Minutes string // approved (by adjusters) or notes
	// Paragraphs says that the items of its minutes are numbered through the year.
	Paragraphs bool
	Mailbox    string // where set, letters to the body go here too
	Seats      []Seat
}

// A Seat is a person's place in a body.
type Seat struct {
	Person string
	Role   string // chair, vice_chair, secretary, member, substitute, adjunct
	Of     string // the organization the person sits for, or ""
	From   calendar.Date
	To     calendar.Date
	Weight *float64 // what its holder's answer weighs, nil for 1
}

// A PartyKind says what a Party names.
type PartyKind string

// The kinds of party.
const (
	ABody         PartyKind = "body"          // everybody seated in a body, or only a seat role
	Coordinator   PartyKind = "coordinator"   // the collaboration's coordinators
	Organizations PartyKind = "organizations" // every member organization
	AnOrg         PartyKind = "organization"  // one member organization
	APerson       PartyKind = "person"
	Submitter     PartyKind = "submitter" // whoever drafted the proposal; the engine knows who
	Role          PartyKind = "role"      // a workflow's role; the engine knows which body
	System        PartyKind = "system"    // nobody: time, or a round's completion
	Bodies        PartyKind = "bodies"    // every body of a kind
	Handler       PartyKind = "handler"   // who last took a step with the proposal or changed it; the engine knows who
	Kin           PartyKind = "kin"       // who holds or opened a proposal that belongs with this one, Name and Seat say which: "parent.holder"; the engine knows who
	Chosen        PartyKind = "chosen"    // whom a proposal's field of the name Name names; the engine knows who
	Followers     PartyKind = "followers" // whoever has asked to be told of the proposal; the engine knows who
)

// A Party is one entry of a pack's by:, to: or asks: lines.
type Party struct {
	Kind     PartyKind
	Name     string // the body, organization, person or workflow role
	Seat     string // a role in the body: "preparation.secretary" asks for secretary
	Function string // a contact's function: "organizations.social" asks for social
	OfKind   string // of Organizations and Bodies: only those of that kind, or "" for all
	Each     bool   // whoever has the seat is one of its own: "every member of board"
	Holder   string // of a seat: only the person of this key, who has it; "" for whoever has
	As       Why    // of a person whom only a proposal can name: in which quality; "" is WhyPerson
}

// A Directory is everybody of one collaboration. Order is the pack's.
type Directory struct {
	Organizations []Organization
	Persons       []Person
	Bodies        []Body
	Coordinators  []string                // persons
	Language      wording.Language        // of who has said none
	Kinds         map[string]wording.Text // what all of a kind are called, where the pack says: "kommunerna"
}

// A Recipient is one address that a letter goes to, and why.
type Recipient struct {
	Party        Party  // which line of the pack asked for it
	Person       string // key, or "" for a function mailbox
	Organization string // key, or ""
	Body         string // key, or ""
	Name         string // to greet and to show in the delivery log
	Mail         string
	Language     wording.Language
	Why          Why
	For          string // the absent person it would have gone to, where a stand-in has it
	As           Why    // in which quality that person would have had it
	Also         []Reason
}

// A Reason is one more quality in which a recipient has the same letter.
type Reason struct {
	Party        Party
	Organization string // key, or ""
	Body         string // key, or ""
	Why          Why
	For          string // the absent person whom it concerns, where a stand-in has it
	As           Why    // in which quality it concerns that person
}

// A Why says in which quality a recipient has a letter.
type Why string

// The qualities.
const (
	WhySeat         Why = "body"         // seated in the body, or the body's mailbox
	WhyOrganization Why = "organization" // an organization's function mailbox
	WhyContact      Why = "contact"      // an organization's contact for a function
	WhyCoordinator  Why = "coordinator"
	WhyPerson       Why = "person"
	WhySubstitute   Why = "substitute" // stands in for somebody absent
	WhySubmitter    Why = "submitter"
	WhyHandler      Why = "handler"
	WhyFollower     Why = "follower"
	WhyChosen       Why = "chosen"   // is named in a field of the proposal
	WhyKin          Why = "kin"      // opened a proposal that belongs with it
	WhyHadSeat      Why = "had_seat" // sat in the body when it was called to a meeting, and sits there no more
	WhyReturned     Why = "returned" // was absent when the letter went to a stand-in
)
