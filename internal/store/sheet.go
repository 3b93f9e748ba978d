package store

import (
	"fmt"
	"strings"
)

// A sheet is rows of one table that a change writes. SQLite takes them one by
// one, since nothing is saved by sending them together; PostgreSQL takes all in
// one statement, whose text is the same for any number of rows, so that it is
// prepared once: each column is an array.
type sheet struct {
	table   string
	owner   []string // the columns that say whose the rows are: the proposal, and its collaboration
	columns []column
	same    []column // columns with the same value in every row: an SQL literal, or another column's name
	keys    []string // where set, a row that is there already is replaced
	unless  string   // where set, a row is left alone that has this column's value already
}

// A column is one of a sheet's own, with its type in PostgreSQL, or with its value.
type column struct{ name, kind string }

// The sheets of a change, in the order they are written.
var sheets = []sheet{
	{
		table: "history", owner: []string{"proposal", "collaboration"},
		columns: []column{{"seq", "bigint"}, {"id", "text"}, {"at", "timestamptz"}, {"act", "text"}, {"step", "bigint"},
			{"kind", "text"}, {"notices", "bigint"}, {"data", "text"}, {"private", "text"}, {"salt", "text"},
			{"prev", "text"}, {"hash", "text"}},
	},
	{
		table: "notices", owner: []string{"proposal", "collaboration"},
		columns: []column{{"id", "text"}, {"event", "text"}, {"seq", "bigint"}, {"made_at", "timestamptz"}, {"addressee", "text"}, {"data", "text"}},
		same:    []column{{"status", "'queued'"}, {"attempts", "0"}, {"next_at", "made_at"}, {"worker", "''"}, {"response", "''"}},
	},
	{
		table: "deadlines", owner: []string{"proposal", "collaboration"},
		columns: []column{{"id", "text"}, {"about", "text"}, {"name", "text"}, {"round", "text"}, {"status", "text"},
			{"due_on", "date"}, {"due_at", "timestamptz"}, {"data", "text"}},
		keys: []string{"proposal", "id"},
	},
	{
		table: "rounds", owner: []string{"proposal", "collaboration"},
		columns: []column{{"id", "text"}, {"name", "text"}, {"opened_at", "timestamptz"}, {"closed_at", "timestamptz"}},
		keys:    []string{"id"},
	},
	{
		table: "respondents", owner: []string{"proposal", "collaboration"},
		columns: []column{{"round", "text"}, {"respondent", "text"}, {"answer", "text"}, {"settled", "boolean"}, {"data", "text"}},
		keys:    []string{"round", "respondent"}, unless: "data",
	},
	{
		table: "errands", owner: []string{"proposal", "collaboration"},
		columns: []column{{"id", "text"}, {"made_at", "timestamptz"}, {"done", "boolean"}, {"data", "text"}},
		keys:    []string{"id"},
	},
	{
		table: "texts", owner: []string{"proposal"},
		columns: []column{{"words", "text"}},
		keys:    []string{"proposal"}, unless: "words",
	},
}

// names lists all the sheet's columns, the owner's first.
func (s sheet) names() []string {
	names := append([]string{}, s.owner...)
	for _, c := range append(s.columns[:len(s.columns):len(s.columns)], s.same...) {
		names = append(names, c.name)
	}
	return names
}

// rest adds the columns with the same value in every row to those of a row.
func (s sheet) rest(list []string, values map[string]string) string {
	for _, c := range s.same {
		value, ok := values[c.kind]
		if !ok {
			value = c.kind
		}
		list = append(list, value)
	}
	return strings.Join(list, ", ")
}

// one is the statement that writes one row: the owner and then its columns.
func (s sheet) one() string {
	values := map[string]string{}
	var list []string
	for i, name := range s.names()[:len(s.owner)+len(s.columns)] {
		values[name] = fmt.Sprintf("$%d", i+1)
		list = append(list, values[name])
	}
	row := s.rest(list, values)
	if s.unless == "" {
		return s.insert("VALUES (" + row + ")")
	}
	return s.insert("SELECT " + row + " WHERE " + s.differs(values))
}

// many is the clause that writes all rows of a proposal that moved, as arrays
// from argument number n on.
func (s sheet) many(n int) string {
	values := map[string]string{"proposal": "moved.id", "collaboration": "moved.collaboration"}
	list := make([]string, 0, len(s.owner)+len(s.columns))
	for _, name := range s.owner {
		list = append(list, values[name])
	}
	for _, c := range s.columns {
		values[c.name] = "x." + c.name
		list = append(list, values[c.name])
	}
	from := fmt.Sprintf("SELECT %s FROM moved, %s", s.rest(list, values), arrayTable(n, s.columns...))
	if s.unless != "" {
		from += " WHERE " + s.differs(values)
	}
	return s.insert(from)
}

// differs is true of a row that isn't there already with the same value.
func (s sheet) differs(values map[string]string) string {
	var same []string
	for _, name := range append(append([]string{}, s.keys...), s.unless) {
		same = append(same, "had."+name+" = "+values[name])
	}
	return fmt.Sprintf("NOT EXISTS (SELECT 1 FROM %s had WHERE %s)", s.table, strings.Join(same, " AND "))
}

// insert writes the rows that from gives.
func (s sheet) insert(from string) string {
	text := fmt.Sprintf("INSERT INTO %s (%s) %s", s.table, strings.Join(s.names(), ", "), from)
	if len(s.keys) == 0 {
		return text
	}
	var set []string
	for _, c := range s.columns {
		set = append(set, c.name+" = excluded."+c.name)
	}
	return fmt.Sprintf("%s ON CONFLICT (%s) DO UPDATE SET %s", text, strings.Join(s.keys, ", "), strings.Join(set, ", "))
}
