package store

import (
	"context"
	"encoding/json"
	"fmt"

	"beredd/internal/engine"
)

// readProposal finds a proposal, and whether a key has acted, in one round trip.
// The body is left out where the proposal stands at the version and head given.
const readProposal = `
	SELECT p.version, CASE WHEN p.version = $3 AND p.head = $4 THEN NULL ELSE p.body END AS body,
	       (SELECT proposal FROM history WHERE act = $2 AND step = 0) AS acted
	FROM   (SELECT 1 AS one) x
	LEFT   JOIN proposals p ON p.id = $1`

// Proposal reads a proposal whole, or answers the fault not_found. Where
// key has acted before, on any proposal, the outcome of that act is answered too.
func (s *Store) Proposal(ctx context.Context, id, key string) (engine.Proposal, *engine.Outcome, error) {
	var row struct {
		Version *int
		Body    *string
		Acted   *string
	}
	known := s.recent.get(id)
	if err := s.readers.one(ctx, &row, readProposal, id, orNull(key), known.Version, known.Head); err != nil {
		return engine.Proposal{}, nil, fmt.Errorf("reading proposal %s: %w", id, err)
	}
	var earlier *engine.Outcome
	var err error
	if row.Acted != nil {
		if earlier, err = s.earlier(ctx, key); err != nil {
			return engine.Proposal{}, nil, err
		}
	}
	if row.Version == nil {
		return engine.Proposal{}, earlier, errNotFound()
	}
	if row.Body == nil {
		return known.Proposal.Clone(), earlier, nil
	}
	p, err := parseProposal(*row.Body)
	if err == nil && len(p.Past) == 0 {
		p.Past, err = s.past(ctx, id)
	}
	if err == nil {
		s.recent.put(p, nil)
	}
	return p, earlier, err
}

// past is what has happened to a proposal that was last saved before proposals
// remembered it themselves.
func (s *Store) past(ctx context.Context, proposal string) ([]engine.Mark, error) {
	events, err := s.History(ctx, proposal)
	return engine.PastOf(events), err
}

func parseProposal(body string) (p engine.Proposal, err error) {
	if err := json.Unmarshal([]byte(body), &p); err != nil {
		return p, fmt.Errorf("reading a proposal's JSON: %w", err)
	}
	return p, nil
}

// eventsOfAct are what happened by an act.
const eventsOfAct = `
	SELECT data, private, salt, hash, notices
	FROM   history
	WHERE  act = $1
	ORDER  BY step`

// earlier is what came of the act with that key, or nil where it has not acted.
// The proposal is answered as it stands now.
func (s *Store) earlier(ctx context.Context, key string) (*engine.Outcome, error) {
	if key == "" {
		return nil, nil
	}
	var rows []eventRow
	if err := s.readers.all(ctx, &rows, eventsOfAct, key); err != nil {
		return nil, fmt.Errorf("looking for an earlier act: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	outcome := &engine.Outcome{Repeated: true}
	for _, row := range rows {
		outcome.Notices += row.Notices
	}
	var err error
	if outcome.Events, err = eventsOf(rows); err != nil {
		return nil, err
	}
	outcome.Proposal, _, err = s.Proposal(ctx, outcome.Events[0].Proposal, "")
	return outcome, err
}
