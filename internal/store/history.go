package store

import (
	"context"
	"encoding/json"
	"fmt"

	"beredd/internal/engine"
)

// An eventRow is an event as history keeps it.
type eventRow struct {
	Data    string
	Private string
	Salt    string
	Hash    string
	Notices int
}

// event reads the row. An erased private part is empty.
func (r eventRow) event() (e engine.Event, err error) {
	if err := json.Unmarshal([]byte(r.Data), &e); err != nil {
		return e, fmt.Errorf("reading an event's JSON: %w", err)
	}
	if r.Private != "" {
		if err := json.Unmarshal([]byte(r.Private), &e.Private); err != nil {
			return e, fmt.Errorf("reading an event's private JSON: %w", err)
		}
	}
	e.Salt, e.Hash = r.Salt, r.Hash
	return e, nil
}

func eventsOf(rows []eventRow) ([]engine.Event, error) {
	events := make([]engine.Event, len(rows))
	for i, row := range rows {
		var err error
		if events[i], err = row.event(); err != nil {
			return nil, err
		}
	}
	return events, nil
}

const historyOfProposal = `
	SELECT data, private, salt, hash, notices
	FROM   history
	WHERE  proposal = $1
	ORDER  BY seq`

// History is everything that has happened to a proposal, the first first.
func (s *Store) History(ctx context.Context, proposal string) ([]engine.Event, error) {
	var rows []eventRow
	if err := s.readers.all(ctx, &rows, historyOfProposal, proposal); err != nil {
		return nil, fmt.Errorf("reading the history of %s: %w", proposal, err)
	}
	return eventsOf(rows)
}
