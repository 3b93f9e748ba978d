package store

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// arrayTable is rows as PostgreSQL is given them: an array for each column.
func arrayTable(n int, columns ...column) string {
	var arrays, names []string
	for i, c := range columns {
		arrays = append(arrays, fmt.Sprintf("CAST($%d AS %s[])", n+i, c.kind))
		names = append(names, c.name)
	}
	return fmt.Sprintf("unnest(%s) AS x (%s)", strings.Join(arrays, ", "), strings.Join(names, ", "))
}

func arrayRows(columns []column, rows [][]any) []any {
	args := make([]any, len(columns))
	for c := range columns {
		args[c] = array(rows, c)
	}
	return args
}

// jsonTable is rows as SQLite is given them: an array of arrays.
func jsonTable(n int, columns ...column) string {
	var names []string
	for i, c := range columns {
		names = append(names, fmt.Sprintf("value ->> %d AS %s", i, c.name))
	}
	return fmt.Sprintf("(SELECT %s FROM json_each($%d)) AS x", strings.Join(names, ", "), n)
}

func jsonRows(_ []column, rows [][]any) []any {
	if rows == nil {
		rows = [][]any{}
	}
	text, err := json.Marshal(rows)
	if err != nil {
		panic("store: rows are text, numbers and truth values: " + err.Error())
	}
	return []any{string(text)}
}

// idColumn is a list of ids.
var idColumn = column{"id", "text"}

// ids is rows of one column.
func ids(list []string) [][]any {
	rows := make([][]any, len(list))
	for i, id := range list {
		rows[i] = []any{id}
	}
	return rows
}

// array is column c of the rows as PostgreSQL writes an array. It is bytes, which
// the driver sends as they are, where it would copy text.
func array(rows [][]any, c int) []byte {
	b := append(make([]byte, 0, arraySize(rows, c)), '{')
	for i, row := range rows {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendElement(b, row[c])
	}
	return append(b, '}')
}

// arraySize is about how long the array will be.
func arraySize(rows [][]any, c int) int {
	n := 2 + 8*len(rows)
	for _, row := range rows {
		if text, ok := row[c].(string); ok {
			n += len(text) + len(text)/6 // JSON has many quotes
		}
	}
	return n
}

func appendElement(b []byte, value any) []byte {
	switch value := value.(type) {
	case nil:
		return append(b, "NULL"...)
	case int:
		return strconv.AppendInt(b, int64(value), 10)
	case bool:
		return strconv.AppendBool(b, value)
	case string:
		return appendQuoted(b, value)
	}
	panic(fmt.Sprintf("store: a row has a %T", value))
}

// appendQuoted quotes an element: quotes and backslashes are escaped.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := range len(s) {
		if s[i] == '"' || s[i] == '\\' {
			b = append(append(b, s[from:i]...), '\\')
			from = i
		}
	}
	return append(append(b, s[from:]...), '"')
}
