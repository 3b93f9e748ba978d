package definition

import "beredd/internal/definition/grammar"

// recuse reads {as, for, reason}: who declares a conflict of interest, or takes it
// back, and whose it is.
func (s *story) recuse(n node, step *Step, back bool) {
	t := s.r.table(grammar.Recuse, n, Pos{})
	r := &RecuseStep{Back: back}
	step.Recuse = r
	s.within(t, step)
	if n, ok := t.must("as"); ok {
		r.As = s.as(n)
	}
	if n, ok := t.opt("for"); ok {
		r.For = s.as(n)
	}
	r.Inputs = s.inputs(t, step, nil)
}

// recused reads whose conflicts of interest are to stand; [] for nobody's.
func (s *story) recused(n node) *[]string {
	names := []string{}
	for _, item := range n.each() {
		names = append(names, s.as(item))
	}
	return &names
}
