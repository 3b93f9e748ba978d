package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/pressly/goose/v3"
)

// migrate brings the database to the newest shape.
func (s *Store) migrate(ctx context.Context, files fs.FS) error {
	steps, err := s.steps(files)
	if err != nil {
		return err
	}
	defer s.tabs.saves.Add(1)
	if _, err := steps.Up(ctx); err != nil {
		return fmt.Errorf("bringing the database to its newest shape: %w", err)
	}
	return nil
}

// Unmigrate takes every step back, and all data with it. It is for tests: a step
// that cannot be taken back is found before it is needed.
func (s *Store) Unmigrate(ctx context.Context, files fs.FS) error {
	return s.UnmigrateTo(ctx, files, 0)
}

// UnmigrateTo takes the steps after one back. It is for tests too.
func (s *Store) UnmigrateTo(ctx context.Context, files fs.FS, step int64) error {
	steps, err := s.steps(files)
	if err != nil {
		return err
	}
	_, err = steps.DownTo(ctx, step)
	return err
}

// Remigrate takes every step again after Unmigrate.
func (s *Store) Remigrate(ctx context.Context, files fs.FS) error { return s.migrate(ctx, files) }

func (s *Store) steps(files fs.FS) (*goose.Provider, error) {
	if files == nil {
		return nil, errors.New("a store is opened with its migrations")
	}
	options := append(s.migrationLock(), goose.WithDisableGlobalRegistry(true))
	steps, err := goose.NewProvider(s.goose, s.writers.db.DB, theirs{files, s.name}, options...)
	if err != nil {
		return nil, fmt.Errorf("reading the migrations: %w", err)
	}
	return steps, nil
}

// theirs shows the migrations of one database: those for both, and of a pair its
// own.
type theirs struct {
	fs.FS
	database string
}

// Glob lists the files whose name names no other database.
func (t theirs) Glob(pattern string) ([]string, error) {
	all, err := fs.Glob(t.FS, pattern)
	var own []string
	for _, name := range all {
		if words := strings.Split(name, "."); len(words) == 2 || words[1] == t.database {
			own = append(own, name)
		}
	}
	return own, err
}
