package definition

import (
	"slices"
	"strings"

	"beredd/internal/wording"
)

// unweighed warns of what votes weigh where nothing asks for that: whoever wrote it
// thinks that it counts. It is told where the first weight stands.
func (r *reader) unweighed(t *table, scopes []*scope) {
	if r.unread || slices.ContainsFunc(scopes, (*scope).weighs) {
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
func (s *scope) weighs() bool {
	asks := func(source string) bool { return strings.Contains(source, "weight") }
	return slices.ContainsFunc(s.guards, func(g *Guard) bool { return asks(g.Source) }) ||
		slices.ContainsFunc(s.flow.Fields, func(f Field) bool { return f.Is != nil && asks(f.Is.Source) })
}
