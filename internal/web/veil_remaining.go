package web

import (
	"context"
	"iter"
	"time"

	"beredd/internal/engine"
)

// Remaining reads what is decided and not done, as the reader may see it.
func (s veiled) Remaining(ctx context.Context, collaboration string) iter.Seq2[engine.Proposal, error] {
	return s.fromEach(ctx, s.kept.Remaining(ctx, collaboration))
}

// Unanswered reads what was never answered, as the reader may see it.
func (s veiled) Unanswered(ctx context.Context, collaboration string) iter.Seq2[engine.Proposal, error] {
	return s.fromEach(ctx, s.kept.Unanswered(ctx, collaboration))
}

// Decided reads decisions, as the reader may see them.
func (s veiled) Decided(ctx context.Context, collaboration string, from, to time.Time) iter.Seq2[engine.Proposal, error] {
	return s.fromEach(ctx, s.kept.Decided(ctx, collaboration, from, to))
}

func (s veiled) fromEach(ctx context.Context, all iter.Seq2[engine.Proposal, error]) iter.Seq2[engine.Proposal, error] {
	return func(yield func(engine.Proposal, error) bool) {
		for p, err := range all {
			if !yield(s.from(ctx, p), err) {
				return
			}
		}
	}
}
