// Package migrations holds the database's shape, a file a step, in the format of
// goose. One text serves both databases; where triggers or full-text search must
// differ there is a pair NAME.postgres.sql and NAME.sqlite.sql, of which a store
// applies its own. An applied file is never edited: a change is a new file.
package migrations

import "embed"

// FS has the files.
//
//go:embed *.sql
var FS embed.FS
