package definition

import (
	"slices"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// refusals are what steps are mostly refused with, and the kinds of refusals.
var refusals = []string{
	"forbidden", "wrong_state", "already_closed", "missing_input", "guard", "window", "stale", "recused", "computed", "only_with", "set_by_step", "set_unknown", "set_not_you", "set_outside",
	"not_in_range", "not_whole", "text_locked", "text_is_out", "text_moved", "not_a_date", "not_a_time", "none_to_come", "not_a_number", "not_a_choice", "date_passed", "meeting_passed",
	"decides_nothing", "no_target", "low_assurance", "not_asked", "through_members", "round_not_open", "round_closed", "answer_settled",
	"unknown_transition", "unknown_round", "unknown_answer", "unknown_input", "unknown_proposal", "invalid", "not_found", "conflict", "gone",
}

// refused reads {code, field, says}, or the code alone, or true for any.
func (s *story) refused(n source.Node) *Refused {
	switch {
	case n.Kind == source.Scalar && n.Value == true:
		return &Refused{}
	case n.Kind == source.Scalar:
		return &Refused{Code: s.refusal(n)}
	}
	t := s.r.table(grammar.Refused, n, source.Pos{})
	defer t.done()
	var r Refused
	if n, ok := t.opt("code"); ok {
		r.Code = s.refusal(n)
	}
	if n, ok := t.opt("field"); ok {
		r.Field = s.r.word(n)
	}
	if n, ok := t.opt("says"); ok {
		r.Says = s.r.word(n)
	}
	return &r
}

// refusal reads what a step is refused with: one that has a sentence.
func (s *story) refusal(n source.Node) string {
	code := s.r.word(n)
	if code != "" && !slices.Contains(refusals, code) && !wording.Has(wording.Swedish, "fault."+code) {
		s.r.unknown(n, "refusal", refusals)
	}
	return code
}

// mayBeWrong says whether a step may name what there is not, for it is refused for
// just that.
func (step *Step) mayBeWrong(code string) bool {
	return step.Refused != nil && slices.Contains([]string{"", code, "invalid", "not_found", "forbidden", "conflict"}, step.Refused.Code)
}
