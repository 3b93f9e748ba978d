package definition

import (
	"slices"

	"beredd/internal/wording"
)

// checkDated reports the states in which a proposal waits without a date once a
// round has ended that had one: people may take a step, and nothing reminds them.
// States that never have a date are reported of themselves.
func (s *scope) checkDated(g *graph, d *doubted, stuck []bool) {
	out, told := g.out(), map[string]bool{}
	for _, at := range d.order() {
		st := g.stateOf(at)
		if told[st.Name] || settled(st) || stuck[at] || len(out[at]) == 0 || d.least[at] > chosen || s.hasDate(st) || !s.dueSome(st) {
			continue
		}
		assumed := slices.ContainsFunc(s.exits(st.Name), func(t *Transition) bool { return t.assumed || t.unread })
		if assumed || g.leaves(at, out[at]) || g.dueRound(at) {
			continue
		}
		told[st.Name] = true
		s.r.note(s.promised(everyDeadline), st.Pos, "no_deadline_left", wording.Args{
			"Found": st.Name, "Run": s.story(g, d.run(at))})
	}
}

// hasDate says whether a state has a date of its own, whatever rounds have.
func (s *scope) hasDate(st State) bool {
	if st.Deadline != nil || st.Forever || s.clocked(st.Name) {
		return true
	}
	return slices.ContainsFunc(s.exits(st.Name), func(t *Transition) bool {
		return slices.ContainsFunc(t.On, func(on Trigger) bool { return !on.Ends() && on.Kind != OnHolds })
	})
}

// leaves says whether a run may be taken on from a place by what has ended already.
func (g *graph) leaves(at int, out []move) bool {
	waits := g.waiting(at)
	return slices.ContainsFunc(out, func(m move) bool {
		return m.transition >= 0 && slices.Contains(waits, &g.flow.Transitions[m.transition])
	})
}

// dueRound says whether a round may be open at a place that has a deadline whose time
// runs, or may wait for ever.
func (g *graph) dueRound(at int) bool {
	for i, r := range g.flow.Rounds {
		if i >= mostRounds {
			return true
		}
		stands := g.places[at].rounds[i]
		if (stands == asking && !g.pauses(r.Deadline, g.places[at]) || stands == awaiting) && (r.Deadline != nil || r.Forever) {
			return true
		}
	}
	return false
}
