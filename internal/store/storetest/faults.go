package storetest

import (
	"context"
	"database/sql/driver"
	"errors"
	"sync"
)

// ErrBroken is what a broken call answers.
var ErrBroken = errors.New("broken by the test")

// Faults stands between a store and its database, and breaks calls. It goes into
// store.Options as Through.
type Faults struct {
	mu     sync.Mutex
	calls  int
	broken int  // the number of the call that fails, 0 for none
	lost   bool // the next commit is done, and its answer lost
}

// Break makes the nth call from now fail, and counts from 1.
func (f *Faults) Break(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls, f.broken = 0, n
}

// Calls is how many calls there were since Break.
func (f *Faults) Calls() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.calls
}

// LoseCommit lets the database commit once and breaks the connection before it
// can say so.
func (f *Faults) LoseCommit() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lost = true
}

// Through is for store.Options.
func (f *Faults) Through(c driver.Connector) driver.Connector { return &brokenConnector{c, f} }

// call counts one call, and fails where it is the one to break.
func (f *Faults) call() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls++
	if f.calls == f.broken {
		return ErrBroken
	}
	return nil
}

// loses says once that an answer is to be lost.
func (f *Faults) loses() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	lost := f.lost
	f.lost = false
	return lost
}

type brokenConnector struct {
	driver.Connector
	faults *Faults
}

func (c *brokenConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &brokenConn{Conn: conn, faults: c.faults}, nil
}

// A brokenConn passes on what both drivers can.
type brokenConn struct {
	driver.Conn
	faults *Faults
	inTx   bool
}

func (c *brokenConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	if err := c.faults.call(); err != nil {
		return nil, err
	}
	tx, err := c.Conn.(driver.ConnBeginTx).BeginTx(ctx, o)
	c.inTx = err == nil
	return &brokenTx{tx, c}, err
}

func (c *brokenConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	if err := c.faults.call(); err != nil {
		return nil, err
	}
	stmt, err := c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return &brokenStmt{stmt, c}, nil
}

func (c *brokenConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if err := c.faults.call(); err != nil {
		return nil, err
	}
	return c.Conn.(driver.ExecerContext).ExecContext(ctx, query, args)
}

func (c *brokenConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if err := c.faults.call(); err != nil {
		return nil, err
	}
	return c.Conn.(driver.QueryerContext).QueryContext(ctx, query, args)
}

func (c *brokenConn) CheckNamedValue(v *driver.NamedValue) error {
	if checker, ok := c.Conn.(driver.NamedValueChecker); ok {
		return checker.CheckNamedValue(v)
	}
	return driver.ErrSkip
}

func (c *brokenConn) ResetSession(ctx context.Context) error {
	if resetter, ok := c.Conn.(driver.SessionResetter); ok {
		return resetter.ResetSession(ctx)
	}
	return nil
}

func (c *brokenConn) IsValid() bool {
	validator, ok := c.Conn.(driver.Validator)
	return !ok || validator.IsValid()
}

type brokenTx struct {
	driver.Tx
	conn *brokenConn
}

func (t *brokenTx) Commit() error {
	if err := t.conn.faults.call(); err != nil {
		return errors.Join(err, t.Rollback())
	}
	t.conn.inTx = false
	err := t.Tx.Commit()
	if err == nil && t.conn.faults.loses() {
		return driver.ErrBadConn
	}
	return err
}

func (t *brokenTx) Rollback() error {
	t.conn.inTx = false
	return t.Tx.Rollback()
}

type brokenStmt struct {
	driver.Stmt
	conn *brokenConn
}

func (s *brokenStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	if err := s.conn.faults.call(); err != nil {
		return nil, err
	}
	return s.Stmt.(driver.StmtExecContext).ExecContext(ctx, args)
}

func (s *brokenStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	if err := s.conn.faults.call(); err != nil {
		return nil, err
	}
	rows, err := s.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
	if err == nil && !s.conn.inTx && s.conn.faults.loses() { // a statement that is a transaction by itself
		for values := make([]driver.Value, len(rows.Columns())); rows.Next(values) == nil; {
		}
		return nil, errors.Join(driver.ErrBadConn, rows.Close())
	}
	return rows, err
}
