package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"
	"strings"

	"github.com/jmoiron/sqlx"
	"modernc.org/sqlite"
)

// openFile opens one file with a writer of its own and readers beside it, who see
// what was last committed. A file lock keeps every other process out.
func (s *Store) openFile(path string, o Options) error {
	unlock, err := lockFile(path, o.Holder)
	if err != nil {
		return err
	}
	s.release = append(s.release, unlock)
	if err := ownersOnly(path); err != nil {
		return err
	}
	synchronous := "synchronous(FULL)" // an act that was confirmed on screen survives a power cut
	if o.Fleeting {
		synchronous = "synchronous(OFF)"
	}
	write := fileAddress(path, "journal_mode(WAL)", synchronous, "busy_timeout(5000)", "cache_size(-16000)", "temp_store(MEMORY)",
		"wal_autocheckpoint(4000)") // 16 MB: fewer of the pauses in which the log is written back
	read := fileAddress(path, "query_only(1)", "busy_timeout(5000)")
	if s.writers, err = s.openSQLite(write, 1, o); err != nil {
		return err
	}
	if err := s.writers.db.Ping(); err != nil {
		return fmt.Errorf("opening the database %s: %w", path, err)
	}
	if s.readers, err = s.openSQLite(read, max(4, 2*runtime.NumCPU()), o); err != nil {
		return err
	}
	s.startWriter()
	return nil
}

// ownersOnly makes the file one that only its owner reads: it holds what is not
// decided yet, and people's addresses. SQLite gives the files beside it the same
// mode.
func ownersOnly(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("opening the database: %w", err)
	}
	return errors.Join(file.Chmod(0o600), file.Close())
}

// openMemory keeps everything on one connection, which is the database.
func (s *Store) openMemory(o Options) error {
	pool, err := s.openSQLite(fileAddress(":memory:", "synchronous(OFF)", "journal_mode(MEMORY)"), 1, o)
	if err != nil {
		return err
	}
	s.writers, s.readers = pool, pool
	s.startWriter()
	return nil
}

func fileAddress(path string, pragmas ...string) string {
	q := url.Values{"_txlock": {"immediate"}, "_pragma": append(pragmas, "foreign_keys(1)")}
	return "file:" + strings.ReplaceAll((&url.URL{Path: path}).EscapedPath(), "%3A", ":") + "?" + q.Encode()
}

// openSQLite opens a pool whose connections live as long as the store: to a
// database in memory a connection is the data.
func (s *Store) openSQLite(address string, connections int, o Options) (*pool, error) {
	connector, err := sqlite.NewConnector(address)
	if err != nil {
		return nil, fmt.Errorf("opening SQLite: %w", err)
	}
	db := sqlx.NewDb(sql.OpenDB(o.Through(connector)), "sqlite")
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return s.adopt(db, false), nil
}

// startWriter sets the dialect up around one writer, which Close waits for.
func (s *Store) startWriter() {
	w := newWriter(s.writers)
	s.release = append(s.release, w.close)
	s.dialect = sqliteDialect()
	s.write = w.write
	s.keep = func(ctx context.Context, k *kept) (stood bool, err error) {
		err = w.write(ctx, func(w work) (err error) {
			stood, err = k.keepStepwise(w)
			return err
		})
		return stood, err
	}
}
