package engine

import "time"

// A Release is what a person has decided about letters that are held.
type Release struct {
	Discard bool   // those that wait never go
	Reason  string // why not, which their delivery log shows
	At      time.Time
	// Letters are those that it is about, by their ids, while the others are held on;
	// none is all, and the end of the hold.
	Letters []string
}

// What stands in place of a server's words for a letter that none was asked about.
const (
	// Discarded begins the response of a letter that a person decided not to send;
	// the reason follows.
	Discarded = "discarded: "
	// Stale is the response of a letter that is held because its news is old.
	Stale = "stale"
	// NoAddress begins the response of a letter that is held because no address of whom
	// it is for works; the code that its own was refused with follows.
	NoAddress = "no address: "
	// SentOnSince begins the response of a letter that a person decided to send to somebody
	// else; the reason follows.
	SentOnSince = "sent on: "
)

// A SendingOn is what a person has decided about letters that cannot reach whom they are
// for: they go to somebody else.
type SendingOn struct {
	Letters []Instead
	Reason  string // why there, which their delivery log shows
	At      time.Time
}

// An AddressDecision is what a person has decided about the letters that are held for
// want of an address.
type AddressDecision struct {
	Release
	Mail string // the address that they go to instead; "" is their own
}

// LetGo is when a letter was owed, or was last let go by a person or its hour: what is old
// since then had better be looked at again.
func (d Delivery) LetGo() time.Time {
	if d.SettledAt.After(d.At) {
		return d.SettledAt
	}
	return d.At
}
