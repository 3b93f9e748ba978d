package engine

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
)

// MayAnswer says whether a person, by who it is on a day, may answer for a
// respondent of a round: for an organization the contacts that the round asks for,
// and where it has none of them whoever speaks for it; for a body who sits there, or has the seat that is asked, unless it answers through
// its members; for a person that person, or who stands in.
func MayAnswer(pack *definition.Pack, line *definition.Round, r Respondent, person string, on calendar.Date) bool {
	dir := pack.People
	switch {
	case person == "":
		return false
	case r.Organization != "" && r.Deputy != "" && dir.StandsFor(person, r.Deputy, on):
		return true
	case r.Organization != "":
		return dir.Speaks(person, r.Organization, functionAsked(pack, line, r.Organization), on)
	case r.Body != "":
		return !r.Through && dir.Sits(person, r.Body, SeatAsked(pack, line, r.Body, on), on)
	}
	return dir.StandsFor(person, r.Person, on)
}

// SeatAsked is the seat by which a round asks a body that it names, as its secretary:
// nobody else who sits there answers. It is "" where it asks the body as such, or nobody
// has that seat on the day.
func SeatAsked(pack *definition.Pack, line *definition.Round, body string, on calendar.Date) (seat string) {
	if line == nil {
		return ""
	}
	for _, party := range line.Askable() {
		switch {
		case party.Kind == people.Role || party.Kind == people.ABody && party.Name == body && (party.Seat == "" || seat != "" && seat != party.Seat):
			return ""
		case party.Kind == people.ABody && party.Name == body:
			seat = party.Seat
		}
	}
	if seat == "" || len(pack.People.Seated(body, seat, on)) == 0 {
		return ""
	}
	return seat
}

// functionAsked is the function of the contacts that a round asks an organization
// by, "" where it asks the organization as such.
func functionAsked(pack *definition.Pack, line *definition.Round, organization string) (function string) {
	o := pack.People.Organization(organization)
	if line == nil || o == nil {
		return ""
	}
	for _, party := range line.Askable() {
		all := party.Kind == people.Organizations && (party.OfKind == "" || party.OfKind == o.Kind)
		if all || party.Kind == people.AnOrg && party.Name == organization {
			function = party.Function
		}
	}
	return function
}

// speaksByLink says whether the actor holds an organization's link, or has signed
// in for it.
func (d *deciding) speaksByLink(organization string) bool {
	return d.act.Actor.Organization == organization && d.act.Actor.Assurance != ""
}

// speaksFor says whether the actor may speak for an organization: by its link, or
// because the person is a contact of it or sits for it.
func (d *deciding) speaksFor(organization string) bool {
	return d.speaksByLink(organization) ||
		slices.Contains(d.people().OrganizationsOf(d.act.Actor.Person, d.today), organization)
}
