package people

import (
	"slices"

	"beredd/internal/calendar"
)

// HasSeat says whether a person has a seat of any kind in a body on a day, away or not.
func (d *Directory) HasSeat(person, body string, on calendar.Date) bool {
	b := d.Body(body)
	return b != nil && slices.ContainsFunc(b.Seats, func(s Seat) bool {
		return s.Person == person && within(on, s.From, s.To)
	})
}

// Remembers says whether the directory still has a seat that a person had in a body,
// whenever that was.
func (d *Directory) Remembers(person, body string) bool {
	b := d.Body(body)
	return b != nil && slices.ContainsFunc(b.Seats, func(s Seat) bool { return s.Person == person })
}

// IsContact says whether a person is a contact of an organization.
func (d *Directory) IsContact(person, organization string) bool {
	o := d.Organization(organization)
	return o != nil && slices.ContainsFunc(o.Contacts, func(c Contact) bool { return c.Person == person })
}
