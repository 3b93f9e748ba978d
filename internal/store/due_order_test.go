package store_test

import (
	"context"
	"database/sql"
	"strings"
	"testing"

	"beredd/internal/store"
	"beredd/internal/store/storetest"
)

// What is due is read in order from the index itself, on both databases: a morning on which
// thousands fall due at one time is not sorted for every hundred that are taken.
func TestWhatIsDueIsReadInOrder(t *testing.T) {
	for name, address := range map[string]string{"sqlite": file(t), "postgres": storetest.Postgres(t)} {
		t.Run(name, func(t *testing.T) {
			open(t, address)
			for _, line := range planOfDue(t, address) {
				if strings.Contains(line, "Sort") || strings.Contains(line, "TEMP B-TREE") {
					t.Errorf("the database sorts what is due: %s", line)
				}
			}
		})
	}
}

// planOfDue is how a database would find what is due among many.
func planOfDue(t *testing.T, address string) (lines []string) {
	t.Helper()
	driver, word := "postgres", "EXPLAIN "
	if path, isFile := strings.CutPrefix(address, "sqlite:"); isFile {
		driver, address, word = "sqlite", "file:"+strings.ReplaceAll(path, " ", "%20"), "EXPLAIN QUERY PLAN "
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	conn, err := db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if driver == "postgres" { // of few rows it would rather read them all
		if _, err := conn.ExecContext(context.Background(), "SET enable_seqscan = off; SET enable_bitmapscan = off"); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := conn.QueryContext(context.Background(), word+store.DueText, "2030-01-01T00:00:00.000000Z", 100)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, _ := rows.Columns()
	for rows.Next() {
		cells, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, cells[len(cells)-1].String)
	}
	if len(lines) == 0 {
		t.Fatal("the database has no plan")
	}
	return lines
}
