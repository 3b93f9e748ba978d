package engine

import (
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// LeftSince is the response of a letter that was withdrawn before it went: whom it was
// for takes part no more, or no longer in the quality in which it was owed.
const LeftSince = "left"

// A Forwarded is a letter that waits as it goes now, or that nobody is to have: whom it
// is for takes part no more, or no longer in the quality in which it was owed.
type Forwarded struct {
	Notice
	Left bool
}

// AsOf is a letter that waits as it goes now: to the address that its recipient has by
// now, in the language that they have, and in a quality that still is theirs; to whoever
// stands in for them where they are away, and to themselves where they are back. After it
// come letters that it was for too, which go to others by now. holds says of a stand-in's
// letter whether it need not go to them, since they have it anyway.
func AsOf(pack *definition.Pack, n Notice, now time.Time, holds func(Notice) bool) (all []Forwarded) {
	today := pack.Calendar.Today(now)
	if n.Person == "" {
		return []Forwarded{{ofMailbox(pack.People, n), n.isOfFormer(pack.People, today)}}
	}
	if !n.followsAbsence() {
		return []Forwarded{ofPerson(pack, n, today)}
	}
	for i, part := range n.byWhomItConcerns() {
		f := ofPerson(pack, part, today)
		if !f.Left {
			f.Notice = f.presently(pack, today, holds)
		}
		if i > 0 && !f.Left && !all[0].Left && f.Notice.Person == all[0].Notice.Person {
			all[0].Also = all[0].withQualitiesOf(f.Notice)
		} else {
			all = append(all, f)
		}
	}
	return all
}

// ofPerson is a letter to a person as that is called and written to today, in the
// qualities that still are theirs.
func ofPerson(pack *definition.Pack, n Notice, today calendar.Date) Forwarded {
	p := pack.People.Person(n.Person)
	if p == nil || !p.TakesPart(today) {
		return Forwarded{n, true}
	}
	qualities := slices.DeleteFunc(n.Qualities(), func(q Quality) bool { return !q.stands(pack.People, n, today) })
	if len(qualities) == 0 {
		return Forwarded{n, true}
	}
	if q := qualities[0]; q != n.Qualities()[0] {
		n.Party, n.Why, n.For, n.As, n.Body = q.Party, q.Why, q.For, q.As, q.Body
		if n.Round == "" {
			n.Organization = q.Organization
		}
	}
	if n.Also = qualities[1:]; len(n.Also) == 0 {
		n.Also = nil
	}
	return Forwarded{n.to(pack, p), false}
}

// to is the letter to the address of a person.
func (n Notice) to(pack *definition.Pack, p *people.Person) Notice {
	n.Person, n.Name, n.Mail, n.Language = p.Key, p.Name, p.Mail, string(spoken(pack.People, p.Language))
	return n
}

// ofMailbox is a letter to the mailbox of a body or an organization as that is called
// and written to today.
func ofMailbox(d *people.Directory, n Notice) Notice {
	if b := d.Body(n.Body); b != nil && n.Why == string(people.WhySeat) {
		if b.Mailbox != "" {
			language := spoken(d, "")
			n.Name, n.Mail, n.Language = b.Title.In(language), b.Mailbox, string(language)
		}
		return n
	}
	if o := d.Organization(n.Organization); o != nil && o.Mailbox != "" {
		language := spoken(d, o.Language)
		n.Name, n.Mail, n.Language = o.Name.In(language), o.Mailbox, string(language)
	}
	return n
}

// isOfFormer says whether a letter tells an organization of what happens where it is a
// member no longer. What it was asked while it was one it answers still.
func (n Notice) isOfFormer(d *people.Directory, today calendar.Date) bool {
	o := d.Organization(n.Organization)
	toldOnly := n.Round == "" && n.Letter != letterReceipt && n.Letter != letterChanged
	return toldOnly && o != nil && !o.To.IsZero() && o.To.Before(today)
}

// spoken is the language of who has said l, or nothing.
func spoken(d *people.Directory, l wording.Language) wording.Language {
	switch {
	case l != "":
		return l
	case d.Language != "":
		return d.Language
	}
	return wording.Swedish
}

// stands says whether the recipient of a letter still has a quality in which it was
// owed. A receipt is for what its recipient did, whoever they are by now.
func (q Quality) stands(d *people.Directory, n Notice, today calendar.Date) bool {
	switch {
	case n.Letter == letterReceipt, n.Letter == letterChanged:
		return true
	case q.Why == string(people.WhySeat):
		return d.HasSeat(n.Person, q.Body, today)
	case q.Why == string(people.WhyContact):
		return d.IsContact(n.Person, q.Organization)
	case q.Why == string(people.WhyCoordinator):
		return d.Coordinates(n.Person)
	}
	return true
}

// Successor is the letter in the place of one whose recipient is not to have it any
// more: to who has taken over the seat, the contact's task or the coordinating, or else
// to the function mailbox of the organization that the recipient sat for. had says of a
// letter whether its recipient has it anyway; actor has done what the letter tells of.
func Successor(pack *definition.Pack, n Notice, actor string, now time.Time, had func(Notice) bool) (Notice, bool) {
	today, owed := pack.Calendar.Today(now), pack.Calendar.Today(n.At)
	for _, q := range n.Qualities() {
		for _, r := range q.successors(pack.People, n, owed, today) {
			if next := n.inPlace(pack, q, r, now); r.Person != actor && !had(next) {
				return next, true
			}
		}
	}
	for _, q := range n.Qualities() {
		o := pack.People.MailboxBehind(n.Person, q.Organization, q.Body, owed)
		if q.Why != string(people.WhySeat) || o == nil || o.Mailbox == "" {
			continue
		}
		r := people.Recipient{Organization: o.Key, Name: o.Name.In(spoken(pack.People, o.Language)), Mail: o.Mailbox, Language: spoken(pack.People, o.Language), Why: people.WhyLeft}
		if next := n.inPlace(pack, q, r, now); !had(next) {
			return next, true
		}
	}
	return Notice{}, false
}

// successors are those who have a quality by now that they had not when the letter was
// owed, as far as can be known.
func (q Quality) successors(d *people.Directory, n Notice, owed, today calendar.Date) []people.Recipient {
	_, part, _ := strings.Cut(q.Party, ".")
	party, came := people.Party{}, func(string) bool { return true }
	switch people.Why(q.Why) {
	case people.WhySeat:
		party = people.Party{Kind: people.ABody, Name: q.Body}
		if slices.Contains(people.SeatRoles(), part) {
			party.Seat = part
		}
		gone := !d.Remembers(n.Person, q.Body)
		came = func(person string) bool {
			since := d.Came(person, q.Body, party.Seat, today)
			return gone && since.IsZero() || !since.IsZero() && !since.Before(owed)
		}
	case people.WhyContact:
		party = people.Party{Kind: people.AnOrg, Name: q.Organization, Function: part}
	case people.WhyCoordinator:
		party = people.Party{Kind: people.Coordinator}
	default:
		return nil
	}
	return slices.DeleteFunc(d.Recipients(party, today), func(r people.Recipient) bool {
		return r.Person == "" || r.Person == n.Person || r.For != "" || !came(r.Person)
	})
}

// inPlace is the letter to another recipient. Who answers for an organization or a body
// answers for it still; what was asked of the person alone is nobody else's to answer.
func (n Notice) inPlace(pack *definition.Pack, q Quality, r people.Recipient, now time.Time) Notice {
	next := n
	next.ID = newIDs("in place of "+n.ID+" to "+r.Person+r.Organization, n.At).next()
	next.Party, next.Why, next.For, next.As, next.Also = q.Party, string(r.Why), "", "", nil
	next.Person, next.Organization, next.Body = r.Person, r.Organization, r.Body
	next.Name, next.Mail, next.Language = r.Name, r.Mail, string(r.Language)
	next.At = now.UTC().Truncate(time.Microsecond)
	if r.Why == people.WhyLeft {
		next.For = n.Person
	}
	if n.Respondent != r.Organization && n.Respondent != r.Body || n.Respondent == "" {
		next.Round, next.Respondent = "", ""
	}
	return next
}

// HasSame says whether a letter of an event went, or is to go, to an address, whatever
// it asks there.
func HasSame(all []Delivery, n Notice) bool {
	return slices.ContainsFunc(all, func(d Delivery) bool {
		return d.Event == n.Event && d.Letter == n.Letter && strings.EqualFold(d.Mail, n.Mail)
	})
}
