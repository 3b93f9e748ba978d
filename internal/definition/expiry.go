package definition

import (
	"slices"

	"beredd/internal/wording"
)

// opensItself says whether nothing but its own end opens a round.
func (r *Round) opensItself() bool {
	return !slices.ContainsFunc(r.Opens, func(on Trigger) bool { return !on.Ends() || on.Name != r.Name })
}

// checkExpiry reports a round whose last word names a step that leads from none of the
// states in which the round asks: silence would be followed by nothing.
func (s *scope) checkExpiry(g *graph, round int) {
	r := &s.flow.Rounds[round]
	if r.Expiry == nil || r.Expiry.Transition == "" || g.cut || round >= mostRounds {
		return
	}
	t := s.flow.Transition(r.Expiry.Transition)
	if t == nil || t.unread || t.assumed {
		return
	}
	asks := func(from func(place) bool) bool {
		return slices.ContainsFunc(g.places, func(p place) bool {
			return p.rounds[round] == asking && !s.flow.States[p.state].Final && from(p)
		})
	}
	leads := asks(func(p place) bool { return slices.Contains(t.From, s.flow.States[p.state].Name) })
	if asks(func(place) bool { return true }) && !leads {
		s.r.fail(r.Expiry.Pos, "expiry_elsewhere", wording.Args{"Found": t.Name, "Round": r.Title})
	}
}
