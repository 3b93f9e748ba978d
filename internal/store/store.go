// Package store keeps what the engine decided: a proposal with its history,
// deadlines, rounds and letters, a whole Change at a time and in one transaction.
// It answers what pages, the outbox and the cycle ask of what it keeps, and it is
// the only room that speaks SQL, to SQLite and to PostgreSQL alike.
//
// It does not know what a workflow allows, what a letter says, or what time it is.
package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
)

// Options is what a store is opened with.
type Options struct {
	Migrations fs.FS            // the shape of the database, as package migrations embeds it
	Now        func() time.Time // for what a store dates itself: sessions; nil is the machine's clock
	Unprepared bool             // prepare no statements, for a pooler that shares connections between transactions
	Fleeting   bool             // the database is thrown away afterwards, so SQLite waits for no disk: a demo's
	Unlisted   bool             // what is kept is never listed, delivered or audited: a year that is played
	Access     Access           // what it is opened for; Alone
	Holder     string           // who opens it alone, told to whoever comes second
	Shape      *Shape           // of databases in memory: what many that are opened one after the other share

	// Through stands between the store and its database where set: tests use it
	// to break what cannot be broken from outside.
	Through func(driver.Connector) driver.Connector
}

// A Store is one database, open. It may be used by many goroutines at once.
type Store struct {
	dialect
	readers *pool // for what changes nothing
	writers *pool
	now     func() time.Time
	tabs    tabs
	recent  recent

	unlisted bool           // changes are written without rows for lists, the outbox and audits
	release  []func() error // what Close undoes, the last first
}

// Open opens the database at address. Where that is for more than Reading or
// Switching it is brought to the newest shape, which one process at a time does.
// The address is one of
//
//	sqlite:PATH       one file, for one process: a second is refused with the fault database_in_use
//	sqlite::memory:   nothing is kept after Close
//	postgres://…      verified TLS unless the address says otherwise
func Open(ctx context.Context, address string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Through == nil {
		o.Through = func(c driver.Connector) driver.Connector { return c }
	}
	s := &Store{now: o.Now, unlisted: o.Unlisted}
	if s.recent.most = maxRecent; o.Unlisted {
		s.recent.most = maxPlayed
	}
	err := s.open(ctx, address, o)
	if o.Access == Reading {
		s.write = func(context.Context, func(work) error) error { return errReading }
		s.keep = func(context.Context, *kept) (bool, error) { return false, errReading }
	}
	switch {
	case err == nil && o.Access == Alone && o.Shape != nil && address == inMemory:
		err = s.shaped(ctx, o)
	case err == nil && o.Access == Alone:
		err = s.migrate(ctx, o.Migrations)
	case err == nil:
		err = s.inShape(ctx, o.Migrations)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// inMemory is the address of a database that is one connection.
const inMemory = "sqlite::memory:"

func (s *Store) open(ctx context.Context, address string, o Options) error {
	path, isFile := strings.CutPrefix(address, "sqlite:")
	switch {
	case isFile && path == ":memory:":
		return s.openMemory(o)
	case isFile && o.Access != Alone:
		return s.openBeside(path, o)
	case isFile:
		return s.openFile(path, o)
	case strings.HasPrefix(address, "postgres://"), strings.HasPrefix(address, "postgresql://"):
		return s.openPostgres(ctx, address, o)
	}
	scheme, _, _ := strings.Cut(address, ":")
	return fmt.Errorf("a database address begins with sqlite: or postgres://, and this one with %q", scheme)
}

// Close waits for what is being written and lets go of the database.
func (s *Store) Close() error {
	var all []error
	for i := len(s.release) - 1; i >= 0; i-- {
		all = append(all, s.release[i]())
	}
	s.release = nil
	return errors.Join(all...)
}

// Ping says whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.writers.db.PingContext(ctx); err != nil {
		return fmt.Errorf("asking the database whether it is there: %w", err)
	}
	return nil
}

// adopt makes a pool of db that Close closes.
func (s *Store) adopt(db *sqlx.DB, unprepared bool) *pool {
	p := newPool(db, unprepared)
	s.release = append(s.release, p.close)
	return p
}
