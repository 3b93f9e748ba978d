package definition

import (
	"slices"

	"beredd/internal/wording"
)

// Pauses says whether a deadline's time stands still with a proposal in a state, where
// open says which rounds are: it goes on with what was left.
func (d *Deadline) Pauses(state string, open func(round string) bool) bool {
	return d != nil && (d.pausesIn(state) || slices.ContainsFunc(d.Stops, open))
}

// pausesIn says whether it does whatever rounds are open.
func (d *Deadline) pausesIn(state string) bool {
	return d != nil && len(d.Runs) > 0 && !slices.Contains(d.Runs, state)
}

// pauses says whether a deadline's time surely stands still at a place.
func (g *graph) pauses(d *Deadline, at place) bool {
	return d.Pauses(g.flow.States[at.state].Name, func(name string) bool {
		i := g.roundAt(name)
		return i >= 0 && i < mostRounds && at.rounds[i] == asking && g.ends[i].watched
	})
}

// stops says whether the time of anything stands still while a round is open.
func (w *Workflow) stops(round string) bool {
	names := func(d *Deadline) bool { return d != nil && slices.Contains(d.Stops, round) }
	return slices.ContainsFunc(w.Rounds, func(r Round) bool { return names(r.Deadline) }) ||
		slices.ContainsFunc(w.States, func(st State) bool { return names(st.Deadline) })
}

// checkPauses reports times that never run, and those that never stand still for what
// they say that they do.
func (s *scope) checkPauses(g *graph) {
	if g.cut {
		return
	}
	for i, st := range s.flow.States {
		s.checkStopped(g, st.Deadline, st.Title, func(at place) bool { return at.state == i })
	}
	for i, r := range s.flow.Rounds {
		if r.Deadline == nil || i >= mostRounds {
			continue
		}
		asks := func(at place) bool { return at.rounds[i] == asking && !g.flow.States[at.state].Final }
		s.checkStopped(g, r.Deadline, r.Title, asks)
		somewhere := slices.ContainsFunc(g.places, asks)
		if somewhere && !slices.ContainsFunc(g.places, func(at place) bool { return asks(at) && !g.pauses(r.Deadline, at) }) {
			s.r.fail(r.Deadline.Pos, "pauses_for_ever", wording.Args{"Found": r.Title})
		}
	}
}

// checkStopped reports the rounds that a deadline stands still for and that are never
// open while it counts.
func (s *scope) checkStopped(g *graph, d *Deadline, title wording.Text, counts func(place) bool) {
	if d == nil || !slices.ContainsFunc(g.places, counts) {
		return
	}
	for _, name := range d.Stops {
		i := g.roundAt(name)
		open := func(at place) bool { return counts(at) && g.isOpen(i, at) }
		if i >= 0 && !slices.ContainsFunc(g.places, open) {
			s.r.warn(d.Pos, "never_pauses", wording.Args{"Found": title, "Round": name})
		}
	}
}
