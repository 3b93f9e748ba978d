package definition

import (
	"slices"

	"beredd/internal/definition/grammar"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// roundLives reads whether those whom a round asks stay as they were when it opened.
func (s *scope) roundLives(t *table, r *Round) {
	if n, ok := t.opt("electorate"); ok {
		r.Living = s.r.choice(n, grammar.Electorates...) == "living"
	}
}

// checkLives refuses what hangs on who is left to answer of a round to which others may
// come, and warns where nobody ever comes or leaves.
func (s *scope) checkLives(t *table, r *Round) {
	n, _ := t.node.Get("electorate")
	if !r.Living {
		return
	}
	if r.Closes == Early {
		s.r.fail(n.Pos, "living_early", wording.Args{"Found": r.Name})
	}
	changes := func(p people.Party) bool {
		return p.Each || p.Kind == people.Organizations || p.Kind == people.Coordinator || isChosen(p)
	}
	if len(r.Asks) > 0 && r.Through == nil && !slices.ContainsFunc(r.Asks, changes) {
		s.r.warn(n.Pos, "living_nobody", wording.Args{"Found": r.Name})
	}
}
