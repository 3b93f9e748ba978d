package people

import (
	"slices"

	"beredd/internal/calendar"
)

// The roles a seat may have.
const (
	Chair            = "chair"
	ViceChair        = "vice_chair" // has a voice, and is the chair while there is none
	Secretary        = "secretary"
	Member           = "member"
	SubstituteMember = "substitute" // sits for a member who cannot come
	Adjunct          = "adjunct"    // attends, and neither acts nor is told unless asked for
)

// SeatRoles lists the roles a seat may have.
func SeatRoles() []string {
	return []string{Chair, ViceChair, Secretary, Member, SubstituteMember, Adjunct}
}

// Seated lists a body's seats on a day, in the pack's order. With seat it lists
// only those of that role, or where there is no chair the vice chair, else those whom
// the body's letters go to: all but substitutes and adjuncts.
func (d *Directory) Seated(body, seat string, on calendar.Date) []Seat {
	b := d.Body(body)
	if b == nil {
		return nil
	}
	var seats []Seat
	for _, s := range b.Seats {
		if within(on, s.From, s.To) && d.takesPart(s.Person, on) && (s.Is(seat) || seat == "" && s.Role != SubstituteMember && s.Role != Adjunct) {
			seats = append(seats, s)
		}
	}
	if len(seats) == 0 && seat == Chair {
		return d.Seated(body, ViceChair, on)
	}
	return seats
}

// presides says whether a vice chair may act as the chair on a day: nobody has that
// seat, or takes part who has it, or all who do are away.
func (d *Directory) presides(b *Body, on calendar.Date) bool {
	return !slices.ContainsFunc(b.Seats, func(s Seat) bool {
		return s.Role == Chair && within(on, s.From, s.To) && d.takesPart(s.Person, on) && d.Person(s.Person) != nil && len(d.standIns(s.Person, on)) == 1
	})
}

// Voting is how many have the seat of a chair or a member in a body on a day.
func (d *Directory) Voting(body string, on calendar.Date) int {
	var voting []string
	for _, s := range d.Seated(body, "", on) {
		if s.Is(EveryMember) && !slices.Contains(voting, s.Person) {
			voting = append(voting, s.Person)
		}
	}
	return len(voting)
}

// Sits says whether a person may act for a body on a day: seated there, or
// standing in for somebody seated who is absent. Adjuncts don't act, unless the
// seat is asked for by that name.
func (d *Directory) Sits(person, body, seat string, on calendar.Date) bool {
	b := d.Body(body)
	return b != nil && slices.ContainsFunc(b.Seats, func(s Seat) bool {
		acts := s.Is(seat) || seat == "" && s.Role != Adjunct || seat == Chair && s.Role == ViceChair && d.presides(b, on)
		return acts && within(on, s.From, s.To) && d.StandsFor(person, s.Person, on)
	})
}

// StandsFor says whether person is absentee, or stands in for absentee on the
// day: directly, or for a stand-in who is absent too.
func (d *Directory) StandsFor(person, absentee string, on calendar.Date) bool {
	chain := d.standIns(absentee, on)
	return slices.Contains(chain, person) && d.takesPart(person, on)
}

// TakesPart says whether the person has come, and has not left, on a day.
func (p *Person) TakesPart(on calendar.Date) bool { return within(on, p.From, p.To) }

// takesPart says the same of a person by key; of one whom the directory lacks it is
// for others to say.
func (d *Directory) takesPart(key string, on calendar.Date) bool {
	p := d.Person(key)
	return p == nil || p.TakesPart(on)
}

// standIns lists a person and then whoever stands in for the one before, as long
// as each is absent on the day. A circle of absentees ends where it closes.
func (d *Directory) standIns(person string, on calendar.Date) []string {
	chain := []string{person}
	for {
		p := d.Person(chain[len(chain)-1])
		if p == nil || p.Substitute == nil || !within(on, p.Substitute.From, p.Substitute.To) {
			return chain
		}
		if slices.Contains(chain, p.Substitute.Person) {
			return chain
		}
		chain = append(chain, p.Substitute.Person)
	}
}

// Present is who has a person's letters on a day, where that is somebody who takes part:
// the person, or the last in the chain of stand-ins. It is nil where nobody has.
func (d *Directory) Present(person string, on calendar.Date) *Person {
	p := d.Person(d.present(person, on))
	if p == nil || !p.TakesPart(on) {
		return nil
	}
	return p
}

// present is who has a person's letters on a day: the person, or the last in the
// chain of stand-ins.
func (d *Directory) present(person string, on calendar.Date) string {
	chain := d.standIns(person, on)
	return chain[len(chain)-1]
}

// BodiesOf lists the bodies that a person may act for on a day.
func (d *Directory) BodiesOf(person string, on calendar.Date) []string {
	var bodies []string
	for _, b := range d.Bodies {
		if d.Sits(person, b.Key, "", on) {
			bodies = append(bodies, b.Key)
		}
	}
	return bodies
}

// OrganizationsOf lists the organizations that a person may speak for on a day:
// as a contact, or by sitting in a body for it, or standing in for one who does.
func (d *Directory) OrganizationsOf(person string, on calendar.Date) []string {
	var organizations []string
	for _, o := range d.Members(on) {
		if d.contacts(o, person, on) || d.sitsFor(person, o.Key, on) {
			organizations = append(organizations, o.Key)
		}
	}
	return organizations
}

// Speaks says whether a person may speak for an organization on a day, in the
// matters of a function: as its contact for that, and where it has none, or for "",
// as OrganizationsOf says.
func (d *Directory) Speaks(person, organization, function string, on calendar.Date) bool {
	o := d.Organization(organization)
	if o == nil || !within(on, o.From, o.To) {
		return false
	}
	named := false
	for _, c := range o.Contacts {
		if function != "" && c.Function == function {
			named = true
			if d.StandsFor(person, c.Person, on) {
				return true
			}
		}
	}
	return !named && (d.contacts(*o, person, on) || d.sitsFor(person, o.Key, on))
}

func (d *Directory) contacts(o Organization, person string, on calendar.Date) bool {
	return slices.ContainsFunc(o.Contacts, func(c Contact) bool { return d.StandsFor(person, c.Person, on) })
}

func (d *Directory) sitsFor(person, organization string, on calendar.Date) bool {
	for _, b := range d.Bodies {
		for _, s := range b.Seats {
			if s.Of == organization && s.Role != Adjunct && within(on, s.From, s.To) && d.StandsFor(person, s.Person, on) {
				return true
			}
		}
	}
	return false
}

// Coordinates says whether a person is one of the coordinators.
func (d *Directory) Coordinates(person string) bool {
	return person != "" && slices.Contains(d.Coordinators, person)
}
