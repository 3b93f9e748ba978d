package definition

import (
	"slices"
	"strings"

	"beredd/internal/wording"
)

// unweighed warns of what votes weigh where heads are counted and nothing asks for that:
// whoever wrote it thinks that it counts. It is told where the first weight stands.
func (r *reader) unweighed(t *table, scopes []*scope) {
	if r.unread || slices.ContainsFunc(scopes, (*scope).weighs) || !slices.ContainsFunc(scopes, (*scope).countsHeads) {
		return
	}
	organizations, _ := t.node.get("organizations")
	bodies, _ := t.node.get("bodies")
	for _, o := range organizations.entries {
		if r.weighsNothing(o.value) {
			return
		}
	}
	for _, b := range bodies.entries {
		seats, _ := b.value.get("seats")
		if slices.ContainsFunc(seats.each(), r.weighsNothing) {
			return
		}
	}
}

// weighsNothing warns of the weight that stands here, if one does.
func (r *reader) weighsNothing(n node) bool {
	weight, given := n.get("weight")
	if given {
		r.warn(weight.pos, "weight_unread", wording.Args{"Found": weight.shown()})
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
