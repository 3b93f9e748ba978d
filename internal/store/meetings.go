package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"beredd/internal/engine"
)

// openOf reads the open proposals of some workflows whole.
const openOf = `
	SELECT body
	FROM   proposals
	WHERE  collaboration = ? AND workflow IN (?) AND closed_at IS NULL
	ORDER  BY number`

// Open reads every proposal whole of some workflows that is not closed, in order
// of number.
func (s *Store) Open(ctx context.Context, collaboration string, workflows []string) ([]engine.Proposal, error) {
	if len(workflows) == 0 {
		return nil, nil
	}
	text, args, err := sqlx.In(openOf, collaboration, workflows)
	if err != nil {
		return nil, fmt.Errorf("asking for open proposals: %w", err)
	}
	var rows []string
	if err := s.readers.all(ctx, &rows, sqlx.Rebind(sqlx.DOLLAR, text), args...); err != nil {
		return nil, fmt.Errorf("reading open proposals: %w", err)
	}
	list := make([]engine.Proposal, len(rows))
	for i, row := range rows {
		if list[i], err = parseProposal(row); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// raiseParagraphs takes so many paragraphs of a body's year, and answers the last;
// whoever takes some at the same time waits, so that none is left out.
const raiseParagraphs = `
	INSERT INTO numbers (collaboration, series, last)
	VALUES ($1, $2, $3)
	ON CONFLICT (collaboration, series) DO UPDATE SET last = numbers.last + excluded.last
	RETURNING last`

// paragraphed is the change with its minutes numbered, where they are to be.
func paragraphed(w work, c engine.Change) (engine.Change, error) {
	if c.Paragraphs == "" {
		return c, nil
	}
	count := c.Proposal.Gathering.Paragraphs()
	var last int
	if err := w.one(&last, raiseParagraphs, c.Proposal.Collaboration, c.Paragraphs, count); err != nil {
		return c, fmt.Errorf("numbering the paragraphs of %s: %w", c.Paragraphs, err)
	}
	return c.Numbered(last - count + 1), nil
}
