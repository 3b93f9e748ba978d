package people

import (
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
		all = append(all, d.behind(party, on)...)
	}
	return once(all)
}

// behind lists a party's recipients, perhaps with an address twice.
func (d *Directory) behind(party Party, on calendar.Date) []Recipient {
	switch party.Kind {
	case ABody:
		return d.bodyRecipients(party, on)
	case Organizations:
		var all []Recipient
		for _, o := range d.Members(on) {
			all = append(all, d.organizationRecipients(party, o, on)...)
		}
		return all
	case AnOrg:
		if o := d.Organization(party.Name); o != nil && within(on, o.From, o.To) {
			return d.organizationRecipients(party, *o, on)
		}
	case APerson:
		return d.personRecipient(Recipient{Party: party, Why: WhyPerson}, party.Name, on)
	case Coordinator:
		var all []Recipient
		for _, person := range d.Coordinators {
			all = append(all, d.personRecipient(Recipient{Party: party, Why: WhyCoordinator}, person, on)...)
		}
		return all
	}
	return nil
}

// bodyRecipients are everybody seated, and the body's own mailbox when the
// letter is for the whole body.
func (d *Directory) bodyRecipients(party Party, on calendar.Date) []Recipient {
	var all []Recipient
	for _, s := range d.Seated(party.Name, party.Seat, on) {
		all = append(all, d.personRecipient(Recipient{Party: party, Body: party.Name, Why: WhySeat}, s.Person, on)...)
	}
	b := d.Body(party.Name)
	if b != nil && b.Mailbox != "" && party.Seat == "" {
		language := d.spoken("")
		all = append(all, Recipient{Party: party, Body: b.Key, Name: b.Title.In(language), Mail: b.Mailbox, Language: language, Why: WhySeat})
	}
	return all
}

// organizationRecipients are the function mailbox, and beside it the contact
// that the letter asks for.
func (d *Directory) organizationRecipients(party Party, o Organization, on calendar.Date) []Recipient {
	language := d.spoken(o.Language)
	all := []Recipient{{
		Party: party, Organization: o.Key, Name: o.Name.In(language), Mail: o.Mailbox, Language: language, Why: WhyOrganization,
	}}
	for _, c := range o.Contacts {
		if party.Function != "" && c.Function == party.Function {
			all = append(all, d.personRecipient(Recipient{Party: party, Organization: o.Key, Why: WhyContact}, c.Person, on)...)
		}
	}
	return all
}

// personRecipient addresses r to a person, or to whoever stands in on the day.
func (d *Directory) personRecipient(r Recipient, key string, on calendar.Date) []Recipient {
	p := d.Person(d.present(key, on))
	if p == nil {
		return nil
	}
	if p.Key != key {
		r.Why, r.For = WhySubstitute, key
	}
	r.Person, r.Name, r.Mail, r.Language = p.Key, p.Name, p.Mail, d.spoken(p.Language)
	return []Recipient{r}
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
// that share a mailbox each have their own letter to answer.
func once(all []Recipient) []Recipient {
	type place struct{ mail, organization string }
	seen := map[place]bool{}
	var kept []Recipient
	for _, r := range all {
		at := place{strings.ToLower(r.Mail), r.Organization}
		if r.Mail == "" || seen[at] {
			continue
		}
		seen[at] = true
		kept = append(kept, r)
	}
	return kept
}
