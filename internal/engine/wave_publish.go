package engine

import (
	"context"

	"beredd/internal/definition"
	"beredd/internal/fault"
)

// Publish lets a wave happen that somebody has seen, together with what puts its pack
// in force: keep saves both in one transaction, or nothing of either. Where anything
// has changed since, of the proposals or who would be told, it refuses.
func (e *Engine) Publish(ctx context.Context, years Years, o Order, seen string, keep func(Wave, []Change) ([]Outcome, error)) (Wave, error) {
	wave, err := e.Wave(ctx, years, o)
	if err != nil {
		return wave, err
	}
	if wave.Print != seen {
		return wave, fault.New(fault.Conflict, "wave_changed", nil)
	}
	for i := range wave.acts {
		if wave.acts[i], err = complete(wave.acts[i]); err != nil {
			return wave, err
		}
	}
	_, err = e.together(ctx, o.Pack, wave.acts, func(_ context.Context, changes []Change) ([]Outcome, error) { return keep(wave, changes) })
	return wave, err
}

// Follows says whether p runs, once the wave has happened, by the edition of its
// workflow that a pack has.
func (w *Wave) Follows(pack *definition.Pack, p Proposal) bool {
	for _, t := range w.Touched {
		if t.After.ID == p.ID {
			flow := pack.Newest().Workflow(p.Workflow)
			return !t.After.Closed.IsZero() || flow != nil && flow.Edition == t.After.Edition
		}
	}
	return false
}
