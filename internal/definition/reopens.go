package definition

import (
	"slices"

	"beredd/internal/wording"
)

// checkReopens reports steps that reopen what is neither closed nor decided.
func (s *scope) checkReopens(g *graph) {
	decided := g.decided()
	for _, t := range s.flow.Transitions {
		reopens := slices.ContainsFunc(t.From, func(name string) bool {
			st := s.flow.State(name)
			return st == nil || st.Final || st.unread || decided[name]
		})
		if t.Reopens && !reopens && !g.cut {
			s.r.warn(t.Pos, "reopens_nothing", wording.Args{"Found": t.Name})
		}
	}
}

// decided says in which states a run can be after a decision that no step has put
// aside.
func (g *graph) decided() map[string]bool {
	after := make([]bool, len(g.places))
	for changed := true; changed; {
		changed = false
		for _, m := range g.moves {
			decides, reopens := false, false
			if m.transition >= 0 { // else a round ended
				t := &g.flow.Transitions[m.transition]
				decides, reopens = t.Decides(), t.Reopens
			}
			if !after[m.to] && (decides || after[m.from] && !reopens) {
				after[m.to], changed = true, true
			}
		}
	}
	states := map[string]bool{}
	for i, p := range g.places {
		if after[i] {
			states[g.flow.States[p.state].Name] = true
		}
	}
	return states
}
