package definition

import (
	"beredd/internal/calendar"
	"beredd/internal/people"
	"beredd/internal/wording"
	"slices"
)

// checkAimless warns of what a workflow says that no run ever shows: a target that is
// never chosen, a letter of what has not happened, a departure from nothing.
func (s *scope) checkAimless(g *graph, stuck []bool) {
	if s.flow.OfYear() || g.cut || len(g.places) == 0 {
		return
	}
	for i := range s.flow.Transitions {
		s.checkTargets(g, i)
	}
	decided := g.dateless(dates{{of: "decision"}}, func(int) bool { return true })
	for _, line := range s.flow.Notify {
		if line.Letter == "decision" && !decided.tells(line.On) {
			s.r.warn(line.Pos, "nothing_decided", wording.Args{"Found": line.On.Name})
		}
	}
	s.checkNeverPut(g, stuck)
	s.checkDeparts()
	s.checkNarrowed()
	s.checkAddressed(g)
	for i, st := range s.flow.States {
		s.checkIdle(st, i == 0)
	}
}

// checkTargets warns of a conditional target that no run comes to by its step.
func (s *scope) checkTargets(g *graph, step int) {
	t := &s.flow.Transitions[step]
	taken := func(state string) bool {
		return slices.ContainsFunc(g.moves, func(m move) bool {
			return m.transition == step && (state == "" || g.stateOf(m.to).Name == state)
		})
	}
	if len(t.To) < 2 || t.unread || t.assumed || !taken("") {
		return
	}
	for i, to := range t.To {
		twice := slices.ContainsFunc(t.To, func(other Target) bool { return other.State == to.State && other.Pos != to.Pos })
		if to.When != nil && !to.When.isDead() && to.State != Back && !twice && !to.Here && !taken(to.State) {
			s.r.warn(t.To[i].Pos, "never_aimed", wording.Args{"Found": to.When.Source, "State": to.State, "Step": t.Name})
		}
	}
}

// tells says whether a proposal may have what the runs are about when something
// happens, or where that is not known.
func (l *dateless) tells(on Trigger) bool {
	switch on.Kind {
	case OnState:
		return l.hadIn([]string{on.Name})
	case OnTransition:
		t := l.flow.Transition(on.Name)
		return t == nil || t.Decides() || l.hadIn(t.From)
	}
	return true
}

// checkNeverPut warns of a question that opens where a proposal ends, and waits for a
// date that no run has there.
func (s *scope) checkNeverPut(g *graph, stuck []bool) {
	settles := func(place int) bool { return stuck[place] }
	for _, r := range s.flow.Rounds {
		lacking := dates(s.flow.bases(s.flow.treeOf(r.At)))
		last := func(on Trigger) bool {
			at := g.stateAt(on.Name)
			return on.Kind == OnState && at >= 0 && s.flow.isLast(at)
		}
		if len(lacking) == 0 || !lacking.lacks(s.flow, r.At) || len(r.Opens) == 0 || slices.ContainsFunc(r.Opens, func(on Trigger) bool { return !last(on) }) {
			continue
		}
		l := g.dateless(lacking, settles)
		if !slices.ContainsFunc(r.Opens, func(on Trigger) bool { return l.hadIn([]string{on.Name}) }) {
			s.r.warn(r.Pos, "never_put", wording.Args{"Found": r.Name, "Date": lacking.String(), "State": r.Opens[0].Name})
		}
	}
}

// checkDeparts warns of a decision that may depart from a recommendation that nobody
// makes, and of a departure in a step that decides nothing.
func (s *scope) checkDeparts() {
	recommends := slices.ContainsFunc(s.flow.Transitions, func(t Transition) bool { return t.Recommends() })
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		if slices.Contains(t.words(), "departs") && (!recommends || !t.Decides()) {
			s.r.warn(t.Pos, "departs_from_nothing", wording.Args{"Found": t.Name})
		}
	}
}

// checkIdle warns of a state that waits for a body none of whose members, or for a
// submitter who, can take any of the steps from there, all of which people take. Where a proposal begins it may be
// written, and who holds a state that a round or time leads on from looks after it.
func (s *scope) checkIdle(st State, first bool) {
	if st.Final {
		if st.HeldBy != "" {
			s.r.warn(st.Pos, "final_held", wording.Args{"Found": st.Name})
		}
		return
	}
	bodies := s.binds[st.HeldBy]
	theirs := func(p people.Party) bool { return s.ofBodies(p, st.HeldBy, bodies) }
	if st.HeldBy == BySubmitter {
		bodies, theirs = []string{BySubmitter}, s.maySubmit
	}
	if st.HeldByChosen() != "" {
		bodies, theirs = []string{st.HeldBy}, func(p people.Party) bool { return s.mayBeAlso(p, st.Holder()) }
	}
	exits := s.exits(st.Name)
	for _, t := range exits {
		if t.unread || !byPeople(t) || len(t.On) > 0 || !s.givesUp(t) && slices.ContainsFunc(t.By, theirs) {
			return
		}
	}
	asked := slices.ContainsFunc(s.flow.Rounds, func(r Round) bool {
		return slices.ContainsFunc(r.Asks, func(p people.Party) bool {
			return p.Kind != people.Organizations && p.Kind != people.AnOrg && theirs(p)
		})
	})
	if !first && len(exits) > 0 && len(bodies) > 0 && !asked && len(st.Edits) == 0 {
		s.r.warn(st.Pos, "holder_idle", wording.Args{"Found": st.Name, "Role": st.HeldBy})
	}
}

// mayBeAlso says whether a party may be, or have among those behind it, somebody whom
// another is.
func (s *scope) mayBeAlso(p, other people.Party) bool {
	if p == other || p.Kind == people.Submitter {
		return true
	}
	may := s.speakers(s.readers([]people.Party{other}))
	for who := range s.speakers(s.readers([]people.Party{p})) {
		if may[who] {
			return true
		}
	}
	return false
}

// ofBodies says whether a party may be somebody in some bodies: it is one of them, or
// hardly known beforehand, or somebody of it sits there.
func (s *scope) ofBodies(p people.Party, role string, bodies []string) bool {
	switch p.Kind {
	case people.System:
		return false
	case people.Role, people.ABody:
		if p.Name == role {
			return true
		}
		return slices.ContainsFunc(s.bodiesOf(p), func(body string) bool {
			b := s.people.Body(body)
			return slices.Contains(bodies, body) || b != nil && slices.ContainsFunc(b.Seats, func(at people.Seat) bool {
				return (p.Seat == "" || at.Is(p.Seat)) && s.ofBodies(people.Party{Kind: people.APerson, Name: at.Person}, role, bodies)
			})
		})
	case people.APerson:
		return slices.ContainsFunc(bodies, func(key string) bool {
			b := s.people.Body(key)
			return b != nil && slices.ContainsFunc(b.Seats, func(seat people.Seat) bool { return seat.Person == p.Name })
		})
	}
	return true
}

// endsEarlier says whether time always takes a step from a state before its deadline.
func (d *Deadline) endsEarlier(on Trigger) bool {
	return d.At == nil && on.Kind == OnTime && shorter(on.Period, d.Within)
}

// shorter says whether one period surely is shorter than another.
func shorter(a, b calendar.Period) bool {
	least := map[calendar.Unit]int{calendar.Days: 1, calendar.Workdays: 1, calendar.WholeWeeks: 7, calendar.Months: 28, calendar.Years: 365}
	most := map[calendar.Unit]int{calendar.Days: 1, calendar.WholeWeeks: 7, calendar.Months: 31, calendar.Years: 366}
	if a.Unit == b.Unit {
		return a.Count < b.Count
	}
	return most[a.Unit] > 0 && least[b.Unit] > 0 && a.Count*most[a.Unit] < b.Count*least[b.Unit]
}

// barred says whether a step's own condition holds nowhere that it leads from.
func (g *graph) barred(t *Transition) bool {
	leads := func(p place) bool { return slices.Contains(t.From, g.flow.States[p.state].Name) }
	return t.When != nil && byPeople(t) && len(t.On) == 0 && slices.ContainsFunc(g.places, leads) &&
		!slices.ContainsFunc(g.places, func(p place) bool { return leads(p) && t.When.weigh(g.knows(p)) != never })
}
