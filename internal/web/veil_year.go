package web

import (
	"context"

	"beredd/internal/calendar"
	"beredd/internal/engine"
)

// LaidOut reads the meetings and duties of some days. What their items say of a
// proposal that is withheld is asked of the proposal itself.
func (s veiled) LaidOut(ctx context.Context, collaboration string, from, to calendar.Date) ([]engine.Proposal, error) {
	all, err := s.kept.LaidOut(ctx, collaboration, from, to)
	for i := range all {
		all[i] = s.from(ctx, all[i])
	}
	return all, err
}
