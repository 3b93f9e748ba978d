package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/pressly/goose/v3"
)

// A dialect is all in which the two databases differ. Everything else is one text
// for both.
type dialect struct {
	name  string // as a migration's file says it
	goose goose.Dialect
	// migrationLock lets one process at a time change the shape.
	migrationLock func() []goose.ProviderOption
	// write runs do in a transaction, whole or not at all.
	write func(ctx context.Context, do func(work) error) error
	// keep writes what a change comes to, and says whether its version still stood.
	keep func(ctx context.Context, k *kept) (bool, error)
	// skipLocked lets workers that claim rows at once not wait for each other.
	skipLocked string
	// share holds a row as it is until the transaction ends.
	share string
	// given reads rows that a statement is given as a table, any number with one
	// text, and rowsOf is their arguments, from number n on.
	given  func(n int, columns ...column) string
	rowsOf func(columns []column, rows [][]any) []any
	// matching is a condition on texts: all of the words in $n begin some word.
	matching func(n int) string
	// matchWords is the argument of matching.
	matchWords func(words []string) string
}

// sqliteDialect differs in full-text search. One writer at a time needs no locks
// on rows.
func sqliteDialect() dialect {
	return dialect{
		name: "sqlite", goose: goose.DialectSQLite3,
		migrationLock: func() []goose.ProviderOption { return nil },
		given:         jsonTable, rowsOf: jsonRows,
		matching: func(n int) string {
			return fmt.Sprintf(`id IN (
				SELECT p.proposal
				FROM   text_index JOIN text_places p ON p.place = text_index.rowid
				WHERE  text_index MATCH $%d)`, n)
		},
		matchWords: func(words []string) string {
			return `"` + strings.Join(words, `"* AND "`) + `"*`
		},
	}
}

// postgresDialect differs in locks on rows and in full-text search.
func postgresDialect() dialect {
	return dialect{
		name: "postgres", goose: goose.DialectPostgres,
		migrationLock: postgresMigrationLock,
		skipLocked:    " FOR UPDATE SKIP LOCKED",
		share:         " FOR SHARE",
		given:         arrayTable, rowsOf: arrayRows,
		matching: func(n int) string {
			return fmt.Sprintf(`id IN (
				SELECT t.proposal
				FROM   texts t
				WHERE  array_to_tsvector(string_to_array(t.words, ' ')) @@ CAST($%d AS tsquery))`, n)
		},
		matchWords: func(words []string) string {
			return "'" + strings.Join(words, "':* & '") + "':*"
		},
	}
}
