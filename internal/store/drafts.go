package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

const (
	readDraft = `
	SELECT data
	FROM   drafts
	WHERE  person = $1 AND form = $2`

	putDraft = `
	INSERT INTO drafts (person, form, data, saved_at)
	VALUES ($1, $2, $3, $4)
	ON CONFLICT (person, form) DO UPDATE SET data = excluded.data, saved_at = excluded.saved_at`

	putDraftAfter = `
	INSERT INTO drafts (person, form, data, saved_at)
	VALUES ($1, $2, $3, $4)
	ON CONFLICT (person, form) DO UPDATE SET data = excluded.data, saved_at = excluded.saved_at
	WHERE  drafts.saved_at = $5`

	dropDraft = `
	DELETE FROM drafts
	WHERE  person = $1 AND form = $2`
)

// Draft is what a person has written in a form and not sent, or "".
func (s *Store) Draft(ctx context.Context, person, form string) (string, error) {
	var data string
	err := s.readers.one(ctx, &data, readDraft, person, form)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("reading a draft: %w", err)
	}
	return data, nil
}

// PutDraft keeps what a person has written in a form, in place of what was kept.
func (s *Store) PutDraft(ctx context.Context, person, form, data string, now time.Time) error {
	_, err := s.change(ctx, "keeping a draft", putDraft, person, form, data, at(now))
	return err
}

// PutDraftAfter is PutDraft for what several people write together: it keeps nothing, and
// answers false, where the one that is kept was not saved at the time given (zero: where
// any is).
func (s *Store) PutDraftAfter(ctx context.Context, person, form, data string, now, before time.Time) (bool, error) {
	n, err := s.change(ctx, "keeping a draft that several write", putDraftAfter, person, form, data, at(now), at(before))
	return n == 1, err
}

// DropDraft forgets it.
func (s *Store) DropDraft(ctx context.Context, person, form string) error {
	_, err := s.change(ctx, "dropping a draft", dropDraft, person, form)
	return err
}

const (
	readSetting = `SELECT value FROM settings WHERE name = $1`

	putSetting = `
	INSERT INTO settings (name, value)
	VALUES ($1, $2)
	ON CONFLICT (name) DO UPDATE SET value = excluded.value`
)

// Setting is what an operator has switched name to, or "".
func (s *Store) Setting(ctx context.Context, name string) (string, error) {
	var value string
	err := s.readers.one(ctx, &value, readSetting, name)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("reading the setting %s: %w", name, err)
	}
	return value, nil
}

// PutSetting switches name to value.
func (s *Store) PutSetting(ctx context.Context, name, value string) error {
	_, err := s.change(ctx, "keeping the setting "+name, putSetting, name, value)
	return err
}
