package definition

import (
	"slices"

	"beredd/internal/definition/grammar"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// Again is what it means that a round opens anew.
type Again string

// What it may mean.
const (
	Replaces  Again = ""           // all are asked again, and the earlier question falls
	Adds      Again = "adds"       // one more question, beside the earlier ones
	TheSilent Again = "the silent" // those who had settled are not asked again
)

// roundAgain reads what becomes of a round when it opens anew.
func (s *scope) roundAgain(t *table, r *Round) {
	if n, ok := t.opt("again"); ok {
		if word := s.r.choice(n, grammar.Agains...); word != "replaces" {
			r.Again = Again(word)
		}
	}
}

// AllRounds is every round of the proposal, where rounds are named.
const AllRounds = "rounds"

// closing reads which rounds a step closes.
func (s *scope) closing(t *table, tr *Transition) {
	n, ok := t.opt("closes")
	if !ok {
		return
	}
	for _, item := range n.Each() {
		name := s.r.word(item)
		switch {
		case name == "":
		case name == AllRounds || slices.Contains(s.rounds, name):
			tr.Closes = append(tr.Closes, name)
		default:
			s.r.unknown(item, "round", append(slices.Clone(s.rounds), AllRounds))
		}
	}
}

// ClosesRound says whether a step closes a round.
func (t *Transition) ClosesRound(name string) bool {
	return slices.Contains(t.Closes, name) || slices.Contains(t.Closes, AllRounds)
}

// checkClosing reports what a step closes that is never open, and questions that
// go on being asked after the matter has been sent away from where they are.
func (s *scope) checkClosing(g *graph) {
	if g.cut {
		return
	}
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		for _, name := range t.Closes {
			if at := slices.Index(s.rounds, name); at >= 0 && (!s.openBefore(g, t, at) || s.endedBy(t, name)) {
				s.r.fail(t.Pos, "closes_unopened", wording.Args{"Round": name, "Found": t.Name})
			}
		}
		for at := range s.flow.Rounds {
			if s.leavesOpen(g, t, at) {
				s.r.warn(t.Pos, "left_open", wording.Args{"Round": s.flow.Rounds[at].Name, "Found": t.Name})
			}
		}
	}
}

// endedBy says whether a step is taken only by the end of a round, which is not open
// then.
func (s *scope) endedBy(t *Transition, round string) bool {
	r := s.flow.Round(round)
	return !byPeople(t) && r.Again != Adds && len(t.On) > 0 && !slices.ContainsFunc(t.On, func(on Trigger) bool { return !on.Ends() || on.Name != round })
}

// openBefore says whether a round may be open where a step is taken.
func (s *scope) openBefore(g *graph, t *Transition, round int) bool {
	return slices.ContainsFunc(g.places, func(p place) bool {
		return slices.Contains(t.From, s.flow.States[p.state].Name) && g.isOpen(round, p)
	})
}

// leavesOpen says whether somebody may send the matter back, with a reason, from
// where it waits for a round, which nevertheless goes on asking. What is asked about
// a decision is another thing: that may well go on.
func (s *scope) leavesOpen(g *graph, t *Transition, round int) bool {
	r := s.flow.Rounds[round]
	byPeople := slices.ContainsFunc(t.By, func(p people.Party) bool { return p.Kind != people.System })
	if !byPeople || !slices.Contains(t.Needs, "reason") || t.ClosesRound(r.Name) || s.followsDecision(&r) || !s.openBefore(g, t, round) {
		return false
	}
	for _, to := range t.To {
		state := s.flow.State(to.State)
		if to.State == Back || state == nil || state.Final || slices.Contains(t.From, to.State) {
			return false
		}
	}
	return slices.ContainsFunc(t.From, func(from string) bool {
		return slices.ContainsFunc(s.exits(from), func(exit *Transition) bool {
			return slices.ContainsFunc(exit.On, func(on Trigger) bool { return on.Ends() && on.Name == r.Name })
		})
	})
}

// followsDecision says whether a decision opens a round.
func (s *scope) followsDecision(r *Round) bool {
	return slices.ContainsFunc(s.flow.Transitions, func(t Transition) bool {
		return t.Decides() && slices.ContainsFunc(r.Opens, func(on Trigger) bool {
			leads := slices.ContainsFunc(t.To, func(to Target) bool { return on.Kind == OnState && to.State == on.Name })
			return leads || on.Kind == OnTransition && on.Name == t.Name
		})
	})
}
