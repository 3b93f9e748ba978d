package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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
		args = append(args, arrayRows(sheets[i].columns, rows)...)
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
