package store

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

const (
	// remaining are decisions that something is left of, and what was given at
	// meetings: in the order in which they came.
	remaining = `
	SELECT id FROM proposals
	WHERE  collaboration = $1 AND closed_at IS NULL AND falls_on IS NULL AND decided
	UNION ALL
	SELECT id FROM proposals
	WHERE  collaboration = $1 AND closed_at IS NOT NULL AND falls_on IS NULL AND decided AND (asked > answered OR wakes_at IS NOT NULL)
	UNION ALL
	SELECT id FROM proposals
	WHERE  collaboration = $1 AND closed_at IS NULL AND falls_on IS NOT NULL AND workflow = $2`

	// unanswered are decisions that were asked about, and that somebody never
	// answered before the question was closed.
	unanswered = `
	SELECT id FROM proposals p
	WHERE  collaboration = $1 AND falls_on IS NULL AND decided AND EXISTS (
	       SELECT 1 FROM rounds o JOIN respondents r ON r.round = o.id
	       WHERE  o.proposal = p.id AND o.closed_at IS NOT NULL AND NOT r.settled)`

	// worked are decisions that somebody had opened by the end of a time, and that
	// something has happened to since its beginning.
	worked = `
	SELECT id FROM proposals
	WHERE  collaboration = $1 AND falls_on IS NULL AND decided AND changed_at >= $2 AND opened_at < $3`

	byID = `
	SELECT p.body
	FROM   %s CROSS JOIN proposals p
	WHERE  p.id = x.id
	ORDER  BY p.id`
)

// atATime is how many proposals are read whole in one go.
const atATime = 200

// Remaining reads what is decided and not yet done, every bit of it: decisions that
// are on their way, those closed that still ask or wait for a date, and what was given
// at meetings.
func (s *Store) Remaining(ctx context.Context, collaboration string) iter.Seq2[engine.Proposal, error] {
	return s.each(ctx, "listing what is decided and not done", remaining, collaboration, definition.AssignmentFlow)
}

// Unanswered reads decisions that have a closed question which somebody never
// answered.
func (s *Store) Unanswered(ctx context.Context, collaboration string) iter.Seq2[engine.Proposal, error] {
	return s.each(ctx, "listing what was never answered", unanswered, collaboration)
}

// Decided reads every decision that was worked on between two instants, as one made
// between them was.
func (s *Store) Decided(ctx context.Context, collaboration string, from, to time.Time) iter.Seq2[engine.Proposal, error] {
	return s.each(ctx, "listing decisions", worked, collaboration, at(from), at(to))
}

// each reads whole, some at a time, the proposals whose ids a statement finds.
func (s *Store) each(ctx context.Context, doing, text string, args ...any) iter.Seq2[engine.Proposal, error] {
	return func(yield func(engine.Proposal, error) bool) {
		var rows []struct{ ID string }
		if err := s.readers.all(ctx, &rows, text, args...); err != nil {
			yield(engine.Proposal{}, fmt.Errorf("%s: %w", doing, err))
			return
		}
		found := make([]string, len(rows))
		for i, row := range rows {
			found[i] = row.ID
		}
		slices.Sort(found)
		for some := range slices.Chunk(found, atATime) {
			all, err := s.proposals(ctx, doing, fmt.Sprintf(byID, s.given(1, idColumn)), s.with(ids(some))...)
			if err != nil {
				yield(engine.Proposal{}, err)
				return
			}
			for _, p := range all {
				if !yield(p, nil) {
					return
				}
			}
		}
	}
}
