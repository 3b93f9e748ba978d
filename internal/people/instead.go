package people

import (
	"slices"

	"beredd/internal/calendar"
)

// Answers says whether letters to a person reach somebody on a day: the person takes part,
// or has a stand-in who does.
func (d *Directory) Answers(person string, on calendar.Date) bool {
	p := d.Person(person)
	return p != nil && (p.TakesPart(on) || d.Present(person, on) != nil)
}

// SpokeFor lists the organizations that a person has spoken for, on whatever day: as a
// contact, or by a seat that is or was theirs. They come in the pack's order.
func (d *Directory) SpokeFor(person string) []string {
	var organizations []string
	for _, o := range d.Organizations {
		sat := slices.ContainsFunc(d.Bodies, func(b Body) bool {
			return slices.ContainsFunc(b.Seats, func(s Seat) bool { return s.Person == person && s.Of == o.Key && s.Role != Adjunct })
		})
		if sat || d.IsContact(person, o.Key) {
			organizations = append(organizations, o.Key)
		}
	}
	return organizations
}

// IsMember says whether an organization belongs to the collaboration on a day.
func (d *Directory) IsMember(organization string, on calendar.Date) bool {
	o := d.Organization(organization)
	return o != nil && within(on, o.From, o.To)
}
