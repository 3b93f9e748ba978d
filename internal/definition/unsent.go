package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/wording"
)

// checkUnsent warns of a letter whose condition holds nowhere that what it tells of leads.
func (s *scope) checkUnsent(g *graph) {
	if g.cut {
		return
	}
	for _, line := range s.flow.Notify {
		if line.When == nil || line.When.dead {
			continue
		}
		places := g.after(line.On)
		holds := func(at int) bool { return line.When.weigh(g.knowsOfState(g.places[at])) != never }
		if len(places) > 0 && !slices.ContainsFunc(places, holds) {
			s.r.warn(line.When.Pos, "never_sent", wording.Args{"Found": line.When.Source, "Letter": line.Letter})
		}
	}
}

// knowsOfState is what is known at a place of where a proposal stands, and of its papers. A
// place remembers no more than what decides where a run goes.
func (g *graph) knowsOfState(at place) known {
	return known{
		names: map[string]string{"state": g.flow.States[at.state].Name},
		counted: func(n ast.Node, _ string) verdict {
			if compares, ok := n.(*ast.BinaryNode); ok && g.papers[at.state] {
				return papers(compares)
			}
			return maybe
		},
	}
}

// after are the places where a proposal is when a state has been come to or a step taken;
// none where that is not known.
func (g *graph) after(on Trigger) (places []int) {
	for _, m := range g.moves {
		if m.transition < 0 {
			continue
		}
		t, to := &g.flow.Transitions[m.transition], g.stateOf(m.to).Name
		if on.Kind != OnTransition && on.Kind != OnState || t.unread || t.assumed {
			continue
		}
		leads := slices.ContainsFunc(t.To, func(target Target) bool { return target.State == to || target.State == Back })
		switch {
		case on.Kind == OnTransition && t.Name != on.Name, on.Kind == OnState && on.Name != to && leads:
		case !leads: // more has followed at once
			return nil
		default:
			places = append(places, m.to)
		}
	}
	if on.Kind == OnState && len(g.flow.States) > 0 && on.Name == g.flow.States[0].Name {
		places = append(places, 0)
	}
	return places
}
