package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// every reads a party that is many, each for itself: "every member of BODY", "every
// body of kind KIND", "every KIND" of the organizations.
func (s *scope) every(n source.Node, p people.Party) (people.Party, bool) {
	switch {
	case p.Each:
		return s.everySeat(n, p)
	case p.Kind == people.Bodies:
		return p, s.kind(n, p.OfKind, bodyKinds(s.people))
	case p.OfKind == "":
		return p, s.function(n, p.Function)
	}
	return p, s.kind(n, p.OfKind, organizationKinds(s.people)) && s.function(n, p.Function)
}

// everySeat reads whose seats they are: a role's or a body's.
func (s *scope) everySeat(n source.Node, p people.Party) (people.Party, bool) {
	seats := append([]string{people.EveryMember}, people.SeatRoles()...)
	if !slices.Contains(seats, p.Seat) {
		s.r.fail(n.Pos, "unknown_seat", wording.Args{
			"Found": p.Seat, "Expected": oneOf(people.SeatRoles()), "Suggestion": guess.Nearest(p.Seat, people.SeatRoles())})
		return p, false
	}
	if !slices.Contains(s.roles, p.Name) {
		p.Kind = people.ABody
		if s.people.Body(p.Name) == nil {
			known := append(slices.Clone(s.roles), bodyKeys(s.people)...)
			s.r.fail(n.Pos, "unknown_party", wording.Args{"Found": p.Name, "Expected": oneOf(known), "Suggestion": guess.Nearest(p.Name, known)})
			return p, false
		}
	}
	s.emptySeats(n, p)
	return p, true
}

// emptySeats warns where nobody has the seat that is asked for.
func (s *scope) emptySeats(n source.Node, p people.Party) {
	for _, key := range s.bodiesOf(p) {
		b := s.people.Body(key)
		if b != nil && !slices.ContainsFunc(b.Seats, func(at people.Seat) bool { return at.Is(p.Seat) }) {
			seat := p.Seat
			if seat == people.EveryMember {
				seat = people.Member
			}
			s.r.warn(n.Pos, "empty_seat", wording.Args{"Found": n.Text, "Body": key, "Seat": seat})
		}
	}
}

// bodiesOf are the bodies that a party may be: those of a role, or itself.
func (s *scope) bodiesOf(p people.Party) []string {
	switch p.Kind {
	case people.Role:
		return s.binds[p.Name]
	case people.ABody:
		return []string{p.Name}
	case people.Bodies:
		return s.people.BodiesOfKind(p.OfKind)
	case people.Chosen:
		var bodies []string
		for _, one := range s.possible(p) {
			bodies = append(bodies, s.bodiesOf(one)...)
		}
		return distinct(bodies)
	}
	return nil
}

// kind checks that somebody is of a kind.
func (s *scope) kind(n source.Node, kind string, known []string) bool {
	if slices.Contains(known, kind) {
		return true
	}
	if who, left := leavesOut(kind); left {
		s.r.fail(n.Pos, "left_out_beside", wording.Args{"Found": n.Text, "Who": who})
		return false
	}
	s.r.fail(n.Pos, "unknown_kind", wording.Args{"Found": kind, "Expected": oneOf(known), "Suggestion": guess.Nearest(kind, known)})
	return false
}

// size is how many respondents a party is at most.
func (s *scope) size(p people.Party) int {
	switch {
	case p.Kind == people.Organizations:
		return count(s.people.Organizations, func(o people.Organization) bool { return p.OfKind == "" || o.Kind == p.OfKind })
	case p.Kind == people.Bodies:
		return len(s.bodiesOf(p))
	case p.Kind == people.Coordinator:
		return len(s.people.Coordinators)
	case p.Kind == people.Chosen:
		return s.mostChosen(s.flow.Field(p.Name))
	case !p.Each:
		return 1
	}
	most := 0
	for _, key := range s.bodiesOf(p) {
		most = max(most, s.holders(key, p.Seat))
	}
	return most
}

// mostChosen is how many a field of type party names at most.
func (s *scope) mostChosen(f *Field) int {
	switch {
	case f == nil:
		return 0
	case !f.Many:
		return 1
	}
	most := s.asked(&Round{Asks: f.Of})
	if f.Most != nil {
		most = min(most, int(*f.Most))
	}
	return most
}

// holders is how many persons have a seat in a body, some day or other.
func (s *scope) holders(body, seat string) int {
	var persons []string
	if b := s.people.Body(body); b != nil {
		for _, at := range b.Seats {
			if at.Is(seat) && !slices.Contains(persons, at.Person) {
				persons = append(persons, at.Person)
			}
		}
	}
	return len(persons)
}

// inEach are the items of a line of parties, in which "every chair of [a, b]" is
// one for each body.
func inEach(n source.Node) []source.Node {
	seat, inner, found := strings.Cut(n.Text, " of [")
	if n.Kind != source.Scalar || !found || !strings.HasPrefix(seat, "every ") || !strings.HasSuffix(inner, "]") {
		return []source.Node{n}
	}
	var items []source.Node
	for name := range strings.SplitSeq(strings.TrimSuffix(inner, "]"), ",") {
		item := n
		item.Text = seat + " of " + strings.TrimSpace(name)
		item.Value = item.Text
		items = append(items, item)
	}
	return items
}

// count is how many of all are such.
func count[T any](all []T, such func(T) bool) int {
	n := 0
	for _, one := range all {
		if such(one) {
			n++
		}
	}
	return n
}

// organizationKinds lists the kinds that organizations have.
func organizationKinds(d *people.Directory) []string {
	var kinds []string
	for _, o := range d.Organizations {
		kinds = append(kinds, o.Kind)
	}
	return distinct(kinds)
}

// bodyKinds lists the kinds that bodies have.
func bodyKinds(d *people.Directory) []string {
	var kinds []string
	for _, b := range d.Bodies {
		kinds = append(kinds, b.Kind)
	}
	return distinct(kinds)
}

// distinct are words, each once, without the empty one.
func distinct(words []string) []string {
	return slices.DeleteFunc(firstOfEach(words), func(word string) bool { return word == "" })
}

// many says whether a party that is many names somebody of the pack.
func (s *story) many(p people.Party) bool {
	d := s.pack.People
	switch {
	case p.Each:
		seat := p.Seat == people.EveryMember || slices.Contains(people.SeatRoles(), p.Seat)
		return seat && (s.hasRole(p.Name) || d.FindBody(p.Name) != nil)
	case p.Kind == people.Bodies:
		return slices.Contains(bodyKinds(d), p.OfKind)
	}
	return (p.OfKind == "" || slices.Contains(organizationKinds(d), p.OfKind)) &&
		(p.Function == "" || slices.Contains(functions(d), p.Function))
}
