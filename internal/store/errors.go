package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"beredd/internal/fault"
)

// unknown is a failure after which nobody knows whether the database has kept
// what it was given.
type unknown struct{ err error }

func (u *unknown) Error() string { return fmt.Sprintf("committing: %v", u.err) }
func (u *unknown) Unwrap() error { return u.err }

// isUnknown says whether what failed may have been kept all the same. An answer
// from the database itself is never in doubt, unless it says that it is going.
func isUnknown(err error) bool {
	var u *unknown
	var broken *net.OpError
	var said *pq.Error
	switch {
	case errors.As(err, &said):
		return said.Code.Class() == "57" || said.Code.Class() == "08"
	case errors.As(err, &u):
		return true
	}
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.As(err, &broken) || errors.Is(err, context.DeadlineExceeded)
}

// isUnique says whether a row was refused because another has its key.
func isUnique(err error) bool {
	if pq.As(err, pqerror.UniqueViolation) != nil {
		return true
	}
	var said *sqlite.Error
	return errors.As(err, &said) &&
		(said.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || said.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
}

// isMissing says whether a table is not there.
func isMissing(err error) bool {
	if pq.As(err, pqerror.UndefinedTable) != nil {
		return true
	}
	var said *sqlite.Error
	return errors.As(err, &said) && strings.Contains(said.Error(), "no such table")
}

// isContended says whether another transaction was in the way, and the same work
// may succeed when done again.
func isContended(err error) bool {
	if pq.As(err, pqerror.TRSerializationFailure, pqerror.TRDeadlockDetected) != nil {
		return true
	}
	var said *sqlite.Error
	return errors.As(err, &said) && said.Code()&0xff == sqlite3.SQLITE_BUSY
}

// errNotFound is the fault for what isn't there.
func errNotFound() error { return fault.New(fault.NotFound, "not_found", nil) }

// orNotFound makes a missing row the fault that it is to whoever asked for it,
// and wraps what else went wrong.
func orNotFound(err error, doing string) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return errNotFound()
	}
	return fmt.Errorf("%s: %w", doing, err)
}
