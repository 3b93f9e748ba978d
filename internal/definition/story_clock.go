package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
)

// A ClockExpect is what must hold of a clock.
type ClockExpect struct {
	Deadline *string // when its time is out, "" where it does not run
	Left     *string // what is left while it stands still, "10 workdays"; "" where it runs
	Passed   *bool
}

func (s *story) clocksNow(n source.Node) map[string]ClockExpect {
	clocks := map[string]ClockExpect{}
	if n.Kind != source.Mapping {
		s.r.wrong(n, "table")
	}
	for _, e := range n.Entries {
		if known := s.clockNames(); !slices.Contains(known, e.Key.Text) {
			s.r.unknown(e.Key, "clock", known)
		}
		clocks[e.Key.Text] = s.clockNow(e.Value)
	}
	return clocks
}

func (s *story) clockNow(n source.Node) ClockExpect {
	t := s.r.table(grammar.ClockNow, n, source.Pos{})
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
func (s *story) left(n source.Node) *string {
	if n.Kind == source.Nothing {
		s.r.fail(n.Pos, "nothing", nil)
	}
	left := s.orNone(n)
	if left != "" {
		positive := n
		positive.Text = strings.TrimPrefix(n.Text, "-")
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
