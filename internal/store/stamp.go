package store

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// A stamp is an instant as both databases keep it: text of fixed width, so that
// the order of the text is the order of time, in UTC and to the microsecond. The
// zero stamp is NULL.
type stamp struct{ time.Time }

const stampLayout = "2006-01-02T15:04:05.000000Z"

// at is t for a statement's argument.
func at(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Truncate(time.Microsecond).Format(stampLayout)
}

// Value gives the database the text.
func (s stamp) Value() (driver.Value, error) { return at(s.Time), nil }

// Scan reads an instant: PostgreSQL gives a time, SQLite the text.
func (s *stamp) Scan(stored any) error {
	switch stored := stored.(type) {
	case nil:
		s.Time = time.Time{}
		return nil
	case time.Time:
		s.Time = stored.UTC()
		return nil
	case string:
		t, err := time.Parse(stampLayout, stored)
		s.Time = t
		return err
	case []byte:
		return s.Scan(string(stored))
	}
	return fmt.Errorf("reading an instant: the database gave %T, expected a time or text", stored)
}
