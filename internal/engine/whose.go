package engine

import (
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// Whose says whose data is meant by a person's key, by an address or by a name: of a key
// with all addresses that editions give the person. A name is that of somebody outside
// the collaboration; "outside:" before it says so where a person's key is the same.
func Whose(pack *definition.Pack, who string) Erasing {
	of := Erasing{Collaboration: pack.Key}
	if name, outside := senderOf(who); outside {
		of.Names = []string{name}
		return of
	}
	if strings.Contains(who, "@") {
		of.Addresses = []string{who}
		return of
	}
	for _, person := range pack.Persons(who) {
		of.Person = who
		if !slices.Contains(of.Addresses, person.Mail) {
			of.Addresses = append(of.Addresses, person.Mail)
		}
	}
	if of.Person == "" {
		of.Names = []string{who}
	}
	return of
}

// Known refuses whose data is asked for by a name that nothing is kept of.
func (d PersonData) Known(of Erasing) *fault.Error {
	if len(of.Names) > 0 && len(d.Outside)+len(d.Acts)+len(d.Drafts) == 0 {
		return fault.New(fault.NotFound, "unknown_person", wording.Args{"Who": of.Names[0]})
	}
	return nil
}

// IsInUse refuses to erase what the process in force still names: whoever takes part
// would be written to again tomorrow.
func IsInUse(pack *definition.Pack, of Erasing, today calendar.Date) *fault.Error {
	dir := pack.Newest().People
	if person := dir.Person(of.Person); person != nil && (person.To.IsZero() || !person.To.Before(today)) {
		return fault.New(fault.Conflict, "person_takes_part", wording.Args{"Who": person.Name})
	}
	for _, mail := range of.Addresses {
		used := slices.Contains(mailboxes(pack.Newest()), strings.ToLower(mail))
		for _, person := range dir.Persons {
			used = used || person.Key != of.Person && strings.EqualFold(person.Mail, mail)
		}
		if used {
			return fault.New(fault.Conflict, "address_in_use", wording.Args{"Mail": mail})
		}
	}
	return nil
}

// mailboxes are the function mailboxes, in small letters.
func mailboxes(pack *definition.Pack) (all []string) {
	for _, o := range pack.People.Organizations {
		all = append(all, strings.ToLower(o.Mailbox))
	}
	for _, b := range pack.People.Bodies {
		all = append(all, strings.ToLower(b.Mailbox))
	}
	return all
}

// NamedIn adds to a person's data what the editions say.
func (d PersonData) NamedIn(pack *definition.Pack) PersonData {
	for edition, person := range pack.Persons(d.Key) {
		d.Named = append(d.Named, PersonNamed{Edition: edition, InForce: edition == pack.Newest().Edition, Name: person.Name, Mail: person.Mail})
	}
	return d
}
