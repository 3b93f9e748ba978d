package store

import (
	"context"
	"errors"
	"sync"

	"github.com/jmoiron/sqlx"
)

// A pool is the connections to a database with the statements prepared on them.
// A statement is prepared once and known by its text: preparing it again for each
// use would double what a transition costs on PostgreSQL.
type pool struct {
	db         *sqlx.DB
	unprepared bool
	mu         sync.RWMutex
	statements map[string]*sqlx.Stmt
}

// maxStatements bounds how many texts are kept prepared. Lists are put together
// of few parts, so that only a defect would reach it.
const maxStatements = 500

func newPool(db *sqlx.DB, unprepared bool) *pool {
	return &pool{db: db, unprepared: unprepared, statements: map[string]*sqlx.Stmt{}}
}

// known is the statement for query, or nil where it is not prepared.
func (p *pool) known(query string) *sqlx.Stmt {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.statements[query]
}

// prepared is the statement for query, prepared now if need be, or nil where none
// is kept. It takes a connection, so that whoever holds one may not ask: all
// might be held by those who wait for another.
func (p *pool) prepared(ctx context.Context, query string) (*sqlx.Stmt, error) {
	if statement := p.known(query); statement != nil || p.unprepared {
		return statement, nil
	}
	made, err := p.db.PreparexContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if kept := p.keep(query, made); kept != made {
		return kept, made.Close()
	}
	return made, nil
}

// keep remembers a statement, unless another was first with its text, which is
// the answer, or there is no place, which is nil. What isn't kept is closed by who
// made it, and without the lock: closing waits for the statement's connection,
// whose transaction may wait for one that asks here.
func (p *pool) keep(query string, made *sqlx.Stmt) *sqlx.Stmt {
	p.mu.Lock()
	defer p.mu.Unlock()
	if first := p.statements[query]; first != nil || len(p.statements) >= maxStatements {
		return first
	}
	p.statements[query] = made
	return made
}

// one reads one row into dest; sql.ErrNoRows says there is none.
func (p *pool) one(ctx context.Context, dest any, query string, args ...any) error {
	statement, err := p.prepared(ctx, query)
	if err != nil {
		return err
	}
	if statement == nil {
		return p.db.GetContext(ctx, dest, query, args...)
	}
	return statement.GetContext(ctx, dest, args...)
}

// all reads every row into dest, a slice.
func (p *pool) all(ctx context.Context, dest any, query string, args ...any) error {
	statement, err := p.prepared(ctx, query)
	if err != nil {
		return err
	}
	if statement == nil {
		return p.db.SelectContext(ctx, dest, query, args...)
	}
	return statement.SelectContext(ctx, dest, args...)
}

func (p *pool) close() error {
	p.mu.Lock()
	statements := p.statements
	p.statements = map[string]*sqlx.Stmt{}
	p.mu.Unlock()
	var all []error
	for _, statement := range statements {
		all = append(all, statement.Close())
	}
	return errors.Join(append(all, p.db.Close())...)
}
