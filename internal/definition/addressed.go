package definition

import (
	"slices"

	"beredd/internal/people"
	"beredd/internal/wording"
)

// turnLetters are those that say nothing but that it is the recipient's turn. Others may
// tell somebody besides.
var turnLetters = []string{"to_prepare", "to_decide", "to_review", "to_draft", "referred_back"}

// checkAddressed warns of letters that say that it is somebody's turn, to who can do
// nothing then, and of a step that gives a proposal to a body which no letter tells of it,
// though others do.
func (s *scope) checkAddressed(g *graph) {
	for _, line := range s.flow.Notify {
		if !slices.Contains(turnLetters, line.Letter) {
			continue
		}
		states := s.entered(line.On)
		for _, p := range line.To {
			if len(states) > 0 && s.isBody(p) && !slices.ContainsFunc(states, func(st *State) bool { return st.Final || s.mayAct(g, p, st) }) {
				s.r.warn(line.Pos, "task_to_idle", wording.Args{"Found": line.Letter, "Party": p.String(), "State": states[0].Title})
			}
		}
	}
	for i := range s.flow.Transitions {
		s.checkUntold(g, &s.flow.Transitions[i])
	}
}

// entered are the states that a proposal comes to when something happens to it; none
// where that is not known.
func (s *scope) entered(on Trigger) (states []*State) {
	switch on.Kind {
	case OnState:
		if st := s.flow.State(on.Name); st != nil {
			states = append(states, st)
		}
	case OnTransition:
		t := s.flow.Transition(on.Name)
		if t == nil {
			return nil
		}
		for _, to := range t.To {
			st := s.flow.State(to.State)
			if st == nil {
				return nil
			}
			states = append(states, st)
		}
	}
	return states
}

// isBody says whether a party is one body or more that the pack names.
func (s *scope) isBody(p people.Party) bool {
	return (p.Kind == people.Role || p.Kind == people.ABody) && !p.Each && len(s.bodiesOf(p)) > 0
}

// mayAct says whether somebody of a body may do anything with a proposal in a state but
// give it up: it is theirs, they take a step from there, change it or answer a question.
func (s *scope) mayAct(g *graph, p people.Party, st *State) bool {
	role := ""
	if p.Kind == people.Role {
		role = p.Name
	}
	theirs := func(q people.Party) bool { return s.ofBodies(q, role, s.bodiesOf(p)) }
	if st.HeldBy == "" || theirs(st.Holder()) || slices.ContainsFunc(st.Edits, theirs) {
		return true
	}
	return s.asksThere(g, st, theirs) || slices.ContainsFunc(s.exits(st.Name), func(t *Transition) bool {
		return t.unread || !s.givesUp(t) && slices.ContainsFunc(t.By, theirs)
	})
}

// asksThere says whether a round that may be open in a state asks some of whom a body is.
func (s *scope) asksThere(g *graph, st *State, theirs func(people.Party) bool) bool {
	for i, r := range s.flow.Rounds {
		open := func(p place) bool { return s.flow.States[p.state].Name == st.Name && g.isOpen(i, p) }
		asks := func(p people.Party) bool {
			return p.Kind != people.Organizations && p.Kind != people.AnOrg && theirs(p)
		}
		if slices.ContainsFunc(r.Asks, asks) && slices.ContainsFunc(g.places, open) {
			return true
		}
	}
	return false
}

// givesUp says whether a step is how whoever writes a proposal takes it back: it leads to
// an end from where a proposal begins, and from elsewhere.
func (s *scope) givesUp(t *Transition) bool {
	first := s.flow.States[0]
	ends := func(to Target) bool { st := s.flow.State(to.State); return st != nil && st.Final }
	return len(t.From) > 1 && slices.Contains(t.From, first.Name) && len(t.To) > 0 && !slices.ContainsFunc(t.To, func(to Target) bool { return !ends(to) })
}

// checkUntold warns of a step by which others give a proposal to a body that no letter
// tells of it, where one does when another step leads there.
func (s *scope) checkUntold(g *graph, t *Transition) {
	states := s.entered(Trigger{Kind: OnTransition, Name: t.Name})
	if len(states) != 1 || states[0].Final || states[0].HeldBy == "" || !byPeople(t) || slices.Contains(t.From, states[0].Name) {
		return
	}
	st := states[0]
	holder := st.Holder()
	theirs := func(p people.Party) bool { return s.ofBodies(p, st.HeldBy, s.bodiesOf(holder)) }
	if !s.isBody(holder) || slices.ContainsFunc(t.By, func(p people.Party) bool { return s.isSame(p, holder) }) || s.asksThere(g, st, theirs) {
		return
	}
	told, otherwise := false, false
	for _, line := range s.flow.Notify {
		tells := slices.ContainsFunc(line.To, theirs)
		told = told || tells && s.comesWith(line.On, t, st)
		otherwise = otherwise || slices.Contains(s.entered(line.On), st) && slices.ContainsFunc(line.To, func(p people.Party) bool { return s.isBody(p) && theirs(p) })
	}
	if !told && otherwise {
		s.r.warn(t.Pos, "holder_untold", wording.Args{"Found": t.Name, "Role": st.HeldBy, "State": st.Title})
	}
}

// isSame says whether who takes a step may be the whole of a body: it, another with its
// role or of the same bodies, or who is hardly known beforehand.
func (s *scope) isSame(p, holder people.Party) bool {
	if !s.isBody(p) {
		return p.Kind != people.APerson && p.Kind != people.System
	}
	return p.Name == holder.Name || slices.ContainsFunc(s.bodiesOf(p), func(body string) bool { return slices.Contains(s.bodiesOf(holder), body) })
}

// comesWith says whether something happens when a step is taken to a state.
func (s *scope) comesWith(on Trigger, t *Transition, st *State) bool {
	return on.Kind == OnTransition && on.Name == t.Name || on.Kind == OnState && on.Name == st.Name
}
