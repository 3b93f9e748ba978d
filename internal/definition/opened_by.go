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

// lend notes what every round that opens a proposal of a kind gives it, where nobody
// else opens one.
func (w *Workflow) lend(p *Pack) {
	if !w.OpenedByAnother {
		return
	}
	first := true
	for _, other := range p.Workflows {
		for i := range other.Rounds {
			r := &other.Rounds[i]
			if r.Starts == nil || r.Starts.Workflow != w.Key {
				continue
			}
			given := other.gives(r)
			if first {
				w.lent, first = given, false
			}
			w.lent = slices.DeleteFunc(w.lent, func(word string) bool { return !slices.Contains(given, word) })
		}
	}
}

// gives are the fields that a round surely gives what it opens: what it takes from an
// act, that act needs.
func (w *Workflow) gives(r *Round) []string {
	var all []string
	for _, with := range r.Starts.With {
		lacks := with.Value == nil || slices.ContainsFunc(with.Value.inputs, func(word string) bool {
			return slices.ContainsFunc(r.Opens, func(on Trigger) bool {
				t := w.Transition(on.Name)
				return on.Kind != OnTransition || t == nil || !slices.Contains(t.Needs, word)
			})
		})
		if !lacks {
			all = append(all, with.Field)
		}
	}
	return all
}
