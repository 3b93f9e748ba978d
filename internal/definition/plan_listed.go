package definition

import (
	"cmp"
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/people"
)

// Listed is what stands from a day to another, both included, one thing after the
// other: meetings, what is to be done before and after them, and the year's own
// deadlines, in order of their days. Unlike a Plan it has a duty by its own day,
// whichever year its meeting is in.
func (p *Pack) Listed(from, to calendar.Date) []Planned {
	var listed []Planned
	within := func(one Planned) bool {
		return !one.Moment.Date.Before(from) && !one.Moment.Date.After(to)
	}
	for _, one := range p.Plan(from.AddDays(-strays), to.AddDays(strays)) {
		for _, duty := range one.Duties {
			if duty.Proposed = one.Proposed; within(duty) {
				listed = append(listed, duty)
			}
		}
		if within(one) {
			listed = append(listed, one)
		}
	}
	slices.SortStableFunc(listed, func(a, b Planned) int {
		return cmp.Or(b.Moment.Date.DaysUntil(a.Moment.Date), cmp.Compare(a.Moment.Time, b.Moment.Time))
	})
	return listed
}

// Concerns says whether something of the year is for a body or an organization: that it
// meets, or is asked, itself or somebody who sits in the one or for the other.
func (p *Pack) Concerns(one Planned, key string) bool {
	return slices.ContainsFunc(one.Whose(), func(party people.Party) bool {
		return p.among(party, key, one.Moment.Date)
	})
}

// among says whether a party is, or is of, a body or an organization on a day.
func (p *Pack) among(party people.Party, key string, on calendar.Date) bool {
	d := p.People
	switch party.Kind {
	case people.AnOrg:
		return party.Name == key
	case people.Organizations:
		return slices.ContainsFunc(d.MembersOfKind(party.OfKind, on), func(o people.Organization) bool { return o.Key == key })
	case people.APerson:
		return slices.Contains(d.OrganizationsOf(party.Name, on), key)
	case people.Coordinator:
		return slices.ContainsFunc(d.Coordinators, func(person string) bool { return slices.Contains(d.OrganizationsOf(person, on), key) })
	}
	for _, body := range p.bodiesIn(party) {
		if body == key || slices.ContainsFunc(d.Seated(body, party.Seat, on), func(s people.Seat) bool { return s.Of == key }) {
			return true
		}
	}
	return false
}

// bodiesIn are the bodies that a party is.
func (p *Pack) bodiesIn(party people.Party) []string {
	switch party.Kind {
	case people.ABody:
		return []string{party.Name}
	case people.Bodies:
		return p.People.BodiesOfKind(party.OfKind)
	}
	return nil
}
