package storetest

import (
	"context"
	"database/sql"
	"strings"
	"testing"
)

// Bare is the database at an address as it is, without the store, and whether it is
// PostgreSQL. It is closed when the test ends.
func Bare(t testing.TB, address string) (db *sql.DB, postgres bool) {
	t.Helper()
	driver := "postgres"
	if path, isFile := strings.CutPrefix(address, "sqlite:"); isFile {
		driver, address = "sqlite", "file:"+strings.ReplaceAll(path, " ", "%20")
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db, driver == "postgres"
}

// A querier is a database, or one connection to it.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Rows is what a query answers: the cells of each row, as texts.
func Rows(t testing.TB, db querier, query string, args ...any) (answer [][]string) {
	t.Helper()
	rows, err := db.QueryContext(context.Background(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		cells, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(cells))
		for i, cell := range cells {
			row[i] = cell.String
		}
		answer = append(answer, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return answer
}

// Dump is every row of every table of the database at an address, as text, by table. It
// is for tests that look for what must not be there.
func Dump(t testing.TB, address string) map[string]string {
	t.Helper()
	db, postgres := Bare(t, address)
	tables := "SELECT name FROM sqlite_master WHERE type = 'table'"
	if postgres {
		tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
	}
	dump := map[string]string{}
	for _, table := range Rows(t, db, tables) {
		var text strings.Builder
		for _, row := range Rows(t, db, "SELECT * FROM "+table[0]) {
			text.WriteString(strings.Join(row, " ") + "\n")
		}
		dump[table[0]] = text.String()
	}
	if len(dump) == 0 {
		t.Fatal("the database has no tables")
	}
	return dump
}
