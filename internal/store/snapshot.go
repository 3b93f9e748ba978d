package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// A snapshot reads a database as it stood when it was first asked, whatever is
// committed meanwhile. It is for one goroutine.
type snapshot struct {
	tx         *sqlx.Tx
	statements map[string]*sqlx.Stmt
}

func (p *pool) snapshot(ctx context.Context) (*snapshot, error) {
	tx, err := p.db.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("beginning to read: %w", err)
	}
	return &snapshot{tx, map[string]*sqlx.Stmt{}}, nil
}

// one and all are as the pool's.
func (s *snapshot) one(ctx context.Context, dest any, query string, args ...any) error {
	statement, err := s.prepared(ctx, query)
	if err != nil {
		return err
	}
	return statement.GetContext(ctx, dest, args...)
}

func (s *snapshot) all(ctx context.Context, dest any, query string, args ...any) error {
	statement, err := s.prepared(ctx, query)
	if err != nil {
		return err
	}
	return statement.SelectContext(ctx, dest, args...)
}

// prepared is good behind a pooler too, which keeps a transaction on one
// connection.
func (s *snapshot) prepared(ctx context.Context, query string) (*sqlx.Stmt, error) {
	if known := s.statements[query]; known != nil {
		return known, nil
	}
	made, err := s.tx.PreparexContext(ctx, query)
	if err == nil {
		s.statements[query] = made
	}
	return made, err
}

func (s *snapshot) close() error {
	var all []error
	for _, statement := range s.statements {
		all = append(all, statement.Close())
	}
	return errors.Join(append(all, s.tx.Rollback())...)
}
