package definition

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// succession reports the bodies that nobody is left in by some day.
func (r *reader) succession(t *table, d *people.Directory) {
	persons, _ := t.node.Get("persons")
	bodies, _ := t.node.Get("bodies")
	for _, e := range bodies.Entries {
		n, ok := e.Value.Get("seats")
		if b := d.Body(e.Key.Text); ok && b != nil {
			r.empties(n, b, tenure{d, persons})
			r.shared(n, b, tenure{d, persons})
			r.vacant(n, b, tenure{d, persons})
		}
	}
	r.uncoordinated(d, tenure{d, persons})
}

// uncoordinated reports the day from which nobody coordinates: what is late or fails is
// told to nobody then.
func (r *reader) uncoordinated(d *people.Directory, in tenure) {
	var last calendar.Date
	var leaves source.Node
	for _, key := range d.Coordinators {
		p := d.Person(key)
		if p == nil || p.To.IsZero() {
			return
		}
		if p.To.After(last) {
			holder, _ := in.persons.Get(key)
			leaves, _ = holder.Get("to")
			last = p.To
		}
	}
	if !last.IsZero() {
		r.warn(leaves.Pos, "coordinator_leaves", wording.Args{"From": last.AddDays(1).String()})
	}
}

// empties reports the seats that end with nobody after them: a chair's or a
// secretary's, and any by whose end the body has nobody left with a voice. n is the
// body's seats.
func (r *reader) empties(n source.Node, b *people.Body, in tenure) {
	items := n.Each()
	for i, s := range b.Seats {
		_, last := in.term(s)
		if last.IsZero() || i >= len(items) {
			continue
		}
		from := last.AddDays(1)
		left := func(seat string) bool {
			return !slices.ContainsFunc(b.Seats, func(other people.Seat) bool { return other.Is(seat) && in.sits(other, from) })
		}
		seat := ""
		switch {
		case s.Role == people.Chair && !left(people.ViceChair):
		case (s.Role == people.Chair || s.Role == people.Secretary) && left(s.Role):
			seat = s.Role
		case s.Role == people.ViceChair && left(people.EveryMember), s.Role == people.Member && left(people.EveryMember):
			seat = people.Member
		}
		if at, ok := in.ends(items[i], s); ok && seat != "" {
			r.warn(at.Pos, "seat_empties", wording.Args{"From": from.String(), "Seat": seat, "Found": b.Key})
		}
	}
}

// vacant reports a chair or secretary who comes after others of the body, where nobody has
// the seat before.
func (r *reader) vacant(n source.Node, b *people.Body, in tenure) {
	items := n.Each()
	begins := calendar.Date{}
	for _, s := range b.Seats {
		from, _ := in.term(s)
		if from.IsZero() { // how long others have sat is not known
			return
		}
		if begins.IsZero() || from.Before(begins) {
			begins = from
		}
	}
	for _, seat := range []string{people.Chair, people.Secretary} {
		first := -1
		for i, s := range b.Seats[:min(len(b.Seats), len(items))] {
			from, _ := in.term(s)
			if is := s.Role == seat || seat == people.Chair && s.Role == people.ViceChair; !is {
				continue
			}
			if from.IsZero() || !from.After(begins) {
				first = -1
				break
			}
			if was, _ := in.term(b.Seats[max(0, first)]); first < 0 || from.Before(was) {
				first = i
			}
		}
		if first >= 0 {
			from, _ := in.term(b.Seats[first])
			r.warn(items[first].Pos, "seat_vacant", wording.Args{"From": begins.String(), "To": from.String(), "Seat": seat, "Found": b.Key})
		}
	}
}

// shared reports two that are a body's chair at once, and somebody who has one seat
// twice at once.
func (r *reader) shared(n source.Node, b *people.Body, in tenure) {
	items := n.Each()
	r.apartSeats(items, b, in)
	for j, later := range b.Seats[:min(len(b.Seats), len(items))] {
		for _, s := range b.Seats[:j] {
			switch {
			case s.Role != later.Role || !in.overlap(s, later):
			case s.Person == later.Person && s.Of == later.Of:
				r.warn(items[j].Pos, "seated_twice", wording.Args{"Found": s.Person, "Seat": s.Role, "Body": b.Key})
			case s.Person != later.Person && s.Role == people.Chair:
				r.warn(items[j].Pos, "two_chairs", wording.Args{"Found": later.Person, "Other": s.Person, "Body": b.Key})
			}
		}
	}
}

// overlap says whether there is a day on which two seats are both somebody's.
func (in tenure) overlap(a, b people.Seat) bool {
	first, last := in.term(a)
	from, to := in.term(b)
	return (last.IsZero() || !last.Before(from)) && (to.IsZero() || !to.Before(first))
}

// A tenure knows from when to when seats are somebody's: their holders may come
// later, and leave before.
type tenure struct {
	people  *people.Directory
	persons source.Node
}

// term is the first and the last day on which somebody has a seat.
func (in tenure) term(s people.Seat) (from, to calendar.Date) {
	from, to = s.From, s.To
	p := in.people.Person(s.Person)
	if p == nil {
		return from, to
	}
	if p.From.After(from) {
		from = p.From
	}
	if to.IsZero() || !p.To.IsZero() && p.To.Before(to) {
		to = p.To
	}
	return from, to
}

// sits says whether somebody has a seat on a day.
func (in tenure) sits(s people.Seat, on calendar.Date) bool {
	from, to := in.term(s)
	return !from.After(on) && (to.IsZero() || !to.Before(on))
}

// ends is where a pack says on what day a seat is somebody's for the last time: at
// the seat, or at its holder.
func (in tenure) ends(item source.Node, s people.Seat) (source.Node, bool) {
	if _, last := in.term(s); last == s.To {
		return item.Get("to")
	}
	holder, _ := in.persons.Get(s.Person)
	return holder.Get("to")
}
