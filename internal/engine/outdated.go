package engine

import (
	"slices"

	"beredd/internal/calendar"
)

// Why a letter that tells when a meeting is was withdrawn before it went.
const (
	CalledOffSince = "called off" // the meeting is not held
	HeldSince      = "held"       // it has been
	ToldSince      = "told since" // there is newer word of it for its recipient
	NeverCalled    = "not called" // who is called no more had not been
)

// tellsWhen says whether a letter tells its recipient, and their calendar, when a meeting is.
func (n Notice) tellsWhen() bool {
	return slices.Contains(invitations, n.Letter) || n.Letter == letterLeft
}

// Outdated says whether a letter that waits need not go any more, since it tells when a
// meeting is and that is old news: it would stand in a calendar what is not so, or again
// what has been taken away. log is every letter about the meeting. Of one that calls a
// meeting off, uncalled says that its recipient was never called to it.
func Outdated(f LetterFacts, log []Delivery, today calendar.Date) (why string, uncalled bool) {
	if !f.Proposal.IsMeeting() || f.Proposal.Gathering == nil || !f.tellsWhen() {
		return "", false
	}
	calls, called := !f.callsOff(), false
	for _, d := range log {
		if d.ID == f.ID || !d.tellsWhen() || d.Recipient() != f.Recipient() {
			continue
		}
		called = called || d.mayHaveGone() && !d.callsOff()
		newer := d.Notice.At.After(f.Notice.At) && (d.mayHaveGone() || d.Status == Queued || d.Status == Deferred)
		if newer && (f.Letter != "agenda_sent" || d.Letter == f.Letter || d.callsOff()) { // no other letter has the agenda
			why = ToldSince
		}
	}
	uncalled = !calls && !called
	switch {
	case calls && f.Proposal.CalledOff():
		why = CalledOffSince
	case uncalled && f.Letter == letterLeft:
		why = NeverCalled
	case calls && why == "" && f.Proposal.FallsOn().Before(today):
		why = HeldSince
	}
	return why, uncalled
}

// callsOff says whether who had been called to a meeting is called no more by a letter.
func (n Notice) callsOff() bool { return n.Letter == "meeting_cancelled" || n.Letter == letterLeft }

// mayHaveGone says whether a letter has been handed over, or may be on its way.
func (d Delivery) mayHaveGone() bool {
	return d.Status == Accepted || d.Status == Merged || d.Status == Returned || d.Status == Active
}
