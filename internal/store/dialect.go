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
	// matchFrom and matching find proposals by the index of words: all of the words
	// in $n begin some word of their text.
	matchFrom string
	matching  func(n int) string
	// countMatching counts as far as $2 whose text has the words in $1.
	countMatching string
	// matchWords is the argument of both.
	matchWords func(words []string) string
	// lower is a text in lower case, of any letters that numbers begin with.
	lower func(text string) string
	// position is the function that says where a text is within another, 0 for not.
	position string
}

// sqliteDialect differs in full-text search. One writer at a time needs no locks
// on rows.
func sqliteDialect() dialect {
	return dialect{
		name: "sqlite", goose: goose.DialectSQLite3,
		migrationLock: func() []goose.ProviderOption { return nil },
		given:         jsonTable, rowsOf: jsonRows,
		// CROSS JOIN has SQLite begin with the words.
		matchFrom: "text_index CROSS JOIN text_places place CROSS JOIN proposals",
		matching: func(n int) string {
			return fmt.Sprintf("text_index MATCH $%d AND place.place = text_index.rowid AND proposals.id = place.proposal", n)
		},
		countMatching: `SELECT count(*) FROM (SELECT 1 FROM text_index WHERE text_index MATCH $1 LIMIT $2) found`,
		position:      "instr",
		lower:         sqliteLower,
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
		matchFrom: "texts CROSS JOIN proposals",
		matching: func(n int) string {
			return fmt.Sprintf("array_to_tsvector(string_to_array(texts.words, ' ')) @@ CAST($%d AS tsquery) AND proposals.id = texts.proposal", n)
		},
		countMatching: `SELECT count(*) FROM (
			SELECT 1 FROM texts WHERE array_to_tsvector(string_to_array(words, ' ')) @@ CAST($1 AS tsquery) LIMIT $2) found`,
		position: "strpos",
		lower:    func(text string) string { return "lower(" + text + ")" },
		matchWords: func(words []string) string {
			return "'" + strings.Join(words, "':* & '") + "':*"
		},
	}
}
