package store

import (
	"context"
	"fmt"
	"time"

	"beredd/internal/engine"
)

// sentTo is found by the index of addressees.
const sentTo = selectDeliveries + `n.addressee = $1 AND n.collaboration = $2 AND n.settled_at >= $3 AND n.settled_at < $4
	ORDER  BY n.id`

// SentTo are the letters to an address of which something came in a time, the first first.
func (s *Store) SentTo(ctx context.Context, collaboration, mail string, from, until time.Time) ([]engine.Delivery, error) {
	var rows []deliveryRow
	if err := s.readers.all(ctx, &rows, sentTo, engine.Notice{Mail: mail}.Addressee(), collaboration, at(from), at(until)); err != nil {
		return nil, fmt.Errorf("reading what went to an address: %w", err)
	}
	return deliveriesOf(rows)
}
