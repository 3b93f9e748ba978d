package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
)

// A Route is when a letter goes, and with which others.
type Route struct {
	At       time.Time // not before; zero is now
	With     string    // letters that have this in common go as one; "" goes alone
	Unwanted bool      // its recipient has turned such letters off
}

// What letters go together for: how what they have in common begins.
const (
	sameMatter = "minute:"   // one proposal changed several times in a short while
	sameDay    = "reminder:" // a person's reminders of a day
	sameDigest = "digest:"   // what is for information
	byHand     = "now:"      // somebody lets this one letter go now
)

// Route says when a letter goes: by its kind, by what the pack says of it, by what its
// recipient has chosen where that may be, and by the collaboration's office hours. What
// was gathered for a time goes when that has come and the office is open. Within
// together, changes of one proposal go in one letter.
func (f LetterFacts) Route(pack *definition.Pack, together time.Duration, now time.Time) Route {
	r := routing{f, pack.Post.Goes(f.Kind(), f.Letter), f.IsOptional(pack.Post), pack.Calendar, pack.People, together, now}
	switch kind := f.Kind(); {
	case strings.HasPrefix(f.Bundle, byHand):
		return Route{With: f.Bundle}
	case f.IsAway():
		return Route{At: r.days.InOffice(now), With: f.Bundle, Unwanted: r.optional && f.Choices[InformationLetter] == Never}
	case kind == ReminderLetter:
		return r.reminder()
	case kind == InformationLetter || kind == DecisionLetter:
		return r.gathered()
	case kind == ReceiptLetter && r.goes == definition.GoesAtOnce: // somebody waits for it
		return Route{}
	}
	return r.inOffice()
}

// SentByHand is what a letter is marked with that somebody lets go whatever the hour.
func SentByHand(notice string) string { return byHand + notice }

// A routing is one letter that is being routed.
type routing struct {
	LetterFacts
	goes     definition.Going // to who has not chosen
	optional bool
	days     *calendar.Calendar
	everyone *people.Directory
	together time.Duration
	now      time.Time
}

// atOnce goes at once: but where another letter of the same proposal has just gone to
// the same address, a while after that, together with what has come meanwhile.
func (r routing) atOnce() Route {
	free := r.LastOfProposal.Add(r.together)
	switch {
	case r.together == 0 || strings.HasPrefix(r.Bundle, sameMatter):
		return Route{With: r.Bundle}
	case !r.LastOfProposal.IsZero() && free.After(r.now):
		return Route{At: free, With: r.minuteBundle()}
	case r.Beside:
		return Route{With: r.minuteBundle()}
	}
	return Route{}
}

// minuteBundle is what changes of one proposal to one address have in common. Two
// organizations that share a mailbox have a letter each: it says whose it is.
func (r routing) minuteBundle() string {
	bundle := sameMatter + r.Notice.Proposal + ":" + r.Addressee()
	if r.Person == "" && r.everyone.SharesMailbox(r.Organization) {
		bundle += ":" + r.Organization
	}
	return bundle
}

// reminder waits for office hours, unless that were too late, and goes together with
// the day's others to the same address. What comes when those have gone waits for the
// next day, if it can.
func (r routing) reminder() Route {
	with := r.DayBundle()
	if r.goes == definition.GoesAtOnce {
		return r.atOnce()
	}
	at := r.days.InOffice(r.now)
	if r.Bundle == "" && r.days.Today(r.LastReminded) == r.days.Today(at) && !r.LastReminded.IsZero() {
		at = r.days.InOffice(r.days.Today(at).AddDays(1).At(calendar.Clock{}, r.days.Zone()))
	}
	if r.isTooLate(at) {
		at = r.now
	}
	if r.Bundle == "" {
		at = laterOf(at, r.now.Add(r.together))
	}
	return Route{At: at, With: with}
}

// digestsGo is when digests go, but where the office opens later.
var digestsGo = calendar.Clock{Hour: 8}

// digestHour is when a collaboration's digests go.
func digestHour(days *calendar.Calendar) calendar.Clock {
	open, _ := days.Hours()
	if open.Hour > digestsGo.Hour || open.Hour == digestsGo.Hour && open.Minute > digestsGo.Minute {
		return open
	}
	return digestsGo
}

// gathered goes as its recipient has chosen, or else as the pack has it.
func (r routing) gathered() Route {
	with, goes := r.DigestBundle(), r.goes
	if r.optional {
		if r.Choices[InformationLetter] == Never {
			return Route{Unwanted: true}
		}
		goes = r.Choices[InformationLetter].instead(goes)
	}
	switch {
	case strings.HasPrefix(r.Bundle, sameDigest):
		return Route{At: r.days.InOffice(r.now), With: with}
	case goes == definition.GoesDaily:
		return Route{At: r.days.DailyAfter(r.now, digestHour(r.days)), With: with}
	case goes == definition.GoesWeekly:
		return Route{At: r.days.WeeklyAfter(r.now, digestHour(r.days)), With: with}
	}
	if open := r.days.InOffice(r.now); goes == definition.GoesOffice && open.After(r.now) {
		return Route{At: open, With: with}
	}
	return r.atOnce()
}

// inOffice waits for the office to open where the pack says so, unless that were too late.
func (r routing) inOffice() Route {
	open := r.days.InOffice(r.now)
	if r.goes == definition.GoesOffice && open.After(r.now) && !r.isTooLate(open) {
		return Route{At: open, With: r.Bundle}
	}
	return r.atOnce()
}

// isTooLate says whether what the letter is about ends before it would go.
func (r routing) isTooLate(at time.Time) bool {
	due := r.DueAt()
	return due.After(r.now) && !due.After(at)
}

// DueAt is the end of the deadline that a letter is about, zero where there is none.
func (f LetterFacts) DueAt() time.Time {
	deadline := f.Proposal.StateDeadline()
	if f.Notice.Round != "" {
		deadline = f.Proposal.AnswerBy(f.Notice.Round, f.Respondent)
	}
	if deadline == nil || deadline.Status == Paused {
		return time.Time{}
	}
	return deadline.Moment.At
}

func laterOf(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// Addressee is the address that a letter goes to, as what cannot be read back: letters
// to one address are known by it.
func (n Notice) Addressee() string {
	sum := sha256.Sum256([]byte(strings.ToLower(strings.TrimSpace(n.Mail))))
	return hex.EncodeToString(sum[:12])
}

// DayBundle is what the reminders of a day to one address have in common.
func (n Notice) DayBundle() string { return sameDay + n.Addressee() }

// DigestBundle is what letters for information to one address have in common.
func (n Notice) DigestBundle() string { return sameDigest + n.Addressee() }

// IsReminders says whether the letter goes with the day's other reminders.
func (d Delivery) IsReminders() bool { return strings.HasPrefix(d.Bundle, sameDay) }

// IsDigest says whether the letter goes in a digest.
func (d Delivery) IsDigest() bool { return strings.HasPrefix(d.Bundle, sameDigest) }
