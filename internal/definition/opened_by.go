package definition

import (
	"slices"

	"beredd/internal/people"
	"beredd/internal/wording"
)

// byAnother says that only other proposals open one of a kind.
const byAnother = "another proposal"

// openedBy reads who may open a proposal of the kind.
func (s *scope) openedBy(t *table) {
	n, ok := t.opt("opened_by")
	if !ok {
		return
	}
	s.flow.openedAt = n.pos
	if s.shown(n) == byAnother {
		s.flow.OpenedByAnother = true
		return
	}
	s.flow.OpenedBy = s.parties(n)
	for _, p := range s.flow.OpenedBy {
		if p.Kind == people.Submitter || p.Kind == people.System {
			s.r.fail(n.pos, "opened_by_nobody", wording.Args{"Found": p.String()})
		}
	}
}

// checkOpened reports a kind of proposal that only others open, and none does.
func (s *scope) checkOpened(p *Pack) {
	if !s.flow.OpenedByAnother || slices.ContainsFunc(p.Workflows, func(w *Workflow) bool {
		return slices.ContainsFunc(w.Rounds, func(r Round) bool { return r.Starts != nil && r.Starts.Workflow == s.flow.Key })
	}) {
		return
	}
	s.r.fail(s.flow.openedAt, "opened_never", wording.Args{"Found": s.flow.Key})
}
