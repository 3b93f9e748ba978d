package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// MaxTries is how often a code may be tried.
const MaxTries = 5

const (
	putCode = `
	INSERT INTO codes (id, purpose, subject, mac, tries, made_at, expires_at)
	VALUES ($1, $2, $3, $4, 0, $5, $6)`

	// tryCode counts the try and uses the code up in one statement: two tries at
	// once are two tries, and only one of them succeeds.
	tryCode = `
	UPDATE codes
	SET    tries = tries + 1, used_at = CASE WHEN mac = $3 THEN $4 ELSE used_at END
	WHERE  id = $1 AND purpose = $2 AND used_at IS NULL AND tries < $5 AND expires_at > $4
	RETURNING subject, mac = $3 AS ok`
)

// PutCode keeps a code, as its MAC, until it expires. The id is the attempt's own
// and says nothing of the code; the subject is what a right code answers.
func (s *Store) PutCode(ctx context.Context, id, purpose, subject, mac string, now, expires time.Time) error {
	_, err := s.change(ctx, "keeping a code", putCode, id, purpose, subject, mac, at(now), at(expires))
	return err
}

// TryCode answers the subject of the code of that id and purpose, if it has that
// MAC and is neither used, spent nor past its time. It counts the try, and a code
// that is right is used up.
func (s *Store) TryCode(ctx context.Context, id, purpose, mac string, now time.Time) (subject string, ok bool, err error) {
	var row struct {
		Subject string
		OK      bool
	}
	err = s.write(ctx, func(w work) error { return w.one(&row, tryCode, id, purpose, mac, at(now), MaxTries) })
	if errors.Is(err, sql.ErrNoRows) || err == nil && !row.OK {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("trying a code: %w", err)
	}
	return row.Subject, true, nil
}

const (
	dropOldSessions = `DELETE FROM sessions WHERE expires_at <= $1`
	dropOldCodes    = `DELETE FROM codes WHERE expires_at <= $1`
)

// Tidy drops sessions and codes whose time is past, and documents that nobody
// names. Nothing depends on it but the size of the database.
func (s *Store) Tidy(ctx context.Context, now time.Time) error {
	err := s.write(ctx, func(w work) error {
		for _, text := range []string{dropOldSessions, dropOldCodes} {
			if _, err := w.exec(text, at(now)); err != nil {
				return fmt.Errorf("tidying: %w", err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.dropOrphanBlobs(ctx, now)
}
