package scenario

import (
	"maps"
	"slices"
	"strconv"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
)

// clocks compares where clocks stand.
func (p *player) clocks(want map[string]definition.ClockExpect, proposal engine.Proposal) []Problem {
	var problems []Problem
	for _, name := range slices.Sorted(maps.Keys(want)) {
		problems = append(problems, p.clock("clock."+name+".", want[name], proposal.Clock(name))...)
	}
	return problems
}

func (p *player) clock(at string, want definition.ClockExpect, clock *engine.Deadline) []Problem {
	var due *calendar.Moment
	left, passed := "", false
	if clock != nil {
		passed = clock.Passed(p.world.Now())
		switch clock.Status {
		case engine.Running:
			due = &clock.Moment
		case engine.Paused:
			left = clock.Left.String()
		}
	}
	var problems []Problem
	if got := asWritten(want.Deadline, due); want.Deadline != nil && *want.Deadline != got {
		problems = append(problems, differs(at+"deadline", quoted(*want.Deadline), quoted(got)))
	}
	if want.Left != nil && *want.Left != left {
		problems = append(problems, differs(at+"left", quoted(*want.Left), quoted(left)))
	}
	if want.Passed != nil && *want.Passed != passed {
		problems = append(problems, differs(at+"passed", strconv.FormatBool(*want.Passed), strconv.FormatBool(passed)))
	}
	return problems
}
