package definition

import (
	"slices"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
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
	s.flow.openedAt = n.Pos
	if n.Word() == byAnother {
		s.flow.OpenedByAnother = true
		return
	}
	if items := unfolded(n); n.Kind == source.Mapping && len(items) == 1 && items[0].Kind == source.Mapping {
		s.openedIn(n)
	} else {
		s.flow.OpenedBy = s.parties(n)
	}
	for _, p := range slices.Concat(s.flow.OpenedBy, s.flow.OpenedAnyhow) {
		if p.Kind == people.Submitter || p.Kind == people.System || isChosen(p) {
			s.r.fail(n.Pos, "opened_by_nobody", wording.Args{"Found": p.String()})
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

// openedIn reads who may open one, and in which windows.
func (s *scope) openedIn(n source.Node) {
	t := s.r.table(grammar.Opening, n, source.Pos{})
	defer t.done()
	if by, ok := t.opt("by"); ok {
		s.flow.OpenedBy = s.parties(by)
	}
	s.flow.OpenedIn = s.windowsNamed(t)
	if unless, ok := t.opt("unless"); ok {
		if s.flow.OpenedAnyhow = s.parties(unless); s.flow.OpenedIn.IsZero() {
			s.r.fail(unless.Pos, "unless_window", nil)
		}
	}
	for _, key := range []string{"not_during", "only_during"} {
		if line, ok := t.opt(key); ok {
			s.checkOpenedIn(key, line)
		}
	}
}

// checkOpenedIn reports a window in which nothing is ever opened, and one that begins
// after what has not happened to anything that is not opened yet.
func (s *scope) checkOpenedIn(key string, line source.Node) {
	for _, item := range line.Each() {
		w := s.flow.Window(item.Text)
		switch {
		case w == nil:
		case len(w.After) > 0:
			s.r.fail(item.Pos, "opened_after", wording.Args{"Found": w.Name, "After": s.afterWords(w)})
		case key == "not_during" && w.allYear() && len(s.flow.OpenedAnyhow) == 0:
			s.r.fail(item.Pos, "opened_in_no_time", wording.Args{"Found": w.Name})
		}
	}
}
