package definition

import "beredd/internal/definition/grammar"

import (
	"slices"
	"strings"
)

// A ClockExpect is what must hold of a clock.
type ClockExpect struct {
	Deadline *string // when its time is out, "" where it does not run
	Left     *string // what is left while it stands still, "10 workdays"; "" where it runs
	Passed   *bool
}

func (s *story) clocksNow(n node) map[string]ClockExpect {
	clocks := map[string]ClockExpect{}
	if n.kind != mapping {
		s.r.wrong(n, "table")
	}
	for _, e := range n.entries {
		if known := s.clockNames(); !slices.Contains(known, e.key.text) {
			s.r.unknown(e.key, "clock", known)
		}
		clocks[e.key.text] = s.clockNow(e.value)
	}
	return clocks
}

func (s *story) clockNow(n node) ClockExpect {
	t := s.r.table(grammar.ClockNow, n, Pos{})
	defer t.done()
	var x ClockExpect
	if n, ok := t.opt("deadline"); ok {
		x.Deadline = s.due(n)
	}
	if n, ok := t.opt("left"); ok {
		x.Left = s.left(n)
	}
	if n, ok := t.opt("passed"); ok {
		yes := s.r.yes(n)
		x.Passed = &yes
	}
	return x
}

// left reads what is left of a time, less than nothing where it is out, or none.
func (s *story) left(n node) *string {
	if n.kind == nothing {
		s.r.fail(n.pos, "nothing", nil)
	}
	left := s.orNone(n)
	if left != "" {
		positive := n
		positive.text = strings.TrimPrefix(n.text, "-")
		s.r.period(positive)
	}
	return &left
}

func (s *story) clockNames() []string {
	var known []string
	for _, w := range s.flows() {
		for _, c := range w.Clocks {
			known = append(known, c.Name)
		}
	}
	return known
}
