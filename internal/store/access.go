package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"beredd/internal/fault"
	"beredd/internal/wording"
)

// Access is what a store is opened for.
type Access int

const (
	// Alone is for a service: it brings the database to its newest shape, and on
	// SQLite keeps every other service out.
	Alone Access = iota
	// Reading looks at a database as it is, also while a service has it. Nothing can
	// be written.
	Reading
	// Switching is Reading for who also writes, beside a service as another node would:
	// what a service remembers it asks the database about before it builds on it.
	Switching
)

var errReading = errors.New("the store was opened for reading alone")

// openBeside opens a file that a service may have, and makes none.
func (s *Store) openBeside(path string, o Options) error {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.NotFound, "no_database", wording.Args{"File": path})
	}
	read := fileAddress(path, "query_only(1)", "busy_timeout(5000)")
	var err error
	if s.readers, err = s.openSQLite(read, 2, o); err != nil {
		return err
	}
	s.writers = s.readers
	if o.Access == Switching {
		if s.writers, err = s.openSQLite(fileAddress(path, "synchronous(FULL)", "busy_timeout(5000)"), 1, o); err != nil {
			return err
		}
	}
	if err := s.readers.db.Ping(); err != nil {
		return fmt.Errorf("opening the database %s: %w", path, err)
	}
	s.startWriter()
	return nil
}

const latestShape = `SELECT max(version_id) FROM goose_db_version WHERE is_applied`

// inShape refuses a database that this program's service has not been at yet.
func (s *Store) inShape(ctx context.Context, files fs.FS) error {
	steps, err := s.steps(files)
	if err != nil {
		return err
	}
	var newest int64
	for _, step := range steps.ListSources() {
		newest = max(newest, step.Version)
	}
	var has *int64
	err = s.readers.one(ctx, &has, latestShape)
	if isMissing(err) || err == nil && (has == nil || *has < newest) {
		return fault.New(fault.Conflict, "database_old", nil)
	}
	if err != nil {
		return fmt.Errorf("asking for the database's shape: %w", err)
	}
	if *has > newest {
		return fault.New(fault.Conflict, "database_new", nil)
	}
	return nil
}
