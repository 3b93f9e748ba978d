package people

import (
	"slices"
	"strings"

	"beredd/internal/calendar"
)

// EveryMember is the seat of whoever has a voice in a body: its chair and its
// members. A pack asks for it by "every member of BODY".
const EveryMember = "every_member"

// Every reads a party that is many, each for itself: "every member of board",
// "every chair of board", "every body of kind local", "every municipality" or
// "every municipality.social". The first two are of the kind Role: what they name
// may be a workflow's role or a body, which is for whoever asks to know.
func Every(word string) (Party, bool) {
	rest, found := strings.CutPrefix(word, "every ")
	if !found {
		return Party{}, false
	}
	rest = strings.TrimSpace(rest)
	if kind, ok := strings.CutPrefix(rest, "body of kind "); ok {
		return Party{Kind: Bodies, OfKind: strings.TrimSpace(kind)}, true
	}
	if seat, body, ok := strings.Cut(rest, " of "); ok {
		seat = strings.TrimSpace(seat)
		if seat == Member {
			seat = EveryMember
		}
		return Party{Kind: Role, Name: strings.TrimSpace(body), Seat: seat, Each: true}, true
	}
	kind, function, _ := strings.Cut(rest, ".")
	if kind == "organization" {
		kind = ""
	}
	return Party{Kind: Organizations, OfKind: kind, Function: function}, true
}

// every is a party that is many, as a pack writes it.
func (p Party) every() string {
	seat := p.Seat
	if seat == EveryMember {
		seat = Member
	}
	switch {
	case p.Each:
		return "every " + seat + " of " + p.Name
	case p.Kind == Bodies:
		return "every body of kind " + p.OfKind
	case p.Function != "":
		return "every " + p.OfKind + "." + p.Function
	}
	return "every " + p.OfKind
}

// Is says whether the seat is one that is asked for: of that role, or with a voice
// where every member is.
func (s Seat) Is(role string) bool {
	return s.Role == role || role == EveryMember && (s.Role == Chair || s.Role == ViceChair || s.Role == Member)
}

// Holders are the persons who have a seat in a body on a day, each once.
func (d *Directory) Holders(body, seat string, on calendar.Date) []string {
	var persons []string
	for _, s := range d.Seated(body, seat, on) {
		if !slices.Contains(persons, s.Person) {
			persons = append(persons, s.Person)
		}
	}
	return persons
}

// MembersOfKind are the organizations of a kind that belong to the collaboration
// on a day; of "" all.
func (d *Directory) MembersOfKind(kind string, on calendar.Date) []Organization {
	return slices.DeleteFunc(d.Members(on), func(o Organization) bool { return !o.isOf(kind) })
}

// BodiesOfKind are the keys of the bodies of a kind.
func (d *Directory) BodiesOfKind(kind string) []string {
	var keys []string
	for _, b := range d.Bodies {
		if b.Kind == kind {
			keys = append(keys, b.Key)
		}
	}
	return keys
}

// isOf says whether the organization is of a kind; all are of "".
func (o Organization) isOf(kind string) bool { return kind == "" || o.Kind == kind }

// StandsInFor lists the persons for whom a person acts on a day: itself, and who
// is absent and has it as a stand-in.
func (d *Directory) StandsInFor(person string, on calendar.Date) []string {
	all := []string{person}
	for _, p := range d.Persons {
		if p.Key != person && p.Substitute != nil && d.StandsFor(person, p.Key, on) {
			all = append(all, p.Key)
		}
	}
	return all
}

// Came is since when a person has the seat in a body that it has on a day; zero
// for always, or where it has none.
func (d *Directory) Came(person, body, seat string, on calendar.Date) calendar.Date {
	for _, s := range d.Seated(body, seat, on) {
		if s.Person == person {
			return s.From
		}
	}
	return calendar.Date{}
}
