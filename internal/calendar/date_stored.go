package calendar

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// MarshalText writes the ISO date, so that JSON has "2026-03-02", or "" for none.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	read, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = read
	return nil
}

// Value gives a database the ISO date, which a date column of PostgreSQL and a
// text column of SQLite both take and sort alike. No date is NULL.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads a date from a database. PostgreSQL gives midnight at +0000, whose
// own fields are the date in any zone; SQLite gives the text. NULL is no date.
func (d *Date) Scan(stored any) error {
	switch stored := stored.(type) {
	case nil:
		*d = Date{}
		return nil
	case time.Time:
		*d = DateOf(stored)
		return nil
	case string:
		return d.UnmarshalText([]byte(stored))
	case []byte:
		return d.UnmarshalText(stored)
	}
	return fmt.Errorf("reading a date: the database gave %T, expected a date or text", stored)
}
