package app

import (
	"context"
	"fmt"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// rollPage is how many proposals are looked at together.
const rollPage = 200

// rollCall asks those who have come to a body in the questions that are open whose
// electorate lives, lets those who have left count no more, and passes the turn on of whom
// a proposal names and who may be named no more, where somebody has changed who sits where: days that were known beforehand come by themselves. It may be
// asked every morning.
func (s *system) rollCall(ctx context.Context) error {
	pack := s.pack()
	if !livesAnywhere(pack) {
		return nil
	}
	for offset := 0; ; offset += rollPage {
		page, err := s.store.Proposals(ctx, engine.Filter{Collaboration: pack.Key, Tab: engine.TabAll, Now: s.now(), Limit: rollPage, Offset: offset})
		if err != nil {
			return err
		}
		for _, row := range page.Rows {
			if flow := pack.WorkflowOf(row.Workflow, row.Edition); flow == nil || !livesSomewhere(flow) {
				continue
			}
			if _, err := s.engine.Act(ctx, engine.Act{Kind: engine.Tick, Proposal: row.ID}); err != nil {
				return fmt.Errorf("looking at whom %s asks: %w", row.Number, err)
			}
		}
		if len(page.Rows) < rollPage {
			return nil
		}
	}
}

// livesAnywhere says whether any proposal of a pack may have such a question or turn.
func livesAnywhere(pack *definition.Pack) bool {
	for flow := range pack.Ways() {
		if flow != nil && livesSomewhere(flow) {
			return true
		}
	}
	return false
}

// livesSomewhere says whether any question of a workflow has an electorate that lives, or
// the turn is somewhere theirs whom the proposal names.
func livesSomewhere(flow *definition.Workflow) bool {
	if slices.ContainsFunc(flow.States, func(s definition.State) bool { return s.HeldByChosen() != "" }) {
		return true
	}
	return slices.ContainsFunc(flow.Rounds, func(r definition.Round) bool { return r.Living })
}
