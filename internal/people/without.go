package people

import (
	"slices"

	"beredd/internal/calendar"
)

// Without is the directory as if some persons were not in it: without their seats,
// contacts and addresses. Whoever has one of them as a stand-in has none.
func (d *Directory) Without(persons []string) *Directory {
	return d.WithoutSeatsOf(persons, "")
}

// WithoutSeatsOf is the same, but for one of them, who is left with an address and
// whoever stands in, and no more than that; "" is nobody.
func (d *Directory) WithoutSeatsOf(persons []string, one string) *Directory {
	if len(persons) == 0 {
		return d
	}
	gone := func(person string) bool { return slices.Contains(persons, person) }
	left := *d
	left.Organizations, left.Bodies, left.Persons = slices.Clone(d.Organizations), slices.Clone(d.Bodies), nil
	for i := range left.Organizations {
		o := &left.Organizations[i]
		o.Contacts = slices.DeleteFunc(slices.Clone(o.Contacts), func(c Contact) bool { return gone(c.Person) })
	}
	for i := range left.Bodies {
		b := &left.Bodies[i]
		b.Seats = slices.DeleteFunc(slices.Clone(b.Seats), func(s Seat) bool { return gone(s.Person) })
	}
	for _, p := range d.Persons {
		if gone(p.Key) && p.Key != one {
			continue
		}
		if p.Substitute != nil && gone(p.Substitute.Person) {
			p.Substitute = nil
		}
		left.Persons = append(left.Persons, p)
	}
	left.Coordinators = slices.DeleteFunc(slices.Clone(d.Coordinators), gone)
	return &left
}

// CanAct says whether anybody has a seat in a body, on a day, by which to act for it.
func (d *Directory) CanAct(body string, on calendar.Date) bool {
	b := d.Body(body)
	return b != nil && slices.ContainsFunc(b.Seats, func(s Seat) bool {
		return s.Role != Adjunct && within(on, s.From, s.To)
	})
}
