package definition

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// An Extension is more time to answer that one of those whom a round asks may be given:
// its own last day holds for it alone.
type Extension struct {
	By     []people.Party  // who gives it
	AtMost calendar.Period // how long after the round's own last day, in days or more
	Pos    source.Pos
}

// Last is the last day that may be given, counted from the round's own.
func (x *Extension) Last(days *calendar.Calendar, own calendar.Date) calendar.Date {
	return days.From(own, calendar.Offset{Period: x.AtMost, Side: calendar.After}, "", "").Date
}

// extension reads {by, at_most} of a round whose deadline has been read.
func (s *scope) extension(t *table, r *Round) {
	n, ok := t.opt("extension")
	if !ok {
		return
	}
	inner := s.r.table(grammar.Extension, n, source.Pos{})
	defer inner.done()
	r.Extension = &Extension{Pos: n.Pos, By: []people.Party{{Kind: people.Coordinator}}}
	if by, ok := inner.opt("by"); ok {
		r.Extension.By = s.told(by)
	}
	if most, ok := inner.must("at_most"); ok {
		r.Extension.AtMost = s.r.period(most)
		if unit := r.Extension.AtMost.Unit; slices.Contains([]calendar.Unit{calendar.Hours, calendar.Minutes}, unit) {
			s.r.fail(most.Pos, "extension_in_hours", wording.Args{"Found": most.Shown()})
		}
	}
	if r.Deadline == nil {
		s.r.fail(n.Pos, "extension_undue", wording.Args{"Found": r.Name})
	}
}
