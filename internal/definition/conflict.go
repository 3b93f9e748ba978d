package definition

import (
	"slices"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Conflict says who may declare a conflict of interest in a proposal, and so
// take no part in it.
type Conflict struct {
	Title  wording.Text
	By     []people.Party // each for itself
	Others []people.Party // who may declare it for one of those
	Keeps  bool           // who opened the proposal takes part as its submitter all the same
	Pos    source.Pos
}

// conflict reads {by, for_others, keeps, title}, or the parties alone.
func (s *scope) conflict(t *table) {
	n, ok := t.opt("conflict")
	if !ok {
		return
	}
	line := &Conflict{Title: wording.Both("engine.conflict", nil), Pos: n.Pos, Others: []people.Party{{Kind: people.Coordinator}}}
	s.flow.Conflict = line
	if n.Kind != source.Mapping {
		line.By = s.told(n)
		return
	}
	inner := s.r.table(grammar.Conflict, n, source.Pos{})
	defer inner.done()
	if by, ok := inner.must("by"); ok {
		line.By = s.told(by)
	}
	if others, ok := inner.opt("for_others"); ok {
		line.Others = s.told(others)
	}
	if keeps, ok := inner.opt("keeps"); ok {
		line.Keeps = s.r.choice(keeps, BySubmitter) != ""
	}
	if title, ok := inner.opt("title"); ok {
		line.Title = s.r.title(title, source.Warning)
	}
}

// checkCounted reports a round in which nobody can give an answer that counts.
func (s *scope) checkCounted(t *table, r *Round) {
	if len(r.Answers) > 0 && !slices.ContainsFunc(r.Answers, func(a Answer) bool { return !a.Out }) {
		at := t.at
		if n, ok := t.peek("answers"); ok {
			at = n.Key.Pos
		}
		s.r.fail(at, "all_recused", wording.Args{"Found": r.Name})
	}
}
