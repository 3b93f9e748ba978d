package store

import (
	"context"
	"encoding/json"
	"fmt"

	"beredd/internal/engine"
)

// errandRows are the errands that a change leaves to be done, and the one that it
// has done itself, of which nothing is kept but that.
func errandRows(c engine.Change, pen *pen) [][]any {
	var rows [][]any
	if f := c.Act.Family; f != nil && f.Errand != "" {
		rows = append(rows, []any{f.Errand, at(c.Events[0].At), true, ""})
	}
	for _, e := range c.Errands {
		rows = append(rows, []any{e.ID, at(e.At), false, pen.text(e)})
	}
	return rows
}

const (
	errandsLeft = `
	SELECT data
	FROM   errands
	WHERE  NOT done
	ORDER  BY made_at, id
	LIMIT  $1 + 0`

	settleErrand = `
	UPDATE errands
	SET    done = TRUE, data = ''
	WHERE  id = $1`
)

// Errands lists the errands that are not done, the oldest first.
func (s *Store) Errands(ctx context.Context, limit int) ([]engine.Errand, error) {
	var rows []string
	if err := s.readers.all(ctx, &rows, errandsLeft, limit); err != nil {
		return nil, fmt.Errorf("listing errands: %w", err)
	}
	list := make([]engine.Errand, len(rows))
	for i, row := range rows {
		if err := json.Unmarshal([]byte(row), &list[i]); err != nil {
			return nil, fmt.Errorf("reading an errand's JSON: %w", err)
		}
	}
	return list, nil
}

// ErrandDone marks an errand as done that came to nothing.
func (s *Store) ErrandDone(ctx context.Context, errand string) error {
	err := s.write(ctx, func(w work) error {
		_, err := w.exec(settleErrand, errand)
		return err
	})
	if err != nil {
		return fmt.Errorf("settling an errand: %w", err)
	}
	return nil
}
