package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// unweighed warns of what votes weigh where heads are counted and nothing asks for that:
// whoever wrote it thinks that it counts. It is told where the first weight stands.
func (r *reader) unweighed(t *table, scopes []*scope) {
	if r.unread || slices.ContainsFunc(scopes, (*scope).weighs) || !slices.ContainsFunc(scopes, (*scope).countsHeads) {
		return
	}
	organizations, _ := t.node.Get("organizations")
	bodies, _ := t.node.Get("bodies")
	for _, o := range organizations.Entries {
		if r.weighsNothing(o.Value) {
			return
		}
	}
	for _, b := range bodies.Entries {
		seats, _ := b.Value.Get("seats")
		if slices.ContainsFunc(seats.Each(), r.weighsNothing) {
			return
		}
	}
}

// weighsNothing warns of the weight that stands here, if one does.
func (r *reader) weighsNothing(n source.Node) bool {
	weight, given := n.Get("weight")
	if given {
		r.warn(weight.Pos, "weight_unread", wording.Args{"Found": weight.Shown()})
	}
	return given
}

// weighs says whether anything in a workflow asks what answers weigh.
func (s *scope) weighs() bool { return s.asksFor("weight") }

// countsHeads says whether anything hangs on how many have given an answer.
func (s *scope) countsHeads() bool {
	return s.asksFor("count", "asked", "answered") || slices.ContainsFunc(s.flow.Rounds, func(r Round) bool {
		return r.Complete.Count > 0 || r.Complete.Fraction[1] > 0
	})
}

// asksFor says whether a condition or a computed field names any of some functions.
func (s *scope) asksFor(functions ...string) bool {
	names := func(source string) bool {
		return slices.ContainsFunc(functions, func(function string) bool { return strings.Contains(source, function) })
	}
	return slices.ContainsFunc(s.guards, func(g *Guard) bool { return names(g.Source) }) ||
		slices.ContainsFunc(s.flow.Fields, func(f Field) bool { return f.Is != nil && names(f.Is.Source) })
}
