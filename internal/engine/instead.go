package engine

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// InsteadOf is the letter that goes in the place of one that never arrived: to the
// function mailbox of whom it was for. Deciding it again gives the same letter. It
// answers false where there is no such mailbox, or where that is what failed.
func InsteadOf(pack *definition.Pack, n Notice, now time.Time) (Notice, bool) {
	now = now.UTC().Truncate(time.Microsecond)
	to := pack.People.MailboxBehind(n.Person, n.Organization, n.Body, pack.Calendar.Today(now))
	if to == nil || to.Mailbox == "" || strings.EqualFold(to.Mailbox, n.Mail) {
		return Notice{}, false
	}
	language := to.Language
	if language == "" {
		language = wording.Language(n.Language)
	}
	instead := n
	instead.ID = newIDs("instead of "+n.ID, n.At).next()
	instead.For, instead.As, instead.Also = n.Person, "", nil
	instead.Person, instead.Organization, instead.Name, instead.Mail = "", to.Key, to.Name.In(language), to.Mailbox
	instead.Language, instead.Why, instead.At = string(language), string(people.WhyUndelivered), now
	if n.Respondent != to.Key { // a person's own answer, or a body's, is not for others to give
		instead.Round, instead.Respondent = "", ""
	}
	return instead, true
}

// SentOn is the letter that a person has in the place of one that cannot reach whom it is
// for. Who speaks for the organization that is asked answers for it; anybody else has the
// letter to read.
func SentOn(pack *definition.Pack, n Notice, to *people.Person, now time.Time) Notice {
	r := people.Recipient{Person: to.Key, Name: to.Name, Mail: to.Mail, Language: spoken(pack.People, to.Language), Why: people.WhySentOn}
	if slices.Contains(pack.People.OrganizationsOf(to.Key, pack.Calendar.Today(now)), n.Organization) {
		r.Organization = n.Organization
	}
	next := n.inPlace(pack, n.Qualities()[0], r, now)
	next.ID = newIDs("sent on from "+n.ID+" to "+to.Key, n.At).next()
	next.For = cmp.Or(n.Person, n.Organization, n.Body)
	return next
}

// IsOfAddress says whether a code is about the address and not about the letter: that
// it was too large, or looked like what nobody wants, is no fault of the address
// (RFC 3463 section 3).
func IsOfAddress(code string) bool {
	return strings.HasPrefix(code, "5.") && code != "5.3.4" && code != "5.2.3" && !strings.HasPrefix(code, "5.6.") && !strings.HasPrefix(code, "5.7.")
}

// IsAnswered says whether all that a letter is for is a question, and that has been
// answered or is put no more.
func (n Notice) IsAnswered(p Proposal) bool {
	asksOnly := n.Round != "" && n.Letter != letterReceipt && n.Letter != letterChanged && definition.KindOfLetter(n.Letter) != DecisionLetter
	return asksOnly && !p.asks(n.Round, n.Respondent)
}

// asks says whether a round, by its id, still waits for a respondent's answer.
func (p Proposal) asks(round, respondent string) bool {
	i := slices.IndexFunc(p.Rounds, func(r Round) bool { return r.ID == round })
	if i < 0 || !p.Rounds[i].Open() && !p.Rounds[i].Expired {
		return false
	}
	asked := p.Rounds[i].answerOf(respondent)
	return asked.Key() != "" && p.Rounds[i].owes(asked)
}

// HasHad says whether one of the deliveries is the same letter to the same address: a
// function mailbox has most letters beside the one that never arrived.
func HasHad(all []Delivery, n Notice) bool {
	return slices.ContainsFunc(all, func(d Delivery) bool {
		return d.Event == n.Event && d.Letter == n.Letter && d.Round == n.Round && d.Respondent == n.Respondent && strings.EqualFold(d.Mail, n.Mail)
	})
}

// IsHolder says whether who holds the proposal may see what came by mail about it:
// one of those whose turn it is, or a coordinator.
func IsHolder(pack *definition.Pack, p Proposal, actor Actor, now time.Time) bool {
	if pack.People.Coordinates(actor.Person) {
		return true
	}
	return p.Holder != "" && slices.Contains(Turns(pack, actor.Person, pack.Calendar.Today(now)), p.Holder)
}

// delayedAfter is how long a letter may wait at the recipient's own server before
// people are told.
const delayedAfter = 24 * time.Hour

// IsDelayed says whether the recipient's server has said of a letter that was handed
// over that it waits, and it has waited for a day.
func (d Delivery) IsDelayed(now time.Time) bool {
	return d.Status == Accepted && strings.HasPrefix(d.Response, "delayed ") && now.Sub(d.SettledAt) >= delayedAfter
}
