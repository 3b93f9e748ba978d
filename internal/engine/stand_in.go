package engine

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
)

// followsAbsence says whether the letter goes to whoever stands in for its recipient while
// they are away. What somebody did is acknowledged to them, and what they missed is theirs.
func (n Notice) followsAbsence() bool {
	return n.Letter != letterReceipt && n.Letter != letterChanged && n.Why != string(people.WhyReturned)
}

// byWhomItConcerns are a person's letter as a letter to each whom it concerns, as though
// nobody stood in for anybody. The first is the letter itself.
func (n Notice) byWhomItConcerns() (parts []Notice) {
	var persons []string
	qualities := map[string][]Quality{}
	for _, q := range n.Qualities() {
		person := n.Person
		if q.Why == string(people.WhySubstitute) && q.For != "" {
			person, q.Why, q.For, q.As = q.For, q.own(), "", ""
		}
		if !slices.Contains(persons, person) {
			persons = append(persons, person)
		}
		qualities[person] = append(qualities[person], q)
	}
	for _, person := range persons {
		part, all := n, qualities[person]
		if len(parts) > 0 {
			part.ID = newIDs("part of "+n.ID+" for "+person, n.At).next()
		}
		part.Person, part.Party, part.Why, part.For, part.As = person, all[0].Party, all[0].Why, all[0].For, all[0].As
		part.Organization, part.Body, part.Also = all[0].Organization, all[0].Body, slices.Clip(all[1:])
		if n.Round != "" { // it asks on behalf of the same
			part.Organization = n.Organization
		}
		if len(part.Also) == 0 {
			part.Also = nil
		}
		parts = append(parts, part)
	}
	return parts
}

// own is the quality in which the absent person would have had a stand-in's letter.
func (q Quality) own() string {
	switch {
	case q.As != "":
		return q.As
	case q.Body != "": // one that was owed before this was kept
		return string(people.WhySeat)
	case q.Organization != "":
		return string(people.WhyContact)
	case q.Party == string(people.Coordinator):
		return string(people.WhyCoordinator)
	}
	return string(people.WhyPerson)
}

// presently is a person's letter to whoever has their letters on a day. Where the stand-in
// has it anyway it stays with the person, who has it on coming back.
func (n Notice) presently(pack *definition.Pack, today calendar.Date, holds func(Notice) bool) Notice {
	p := pack.People.Present(n.Person, today)
	if p == nil || p.Key == n.Person || p.Mail == "" {
		return n
	}
	next := n.to(pack, p)
	qualities := n.Qualities()
	for i := range qualities {
		qualities[i].For, qualities[i].As, qualities[i].Why = n.Person, qualities[i].Why, string(people.WhySubstitute)
	}
	first := qualities[0]
	next.Why, next.For, next.As, next.Also = first.Why, first.For, first.As, qualities[1:]
	if len(next.Also) == 0 {
		next.Also = nil
	}
	if holds(next) {
		return n
	}
	return next
}
