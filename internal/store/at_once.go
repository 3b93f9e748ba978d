package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// keepAtOnce writes a whole change in one statement of PostgreSQL, which is a
// transaction by itself: the guard, and the rows of every sheet for what it let
// through. So a change costs one round trip, whatever it carries.
func (s *Store) keepAtOnce(ctx context.Context, k *kept) (stood bool, err error) {
	text, args := k.statement()
	var moved int
	if err := s.writers.one(ctx, &moved, text, args...); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, err
	}
	return moved == 1, nil
}

// statement is the text, the same for all changes that write to the same sheets,
// and its arguments.
func (k *kept) statement() (string, []any) {
	args := append([]any{k.change.Proposal.ID, k.change.Before}, k.proposal...)
	used := 0
	for i, rows := range k.rows {
		if len(rows) == 0 {
			continue
		}
		used |= 1 << i
		for c := range sheets[i].columns {
			args = append(args, array(rows, c))
		}
	}
	return atOnce(used, len(k.proposal)+2), args
}

// atOnce puts the statement together for those sheets whose bit is set.
func atOnce(used, n int) string {
	if text, ok := atOnceTexts.Load(used); ok {
		return text.(string)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "WITH moved AS (%s RETURNING id, collaboration)", updateProposal)
	for i, s := range sheets {
		if used&(1<<i) == 0 {
			continue
		}
		fmt.Fprintf(&b, ", of_%s AS (%s)", s.table, s.many(n+1))
		n += len(s.columns)
	}
	b.WriteString(" SELECT count(*) FROM moved")
	atOnceTexts.Store(used, b.String())
	return b.String()
}

// atOnceTexts remembers the texts, of which there are at most two to the power of
// the number of sheets.
var atOnceTexts sync.Map

// array is column c of the rows as PostgreSQL writes an array.
func array(rows [][]any, c int) string {
	b := []byte{'{'}
	for i, row := range rows {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendElement(b, row[c])
	}
	return string(append(b, '}'))
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
	for {
		i := strings.IndexAny(s, `"\`)
		if i < 0 {
			return append(append(b, s...), '"')
		}
		b = append(b, s[:i]...)
		b = append(b, '\\', s[i])
		s = s[i+1:]
	}
}
