package store

import (
	"database/sql/driver"
	"errors"
	"io"
	"net"

	"github.com/lib/pq"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// IsAway says whether what failed will do when the database is itself again: it
// cannot be reached, is stopping or restarting, or cannot be written to, as when
// the disk is full. Nothing has been kept by halves.
func IsAway(err error) bool {
	var said *pq.Error
	var lite *sqlite.Error
	var broken *net.OpError
	switch {
	case errors.As(err, &said):
		switch said.Code.Class() {
		case "08", "53", "57", "58": // connections, resources, operators, the system
			return true
		}
		return said.Code == "25006" // read-only, as a standby is
	case errors.As(err, &lite):
		switch lite.Code() & 0xff {
		case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY:
			return true
		}
		return false
	}
	return errors.As(err, &broken) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}
