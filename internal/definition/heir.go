package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// WhoeverTakesIt is how a pack writes that a step makes whoever takes it the submitter, or
// whom a field names. No field is called so.
const WhoeverTakesIt = "whoever takes it"

// heir reads who is the submitter from a step on.
func (s *scope) heir(n source.Node, tr *Transition) string {
	field, chosen := strings.CutPrefix(n.Text, ProposalWord+".")
	switch {
	case s.ofYear:
		s.r.fail(n.Pos, "year_submitter", wording.Args{"Found": n.Text})
		return ""
	case n.Text == WhoeverTakesIt && (len(tr.By) == 0 || tr.Together || len(tr.On) > 0):
		s.r.fail(n.Pos, "submitter_of_nobody", wording.Args{"Found": tr.Name})
		return ""
	case n.Text == WhoeverTakesIt:
		return WhoeverTakesIt
	case !chosen:
		s.r.unknown(n, "party", append([]string{WhoeverTakesIt}, s.choosable()...))
		return ""
	}
	if _, ok := s.chosenParty(n, field); !ok {
		return ""
	}
	if f := s.flow.Field(field); f.Many || slices.ContainsFunc(f.Of, isNoPerson) {
		s.r.fail(n.Pos, "submitter_unfit", wording.Args{"Found": n.Text, "Field": field})
		return ""
	}
	return field
}

// isNoPerson says whether a party is asked as a body or an organization, and not as persons
// one by one.
func isNoPerson(p people.Party) bool {
	return p.Kind != people.APerson && p.Kind != people.Coordinator && !p.Each
}

// checkHeirs warns of steps by which whom nobody need have chosen is the submitter: they
// are refused then.
func (s *scope) checkHeirs() {
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		if t.Submitter == "" || t.Submitter == WhoeverTakesIt || slices.Contains(t.Needs, t.Submitter) {
			continue
		}
		if slices.ContainsFunc(t.From, func(from string) bool { return !s.flow.surelyIn(t.Submitter, from) }) {
			s.r.warn(t.Pos, "submitter_may_lack", wording.Args{"Found": t.Name, "Field": t.Submitter})
		}
	}
}

// heirs are those who may be the submitter from some step on.
func (w *Workflow) heirs() (all []people.Party) {
	for _, t := range w.Transitions {
		switch f := w.Field(t.Submitter); {
		case t.Submitter == WhoeverTakesIt:
			all = append(all, t.By...)
		case f != nil:
			all = append(all, f.Of...)
		}
	}
	return all
}
