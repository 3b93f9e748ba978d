package definition

import (
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
)

// follow reads {as}: who asks to be told of the proposal, or no longer.
func (s *story) follow(n source.Node, step *Step, end bool) {
	t := s.r.table(grammar.Follow, n, source.Pos{})
	step.Follow = &FollowStep{End: end}
	s.within(t, step)
	if n, ok := t.must("as"); ok {
		step.Follow.As = s.as(n)
	}
	t.done()
}
