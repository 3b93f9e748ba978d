package definition

import (
	"slices"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// checkUndue reports where a proposal waits with no other deadline than on a date that
// it may lack. It is wrong where the pack promises that everything waits with one.
func (s *scope) checkUndue(g *graph, stuck []bool) {
	if s.flow.OfYear() || len(g.places) == 0 {
		return
	}
	out, told, gone := g.out(), map[string]bool{}, map[string]*dateless{}
	for at := range min(len(g.places), g.seen) {
		st := g.stateOf(at)
		if settled(st) || stuck[at] || told[st.Name] || len(out[at]) == 0 || s.hasMeetingTold(st) || g.leaves(at, out[at]) {
			continue
		}
		refs := s.dueBy(g, at)
		var lacking dates
		for _, ref := range refs {
			lacking = append(lacking, s.flow.bases(s.flow.treeOf(ref))...)
		}
		if len(lacking) == 0 || slices.ContainsFunc(refs, func(ref *DateRef) bool { return !lacking.lacks(s.flow, ref) }) {
			continue
		}
		l := gone[lacking.String()]
		if l == nil {
			l = g.dateless(lacking, func(int) bool { return true })
			gone[lacking.String()] = l
		}
		if doubt := l.least[lackingAt(at)]; doubt >= 0 && doubt < revised {
			told[st.Name] = true
			s.r.note(s.promised(everyDeadline), s.dueAt(st), "deadline_may_lack", wording.Args{
				"Found": st.Name, "Date": lacking.String(), "Run": s.story(g, l.run(at))})
		}
	}
}

// dueBy is every date that a proposal waits for at a place; none where it waits for
// something that comes without one, or for nothing.
func (s *scope) dueBy(g *graph, at int) []*DateRef {
	st := g.stateOf(at)
	if st.Forever || s.clocked(st.Name) {
		return nil
	}
	var refs []*DateRef
	due := func(d *Deadline, forever bool) (surely bool) {
		if d != nil && d.At != nil && !d.At.Recurs() {
			refs = append(refs, d.At)
			return false
		}
		return d != nil || forever
	}
	if due(st.Deadline, false) {
		return nil
	}
	for _, t := range s.exits(st.Name) {
		for _, on := range t.On {
			switch {
			case on.Date != nil && !on.Date.Recurs():
				refs = append(refs, on.Date)
			case !on.Ends() && on.Kind != OnHolds, t.unread, t.assumed:
				return nil
			}
		}
	}
	for i, r := range s.flow.Rounds {
		stands := unopened
		if i < mostRounds {
			stands = g.places[at].rounds[i]
		}
		switch {
		case i >= mostRounds, stands == asking && !g.pauses(r.Deadline, g.places[at]) && due(r.Deadline, r.Forever):
			return nil
		case stands == awaiting:
			refs = append(refs, r.At)
		}
	}
	return refs
}

// dueAt is where a pack says by which date a state waits: in its own line, or in that
// of the step that the date takes.
func (s *scope) dueAt(st State) source.Pos {
	if st.Deadline != nil {
		return st.Deadline.Pos
	}
	for _, t := range s.exits(st.Name) {
		for _, on := range t.On {
			if on.Date != nil {
				return on.Pos
			}
		}
	}
	return st.Pos
}

// hasMeetingTold says whether it is told already that a state's deadline is the
// meeting's, which a proposal may lack.
func (s *scope) hasMeetingTold(st State) bool {
	return st.Deadline != nil && st.Deadline.At != nil && st.Deadline.At.Of == "meeting" && !s.flow.meets() && !s.hasMeeting(st) &&
		s.promised(everyDeadline) == source.Warning
}
