package store

import (
	"context"
	"encoding/json"
	"fmt"

	"beredd/internal/engine"
)

// readdressNotice changes only what a worker has and has not sent.
const readdressNotice = `
	UPDATE notices
	SET    data = $2, addressee = $3, bundle = $4
	WHERE  id = $1 AND status = 'active'`

// Readdress keeps to whom letters go that a worker has: their recipients have another
// address by now, or another language.
func (s *Store) Readdress(ctx context.Context, letters ...engine.Delivery) error {
	err := s.write(ctx, func(w work) error {
		for _, d := range letters {
			data, err := json.Marshal(d.Notice)
			if err != nil {
				return fmt.Errorf("writing a letter as JSON: %w", err)
			}
			if _, err := w.exec(readdressNotice, d.ID, string(data), d.Addressee(), d.Bundle); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keeping to whom letters go: %w", err)
	}
	return nil
}
