package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"beredd/internal/engine"
)

// Save writes a change in one transaction, or nothing of it. It refuses with
// engine.ErrStale when another change came first, with engine.ErrFenced when the
// change's lease has passed on, and answers the earlier outcome when the change's
// key has acted already. When the database is lost in mid-commit it finds out
// what became of the change, or writes it again.
func (s *Store) Save(ctx context.Context, c engine.Change) (engine.Outcome, error) {
	for try := 1; ; try++ {
		outcome, err := s.saveOnce(ctx, c)
		if err == nil || try == maxTries || ctx.Err() != nil || !isUnknown(err) && !isContended(err) {
			return outcome, err
		}
		time.Sleep(time.Duration(try) * 20 * time.Millisecond)
	}
}

// saveOnce is safe to do again whatever became of it: the version and the key let
// a change be written once.
func (s *Store) saveOnce(ctx context.Context, c engine.Change) (engine.Outcome, error) {
	k, stood, err := s.saveRows(ctx, c)
	switch {
	case err == nil && stood:
		p := k.change.Proposal
		s.tabs.saves.Add(1)
		s.recent.put(p, k.deadlines)
		return engine.Outcome{Proposal: p, Events: c.Events, Notices: len(c.Notices)}, nil
	case err != nil && !isUnique(err):
		return engine.Outcome{}, err
	}
	return s.overtaken(ctx, c)
}

// saveRows writes the change's rows and says whether its version still stood. A
// new proposal gets its number, and a fence is held, inside the transaction.
func (s *Store) saveRows(ctx context.Context, c engine.Change) (k *kept, stood bool, err error) {
	before := s.recent.get(c.Proposal.ID)
	if c.Before > 0 && c.Fence == nil && c.Paragraphs == "" {
		if k, err = keptOf(c, before, s.unlisted); err == nil {
			stood, err = s.keep(ctx, k)
		}
		return k, stood, doing(err, "saving", c)
	}
	err = s.write(ctx, func(w work) error {
		if err := s.held(w, c.Fence); err != nil {
			return err
		}
		c := c
		if c.Before == 0 {
			number, err := nextNumber(w, c.Proposal)
			if err != nil {
				return err
			}
			c.Proposal.Number = number
		}
		c, err := paragraphed(w, c)
		if err != nil {
			return err
		}
		if k, err = keptOf(c, before, s.unlisted); err != nil {
			return err
		}
		stood, err = k.keepStepwise(w)
		if err == nil && !stood && c.Paragraphs != "" {
			return errOvertaken // so that the paragraphs taken are given back
		}
		return err
	})
	if errors.Is(err, errOvertaken) {
		return k, false, nil
	}
	return k, stood, doing(err, "saving", c)
}

// errOvertaken takes back a transaction whose change came too late.
var errOvertaken = errors.New("another change came first")

func doing(err error, what string, c engine.Change) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s proposal %s: %w", what, c.Proposal.ID, err)
}

// overtaken is for a change that came too late: by itself, tried before, which is
// its success; by another act with its key; or by another change.
func (s *Store) overtaken(ctx context.Context, c engine.Change) (engine.Outcome, error) {
	earlier, err := s.earlier(ctx, c.Act.Key)
	if err != nil {
		return engine.Outcome{}, err
	}
	if earlier == nil {
		return engine.Outcome{}, s.laidOutAlready(ctx, c)
	}
	if len(c.Events) > 0 && len(earlier.Events) > 0 && earlier.Events[0].ID == c.Events[0].ID {
		earlier.Repeated = false
	}
	return *earlier, nil
}

// raiseNumber takes the next number of a series; whoever takes one at the same
// time waits until this transaction ends, so that none is left out.
const raiseNumber = `
	INSERT INTO numbers (collaboration, series, last, of_year)
	VALUES ($1, $2, 1, $3)
	ON CONFLICT (collaboration, series) DO UPDATE SET last = numbers.last + 1
	RETURNING last`

func nextNumber(w work, p engine.Proposal) (string, error) {
	if p.Number == "" {
		return "", errors.New("a new proposal has no series to be numbered in")
	}
	var last int
	if err := w.one(&last, raiseNumber, p.Collaboration, p.Number, engine.IsOfYear(p.Workflow)); err != nil {
		return "", fmt.Errorf("numbering a proposal in %s: %w", p.Number, err)
	}
	return fmt.Sprintf("%s-%03d", p.Number, last), nil
}

// The columns of a proposal: those set once, and those that every change sets.
const (
	insertProposal = `
	INSERT INTO proposals (id, collaboration, workflow, number, opened_at,
	                       title, state, holder, due_on, due_at, decided, asked, answered,
	                       changed_at, closed_at, wakes_at, wakes, version, head, edition, confidential, falls_on, origin, meeting, body)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)`

	// updateProposal is the guard: it changes no row when the version that was
	// decided on no longer stands.
	updateProposal = `
	UPDATE proposals
	SET    title = $3, state = $4, holder = $5, due_on = $6, due_at = $7, decided = $8, asked = $9, answered = $10,
	       changed_at = $11, closed_at = $12, wakes_at = $13, wakes = $14, version = $15, head = $16,
	       edition = $17, confidential = $18, falls_on = $19, origin = $20, meeting = $21, body = $22
	WHERE  id = $1 AND version = $2`
)

// keepStepwise writes the proposal and then each row with a statement of its own.
func (k *kept) keepStepwise(w work) (stood bool, err error) {
	p := k.change.Proposal
	text, args := updateProposal, append([]any{p.ID, k.change.Before}, k.proposal...)
	if k.change.Before == 0 {
		text, args = insertProposal, append([]any{p.ID, p.Collaboration, p.Workflow, p.Number, at(p.Opened)}, k.proposal...)
	}
	changed, err := w.exec(text, args...)
	if err != nil || changed == 0 {
		return false, err
	}
	owner := []any{p.ID, p.Collaboration}
	for i, rows := range k.rows {
		for _, row := range rows {
			of := owner[:len(sheets[i].owner):len(sheets[i].owner)]
			if _, err := w.exec(oneRow[i], append(of, row...)...); err != nil {
				return false, err
			}
		}
	}
	return true, nil
}

// oneRow is each sheet's statement for one row.
var oneRow = func() (texts []string) {
	for _, s := range sheets {
		texts = append(texts, s.one())
	}
	return texts
}()

// holdLease reads a lease so that it stays as it is until the transaction ends.
const holdLease = `
	SELECT token
	FROM   leases
	WHERE  name = $1`

// held refuses a fence that is older than its lease.
func (s *Store) held(w work, fence *engine.Fence) error {
	if fence == nil {
		return nil
	}
	var token int64
	err := w.one(&token, holdLease+s.share, fence.Lease)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("reading the lease %s: %w", fence.Lease, err)
	}
	if token > fence.Token {
		return engine.ErrFenced
	}
	return nil
}
