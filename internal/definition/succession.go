package definition

import (
	"slices"

	"beredd/internal/people"
	"beredd/internal/wording"
)

// empties reports the seats that end with nobody after them: a chair's or a
// secretary's, and any by whose end the body has nobody left with a voice. n is the
// body's seats.
func (r *reader) empties(n node, b *people.Body) {
	items := n.each()
	for i, s := range b.Seats {
		if s.To.IsZero() || i >= len(items) {
			continue
		}
		from := s.To.AddDays(1)
		left := func(seat string) bool {
			return !slices.ContainsFunc(b.Seats, func(other people.Seat) bool {
				return other.Is(seat) && !other.From.After(from) && (other.To.IsZero() || !other.To.Before(from))
			})
		}
		seat := ""
		switch {
		case (s.Role == people.Chair || s.Role == people.Secretary) && left(s.Role):
			seat = s.Role
		case s.Role == people.Member && left(people.EveryMember):
			seat = people.Member
		}
		if at, ok := items[i].get("to"); ok && seat != "" {
			r.warn(at.pos, "seat_empties", wording.Args{"From": from.String(), "Seat": seat, "Found": b.Key})
		}
	}
}
