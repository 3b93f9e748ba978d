package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

const (
	takeLease = `
	INSERT INTO leases (name, holder, token, until)
	VALUES ($1, $2, 1, $3)
	ON CONFLICT (name) DO UPDATE
	SET    token = CASE WHEN leases.holder = excluded.holder THEN leases.token ELSE leases.token + 1 END,
	       holder = excluded.holder, until = excluded.until
	WHERE  leases.holder = excluded.holder OR leases.until IS NULL OR leases.until <= $4
	RETURNING token`

	endLease = `
	UPDATE leases
	SET    until = NULL
	WHERE  name = $1 AND token = $2`
)

// Lease takes or renews a lease until now+ttl, and is not ok while another holder
// has it. Each new holder has a higher token than the one before: a Change that
// carries an older one is refused. A holder's name is its process's own.
func (s *Store) Lease(ctx context.Context, name, holder string, ttl time.Duration, now time.Time) (token int64, ok bool, err error) {
	err = s.write(ctx, func(w work) error {
		return w.one(&token, takeLease, name, holder, at(now.Add(ttl)), at(now))
	})
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return 0, false, nil
	case err != nil:
		return 0, false, fmt.Errorf("taking the lease %s: %w", name, err)
	}
	return token, true, nil
}

// Unlease lets go of a lease, if it is still the token's.
func (s *Store) Unlease(ctx context.Context, name string, token int64) error {
	_, err := s.change(ctx, "letting go of the lease "+name, endLease, name, token)
	return err
}
