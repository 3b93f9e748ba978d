package store

import (
	"context"
	"fmt"

	"beredd/internal/engine"
)

// openOf reads the open ones of some workflows of the year.
const openOf = `
	SELECT p.body
	FROM   %s CROSS JOIN proposals p
	WHERE  p.collaboration = $1 AND p.workflow = x.id AND p.falls_on IS NOT NULL AND p.closed_at IS NULL
	ORDER  BY p.falls_on, p.number`

// Open reads every meeting or duty whole of some workflows of the year that is not
// closed, in order of its day.
func (s *Store) Open(ctx context.Context, collaboration string, workflows []string) ([]engine.Proposal, error) {
	return s.proposals(ctx, "reading what of the year is open",
		fmt.Sprintf(openOf, s.given(2, idColumn)), s.with(ids(distinct(workflows)), collaboration)...)
}

// raiseParagraphs takes so many paragraphs of a body's year, and answers the last;
// whoever takes some at the same time waits, so that none is left out.
const raiseParagraphs = `
	INSERT INTO numbers (collaboration, series, last, of_year)
	VALUES ($1, $2, $3, TRUE)
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
