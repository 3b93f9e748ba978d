package storetest

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"
)

// Dump is every row of every table of the database at an address, as text, by table. It
// is for tests that look for what must not be there.
func Dump(t testing.TB, address string) map[string]string {
	t.Helper()
	driver, tables := "postgres", "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
	if path, isFile := strings.CutPrefix(address, "sqlite:"); isFile {
		driver, address, tables = "sqlite", "file:"+strings.ReplaceAll(path, " ", "%20"), "SELECT name FROM sqlite_master WHERE type = 'table'"
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	dump := map[string]string{}
	for _, table := range strings.Fields(everyRow(t, db, tables)) {
		dump[table] = everyRow(t, db, "SELECT * FROM "+table)
	}
	if len(dump) == 0 {
		t.Fatal("the database has no tables")
	}
	return dump
}

// everyRow is what a query answers, a row a line.
func everyRow(t testing.TB, db *sql.DB, query string) string {
	t.Helper()
	rows, err := db.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for rows.Next() {
		cells, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for _, cell := range cells {
			fmt.Fprint(&text, cell.String, " ")
		}
		fmt.Fprintln(&text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return text.String()
}
