package store_test

import (
	"context"
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
	db, postgres := storetest.Bare(t, address)
	conn, err := db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	word := "EXPLAIN QUERY PLAN "
	if postgres { // of few rows it would rather read them all
		word = "EXPLAIN "
		if _, err := conn.ExecContext(context.Background(), "SET enable_seqscan = off; SET enable_bitmapscan = off"); err != nil {
			t.Fatal(err)
		}
	}
	for _, row := range storetest.Rows(t, conn, word+store.DueText, "2030-01-01T00:00:00.000000Z", 100) {
		lines = append(lines, row[len(row)-1])
	}
	if len(lines) == 0 {
		t.Fatal("the database has no plan")
	}
	return lines
}
