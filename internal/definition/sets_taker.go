package definition

import (
	"maps"
	"slices"
	"strings"

	"beredd/internal/wording"
)

// unnamed are those who may take a step, and whom the field that it sets to whoever takes
// it may not name: the step is refused them.
func (s *scope) unnamed(t *Transition, set Setting) []string {
	may := s.speakers(s.readers(s.flow.Field(set.Field).Of))
	outside := maps.Clone(s.speakers(s.readers(t.By)))
	maps.DeleteFunc(outside, func(who string, _ bool) bool { return may[who] || strings.HasPrefix(who, "organization ") })
	return slices.Sorted(maps.Keys(outside))
}

// checkTaker reports a step that sets a field to whoever takes it, where nobody does or
// several do together, and warns of those to whom it is refused since the field may not
// name them.
func (s *scope) checkTaker(t *Transition, set Setting) {
	args := wording.Args{"Found": t.Name, "Field": set.Field}
	switch outside := s.unnamed(t, set); {
	case len(t.By) == 0 || t.Together || s.flow.byItself(t):
		s.r.fail(set.Is.Pos, "sets_taker_alone", args)
	case len(outside) > 0:
		args["Who"] = strings.Join(outside, ", ")
		s.r.warn(set.Is.Pos, "sets_taker_outside", args)
	}
}
