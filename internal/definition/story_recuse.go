package definition

import (
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
)

// recuse reads {as, for, reason}: who declares a conflict of interest, or takes it
// back, and whose it is.
func (s *story) recuse(n source.Node, step *Step, back bool) {
	t := s.r.table(grammar.Recuse, n, source.Pos{})
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
func (s *story) recused(n source.Node) *[]string {
	names := []string{}
	for _, item := range n.Each() {
		names = append(names, s.as(item))
	}
	return &names
}
