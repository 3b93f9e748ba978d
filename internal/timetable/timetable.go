// Package timetable reads a plan of the year from a table that somebody has: a
// spreadsheet, or text with commas, semicolons or tabs. It finds which column says
// when, what, who and in which phase, reads each row, and says of every row what it
// became or why it could not be read. Of what is kept it makes lines for cycle.yaml.
//
// It is pure: it is given bytes and a pack, and writes nothing.
package timetable

import (
	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Table is the cells of a sheet, row by row as they stand, blank rows too.
type Table struct {
	Rows [][]string
}

// Columns say which column, from 0, tells what. None tells nothing.
type Columns struct {
	When, What, Who, Phase int
}

// None is no column.
const None = -1

// A Row is one row of the table, as it was read.
type Row struct {
	Line       int // in the table, from 1
	Said       string
	What       string
	Phase      string
	Days       []calendar.Span
	Start, End string           // "09:00"; "" where no time is said
	Who        []people.Party   // whom the row names, as far as the pack knows them
	Unknown    []string         // and those that it doesn't
	Known      bool             // the pack's year has it already
	Why        *calendar.Unread // it could not be read: why
}

// Reads says whether the row became something of the year.
func (r Row) Reads() bool { return r.Why == nil && len(r.Days) > 0 && r.What != "" }

// A Reading is what a table came to.
type Reading struct {
	Columns Columns
	Rows    []Row // those that say anything, headings and phases excepted
	Year    int   // that days without a year were read in; 0 where the table names none
}

// Read reads a table by columns, those that Guess finds where columns is nil. year
// is that of days that name none, where neither a heading nor a row before does; 0
// refuses such days.
func Read(t Table, columns *Columns, pack *definition.Pack, l wording.Language, year int) Reading {
	if columns == nil {
		guessed := Guess(t)
		columns = &guessed
	}
	r := &reading{columns: *columns, pack: pack, language: l, year: headed(t, year)}
	for i, cells := range t.Rows {
		r.row(i+1, cells)
	}
	return Reading{Columns: *columns, Rows: r.rows, Year: r.year}
}
