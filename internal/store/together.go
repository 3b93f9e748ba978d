package store

import (
	"context"
	"errors"
	"fmt"

	"beredd/internal/engine"
)

// SaveTogether writes several changes in one transaction, in their order, or nothing
// of any. Of one proposal there may be several, each decided on what the one before
// it left. It refuses with engine.ErrStale where some version no longer stands, some
// key has acted, or some line of the cycle has been laid out already; where every
// key has acted it answers what came of them then.
func (s *Store) SaveTogether(ctx context.Context, changes []engine.Change) ([]engine.Outcome, error) {
	if len(changes) == 0 {
		return nil, nil
	}
	all, err := s.saveTogether(ctx, changes, nil)
	switch {
	case err == nil:
		return s.outcomesOf(all), nil
	case errors.Is(err, engine.ErrStale), isUnique(err):
		return s.overtakenTogether(ctx, changes)
	}
	return nil, fmt.Errorf("saving %d changes together: %w", len(changes), err)
}

// outcomesOf is what came of changes that have been kept.
func (s *Store) outcomesOf(all []*kept) []engine.Outcome {
	outcomes := make([]engine.Outcome, len(all))
	for i, k := range all {
		s.tabs.saves.Add(1)
		s.recent.put(k.change.Proposal, k.deadlines)
		outcomes[i] = engine.Outcome{Proposal: k.change.Proposal, Events: k.change.Events, Notices: len(k.change.Notices)}
	}
	return outcomes
}

// saveTogether writes changes in one transaction, after what first writes in it, where
// it is not nil.
func (s *Store) saveTogether(ctx context.Context, changes []engine.Change, first func(work) error) (all []*kept, err error) {
	err = s.write(ctx, func(w work) error {
		if first != nil {
			if err := first(w); err != nil {
				return err
			}
		}
		all = make([]*kept, 0, len(changes))
		numbers := map[string]string{}
		for _, c := range changes {
			k, err := s.keepOne(w, c, numbers)
			if err != nil {
				return err
			}
			all = append(all, k)
			if err := seen(w, c); err != nil {
				return err
			}
		}
		return nil
	})
	return all, err
}

// seenBefore marks a letter as one that a person has let go.
const seenBefore = `UPDATE notices SET settled_at = $1 WHERE id = $2 AND settled_at IS NULL`

// seen marks the letters of a change of which a person has seen who they go to.
func seen(w work, c engine.Change) error {
	if !c.Act.Seen {
		return nil
	}
	for _, n := range c.Notices {
		if _, err := w.exec(seenBefore, at(n.At), n.ID); err != nil {
			return fmt.Errorf("marking a letter as seen before it goes: %w", err)
		}
	}
	return nil
}

// keepOne writes one of several changes. numbers are those that new proposals among
// them have got, by id.
func (s *Store) keepOne(w work, c engine.Change, numbers map[string]string) (*kept, error) {
	if err := s.held(w, c.Fence); err != nil {
		return nil, err
	}
	if c.Before == 0 {
		number, err := nextNumber(w, c.Proposal)
		if err != nil {
			return nil, err
		}
		numbers[c.Proposal.ID] = number
	}
	if number := numbers[c.Proposal.ID]; number != "" {
		c.Proposal.Number = number
	}
	c, err := paragraphed(w, c)
	if err != nil {
		return nil, err
	}
	k, err := keptOf(c, remembered{}, s.unlisted)
	if err != nil {
		return nil, err
	}
	stood, err := k.keepStepwise(w)
	if err == nil && !stood {
		err = engine.ErrStale
	}
	return k, err
}

// overtakenTogether is for changes that came too late: by themselves, tried before,
// or by others.
func (s *Store) overtakenTogether(ctx context.Context, changes []engine.Change) ([]engine.Outcome, error) {
	outcomes := make([]engine.Outcome, len(changes))
	for i, c := range changes {
		outcome, err := s.overtaken(ctx, c)
		if err != nil {
			return nil, err
		}
		outcomes[i] = outcome
	}
	return outcomes, nil
}
