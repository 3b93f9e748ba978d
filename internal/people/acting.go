package people

import (
	"slices"

	"beredd/internal/calendar"
)

// Acting lists the persons who may act as a party on a day, each once: whoever has the
// seat, is the person, the contact or the coordinator, and who stands in for one of them.
// Of a party that only a proposal can name, or that is several, it lists nobody.
func (d *Directory) Acting(party Party, on calendar.Date) (persons []string) {
	var may func(person string) bool
	var asked []string
	switch party.Kind {
	case ABody:
		if b := d.Body(party.Name); b != nil {
			for _, s := range b.Seats {
				asked = append(asked, s.Person)
			}
		}
		may = func(person string) bool { return d.Sits(person, party.Name, party.Seat, on) }
	case APerson:
		asked, may = []string{party.Name}, func(person string) bool { return d.StandsFor(person, party.Name, on) }
	case AnOrg:
		asked = d.speakersOf(party.Name)
		may = func(person string) bool { return d.Speaks(person, party.Name, party.Function, on) }
	case Coordinator:
		asked, may = d.Coordinators, d.Coordinates
	}
	for _, absentee := range asked {
		for _, person := range d.standIns(absentee, on) {
			if d.Person(person) != nil && may(person) && !slices.Contains(persons, person) {
				persons = append(persons, person)
			}
		}
	}
	return persons
}

// speakersOf lists the persons who ever act for an organization: its contacts, and who sits
// for it in a body.
func (d *Directory) speakersOf(organization string) (persons []string) {
	if o := d.Organization(organization); o != nil {
		for _, c := range o.Contacts {
			persons = append(persons, c.Person)
		}
	}
	for _, b := range d.Bodies {
		for _, s := range b.Seats {
			if s.Of == organization && s.Role != Adjunct {
				persons = append(persons, s.Person)
			}
		}
	}
	return persons
}
