package definition

import (
	"slices"

	"beredd/internal/people"
	"beredd/internal/wording"
)

// checkStaffed reports the states that wait for nobody and the steps that nobody
// can take, as nobody has a seat where one is asked for. Who sits only from a
// later day on counts. Of a role that is nobody's, its states alone are reported.
func (s *scope) checkStaffed() {
	var empty []string
	for _, st := range s.flow.States {
		if !st.Final && st.HeldBy != "" && !s.isThere(st.Holder()) {
			s.r.fail(st.Pos, "nobody_there", wording.Args{"Found": st.Name, "Role": st.HeldBy})
			empty = append(empty, st.HeldBy)
		}
	}
	can := func(p people.Party) bool {
		return s.acts(p) || p.Kind == people.Role && slices.Contains(empty, p.Name)
	}
	s.checkOpeners()
	s.checkTook()
	for _, t := range s.flow.Transitions {
		human := !slices.ContainsFunc(t.By, func(p people.Party) bool { return p.Kind == people.System })
		nobody := human && len(t.By) > 0 && len(t.On) == 0 && !slices.ContainsFunc(t.By, can)
		mute := s.checkSpeakers(t, nobody)
		if nobody && !mute {
			s.r.fail(t.Pos, "nobody_can", wording.Args{"Found": t.Name})
		}
		switch lacks := slices.IndexFunc(t.By, func(p people.Party) bool { return !can(p) }); {
		case mute:
		case !t.Together || len(t.On) > 0:
		case lacks >= 0:
			s.r.fail(t.Pos, "nobody_together", wording.Args{"Found": t.Name, "Party": t.By[lacks].String()})
		case !s.canTogether(t):
			s.r.fail(t.Pos, "too_few_together", wording.Args{"Found": t.Name, "Count": len(t.By)})
		default:
			s.checkOpensTogether(t)
		}
	}
}

// isThere says whether a party is somebody. A role that no body has is reported
// of itself.
func (s *scope) isThere(p people.Party) bool {
	switch p.Kind {
	case people.Role:
		bodies := s.binds[p.Name]
		return len(bodies) == 0 || slices.ContainsFunc(bodies, func(key string) bool { return s.seated(key, p.Seat) })
	case people.ABody:
		return s.seated(p.Name, p.Seat)
	case people.Coordinator:
		return len(s.people.Coordinators) > 0
	case people.Chosen:
		return slices.ContainsFunc(s.possible(p), s.isThere)
	}
	return true
}

// seated says whether somebody has a seat in a body; any but an adjunct's, who takes no
// steps, where none is named. One that could not be read may be anybody's.
func (s *scope) seated(body, seat string) bool {
	b := s.people.Body(body)
	return b == nil || slices.ContainsFunc(b.Seats, func(at people.Seat) bool {
		return seat == "" && at.Role != people.Adjunct || at.Is(seat) || seat == people.Chair && at.Role == people.ViceChair || at.Person == "" || !slices.Contains(people.SeatRoles(), at.Role)
	})
}
