package people

import (
	"cmp"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// Recipients lists who is written to when a letter goes to party on a day, in
// the pack's order, each address once for each organization. A party that only a
// proposal can name (a role, the submitter) must have been resolved; it and the
// system have none.
func (d *Directory) Recipients(party Party, on calendar.Date) []Recipient {
	return d.RecipientsOf([]Party{party}, on)
}

// RecipientsOf is Recipients of several parties at once, of which the first that
// names an address has it.
func (d *Directory) RecipientsOf(parties []Party, on calendar.Date) []Recipient {
	var all []Recipient
	for _, party := range parties {
		all = d.behind(all, party, on)
	}
	return once(all)
}

// behind adds a party's recipients to all, perhaps with an address twice.
func (d *Directory) behind(all []Recipient, party Party, on calendar.Date) []Recipient {
	switch party.Kind {
	case ABody:
		all = d.bodyRecipients(all, party, on)
	case Organizations:
		all = slices.Grow(all, len(d.Organizations))
		for i := range d.Organizations {
			if d.Organizations[i].isOf(party.OfKind) {
				all = d.organizationRecipients(all, party, &d.Organizations[i], on)
			}
		}
	case Bodies:
		for _, key := range d.BodiesOfKind(party.OfKind) {
			all = d.bodyRecipients(all, Party{Kind: ABody, Name: key}, on)
		}
	case AnOrg:
		if o := d.Organization(party.Name); o != nil {
			all = d.organizationRecipients(all, party, o, on)
		}
	case APerson:
		all = d.personRecipient(all, Recipient{Party: party, Why: cmp.Or(party.As, WhyPerson)}, party.Name, on)
	case Coordinator:
		for _, person := range d.Coordinators {
			all = d.personRecipient(all, Recipient{Party: party, Why: WhyCoordinator}, person, on)
		}
	}
	return all
}

// bodyRecipients are everybody seated, and the body's own mailbox when the
// letter is for the whole body.
func (d *Directory) bodyRecipients(all []Recipient, party Party, on calendar.Date) []Recipient {
	for _, s := range d.Seated(party.Name, party.Seat, on) {
		if party.Holder != "" && s.Person != party.Holder {
			continue
		}
		all = d.personRecipient(all, Recipient{Party: party, Body: party.Name, Why: WhySeat}, s.Person, on)
	}
	b := d.Body(party.Name)
	if b != nil && b.Mailbox != "" && party.Seat == "" {
		language := d.spoken("")
		all = append(all, Recipient{Party: party, Body: b.Key, Name: b.Title.In(language), Mail: b.Mailbox, Language: language, Why: WhySeat})
	}
	return all
}

// organizationRecipients are a member's function mailbox, and beside it the
// contact that the letter asks for.
func (d *Directory) organizationRecipients(all []Recipient, party Party, o *Organization, on calendar.Date) []Recipient {
	if !within(on, o.From, o.To) {
		return all
	}
	language := d.spoken(o.Language)
	all = append(all, Recipient{
		Party: party, Organization: o.Key, Name: o.Name.In(language), Mail: o.Mailbox, Language: language, Why: WhyOrganization,
	})
	for _, c := range o.Contacts {
		if party.Function != "" && c.Function == party.Function {
			all = d.personRecipient(all, Recipient{Party: party, Organization: o.Key, Why: WhyContact}, c.Person, on)
		}
	}
	return all
}

// personRecipient adds r, addressed to a person or to whoever stands in on the day.
func (d *Directory) personRecipient(all []Recipient, r Recipient, key string, on calendar.Date) []Recipient {
	p := d.Person(d.present(key, on))
	if p == nil || !p.TakesPart(on) {
		return all
	}
	if p.Key != key {
		r.Why, r.For, r.As = WhySubstitute, key, r.Why
	}
	r.Person, r.Name, r.Mail, r.Language = p.Key, p.Name, p.Mail, d.spoken(p.Language)
	return append(all, r)
}

// spoken is l, or the collaboration's own language where nobody has said one.
func (d *Directory) spoken(l wording.Language) wording.Language {
	switch {
	case l != "":
		return l
	case d.Language != "":
		return d.Language
	}
	return wording.Swedish
}

// once keeps the first of each address, one for each organization: two members
// that share a mailbox each have their own letter to answer. Whoever has a letter in
// several qualities has it once, with all of them.
func once(all []Recipient) []Recipient {
	kept := all[:0]
	for _, r := range all {
		same := func(k Recipient) bool { return k.Organization == r.Organization && strings.EqualFold(k.Mail, r.Mail) }
		if r.Mail == "" {
			continue
		}
		if i := slices.IndexFunc(kept, same); i >= 0 {
			kept[i].Also = alsoFor(kept[i], r)
			continue
		}
		kept = append(kept, r)
	}
	return kept
}

// alsoFor are the reasons of a recipient with those of another that it has the letter
// in the place of. Which line asked is no reason of its own.
func alsoFor(kept, r Recipient) []Reason {
	also := kept.Also
	for _, reason := range append([]Reason{{r.Party, r.Organization, r.Body, r.Why, r.For, r.As}}, r.Also...) {
		told := reason.is(Reason{kept.Party, kept.Organization, kept.Body, kept.Why, kept.For, kept.As}) || slices.ContainsFunc(also, reason.is)
		if !told {
			also = append(also, reason)
		}
	}
	return also
}

// is says whether two reasons are told in the same words: in which quality somebody absent
// has a letter is not.
func (r Reason) is(other Reason) bool {
	r.Party, other.Party, r.As, other.As = Party{}, Party{}, "", ""
	return r == other
}
