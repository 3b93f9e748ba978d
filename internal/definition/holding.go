package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// holding reads {when: …} behind a step's on: the step is taken as soon as that
// holds, whatever made it so.
func (s *scope) holding(n source.Node) (Trigger, bool) {
	t := s.r.table(grammar.Holds, n, source.Pos{})
	defer t.done()
	when, ok := t.must("when")
	if !ok {
		return Trigger{}, false
	}
	g := s.guard(when, nil)
	if g == nil {
		return Trigger{}, false
	}
	v := &foresight{flow: s.flow, known: slices.Concat(counting, still, lasting, []string{"answer", "left", "passed", "seats"})}
	ast.Walk(&g.tree, v)
	if v.found != "" {
		s.r.fail(when.Pos, "holds_passes", wording.Args{"Found": v.found})
	}
	return Trigger{Kind: OnHolds, Name: g.Source, When: g, Pos: when.Pos}, true
}

// checkCircles refuses steps that only conditions take and that lead round in a circle
// whose conditions may all hold at once: they would be taken again and again. It adds
// where that is told.
func (s *scope) checkCircles(told map[source.Pos]bool) {
	var all []stepping
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		if !slices.ContainsFunc(t.On, func(on Trigger) bool { return on.Kind == OnHolds }) {
			continue
		}
		for _, from := range t.From {
			for _, to := range t.To {
				all = append(all, stepping{t: t, from: from, to: to.State})
			}
		}
	}
	for i := range all {
		if s.circles(all, []stepping{all[i]}) {
			told[all[i].t.Pos] = true
			s.r.fail(all[i].t.Pos, "circle", wording.Args{"Found": all[i].t.Name, "State": all[i].from})
			return
		}
	}
}

// circles follows a way of such steps, and says whether it comes back to where it
// began with conditions that may all hold.
func (s *scope) circles(all, way []stepping) bool {
	last := way[len(way)-1]
	if last.to == way[0].from || last.to == Back {
		return s.togetherHold(way)
	}
	for _, next := range all {
		been := slices.ContainsFunc(way, func(w stepping) bool { return w.from == next.from })
		if next.from == last.to && !been && s.circles(all, append(slices.Clip(way), next)) {
			return true
		}
	}
	return false
}

// togetherHold says whether the conditions of some steps may all hold while nothing
// but they happen.
func (s *scope) togetherHold(way []stepping) bool {
	free := newFreedom(s.flow, nil, place{})
	for _, step := range way {
		for _, g := range step.t.guards() {
			for _, leaf := range leaves(g.tree) {
				if _, constant := leaf.(*ast.BoolNode); !constant {
					free.add(leaf, g.hand)
				}
			}
		}
	}
	found, known := cases(free.factors(), func(falls map[string]bool) bool {
		k := known{assumed: assuming(falls)}
		return !slices.ContainsFunc(way, func(step stepping) bool { return step.taken(k) == never })
	})
	return found || !known
}

// taken says whether a step is taken as conditions fall out.
func (st stepping) taken(k known) verdict {
	calls, leads := never, never
	for _, on := range st.t.On {
		if on.Kind == OnHolds {
			calls = either(calls, on.When.weigh(k))
		}
	}
	for _, to := range st.t.To {
		if to.State == st.to {
			leads = either(leads, to.When.weigh(k))
		}
	}
	return both(both(calls, leads), st.t.When.weigh(k))
}
