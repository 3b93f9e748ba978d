package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

const (
	findSession = `
	SELECT data
	FROM   sessions
	WHERE  token = $1 AND expires_at > $2`

	putSession = `
	INSERT INTO sessions (token, data, expires_at)
	VALUES ($1, $2, $3)
	ON CONFLICT (token) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at`

	dropSession = `
	DELETE FROM sessions
	WHERE  token = $1`
)

// FindCtx, CommitCtx and DeleteCtx keep sessions for scs, which hands over the
// hash of a session's token and never the token.
func (s *Store) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	err = s.readers.one(ctx, &data, findSession, token, at(s.now()))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("reading a session: %w", err)
	}
	return data, true, nil
}

// CommitCtx keeps a session until expiry.
func (s *Store) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	_, err := s.change(ctx, "keeping a session", putSession, token, data, at(expiry))
	return err
}

// DeleteCtx ends a session.
func (s *Store) DeleteCtx(ctx context.Context, token string) error {
	_, err := s.change(ctx, "ending a session", dropSession, token)
	return err
}

// Find is FindCtx, which scs also demands without a context.
func (s *Store) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context.
func (s *Store) Commit(token string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx without a context.
func (s *Store) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
