package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
)

// A work is one transaction under way, or on SQLite one savepoint of a shared
// one. All of it is kept, or nothing.
type work struct {
	ctx     context.Context
	tx      *sqlx.Tx
	pool    *pool
	unknown *[]string // statements to prepare for next time
	done    *int      // how many statements have succeeded
}

// exec runs a statement and answers how many rows it changed.
func (w work) exec(query string, args ...any) (int64, error) {
	statement := w.statement(query)
	var result sql.Result
	var err error
	if statement == nil {
		result, err = w.tx.ExecContext(w.ctx, query, args...)
	} else {
		result, err = statement.ExecContext(w.ctx, args...)
	}
	if err != nil {
		return 0, err
	}
	*w.done++
	return result.RowsAffected()
}

// one reads one row into dest; sql.ErrNoRows says there is none.
func (w work) one(dest any, query string, args ...any) error {
	if statement := w.statement(query); statement != nil {
		return w.counted(statement.GetContext(w.ctx, dest, args...))
	}
	return w.counted(w.tx.GetContext(w.ctx, dest, query, args...))
}

// all reads every row into dest, a slice.
func (w work) all(dest any, query string, args ...any) error {
	if statement := w.statement(query); statement != nil {
		return w.counted(statement.SelectContext(w.ctx, dest, args...))
	}
	return w.counted(w.tx.SelectContext(w.ctx, dest, query, args...))
}

// counted counts a statement that succeeded.
func (w work) counted(err error) error {
	if err == nil {
		*w.done++
	}
	return err
}

// statement is the pool's prepared statement within this transaction, or nil:
// what isn't prepared yet is prepared when the transaction has ended.
func (w work) statement(query string) *sqlx.Stmt {
	statement := w.pool.known(query)
	if statement == nil {
		*w.unknown = append(*w.unknown, query)
		return nil
	}
	return w.tx.StmtxContext(w.ctx, statement)
}

// maxTries is how often a transaction that lost to another is tried.
const maxTries = 5

// transact runs do in a transaction of its own, and again where the database says
// that another was in its way. do has no effect outside it.
func transact(ctx context.Context, p *pool, do func(work) error) error {
	for try := 1; ; try++ {
		err := transactOnce(ctx, p, do)
		if err == nil || try == maxTries || !isContended(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(time.Duration(try) * 10 * time.Millisecond):
		}
	}
}

func transactOnce(ctx context.Context, p *pool, do func(work) error) error {
	var unknown []string
	err := commit(ctx, p, do, &unknown)
	if err != nil {
		return err
	}
	for _, query := range unknown {
		if _, err := p.prepared(ctx, query); err != nil {
			break // what is kept is kept; whoever needs the statement next is told
		}
	}
	return nil
}

func commit(ctx context.Context, p *pool, do func(work) error, unprepared *[]string) error {
	tx, err := p.db.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("beginning a transaction: %w", err)
	}
	defer tx.Rollback()
	if err := do(work{ctx, tx, p, unprepared, new(int)}); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return &unknown{err}
	}
	return nil
}
