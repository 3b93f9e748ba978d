package store

import (
	"context"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// A writer is the one goroutine that writes to SQLite. Whatever waits for it goes
// into one transaction, each job in a savepoint of its own, so that many share
// the cost of one sync to disk: a group commit. Nobody is answered before the
// commit, so what was answered is kept.
type writer struct {
	pool   *pool
	jobs   chan *job
	closed chan struct{} // closed when no more jobs are taken
	ended  chan struct{} // closed when the last is done
}

// A job is what one caller wants written.
type job struct {
	do   func(work) error
	err  error
	done chan struct{}
}

// maxGroup bounds how many jobs share a commit, and so how long the first waits.
const maxGroup = 64

var errClosed = errors.New("the store is closed")

func newWriter(p *pool) *writer {
	w := &writer{pool: p, jobs: make(chan *job), closed: make(chan struct{}), ended: make(chan struct{})}
	go w.run()
	return w
}

// write runs do and returns when it is committed. Once begun it isn't cancelled:
// the caller always learns what became of it.
func (w *writer) write(ctx context.Context, do func(work) error) error {
	j := &job{do: do, done: make(chan struct{})}
	select {
	case <-w.closed:
		return errClosed
	case <-ctx.Done():
		return ctx.Err()
	case w.jobs <- j:
		<-j.done
		return j.err
	}
}

// close takes no more jobs and waits for those under way.
func (w *writer) close() error {
	close(w.closed)
	<-w.ended
	return nil
}

func (w *writer) run() {
	defer close(w.ended)
	for {
		select {
		case <-w.closed:
			return
		case j := <-w.jobs:
			w.commit(j)
		}
	}
}

// commit writes j and all that comes while it does, and then answers them.
func (w *writer) commit(j *job) {
	group := []*job{j}
	err := transactOnce(context.Background(), w.pool, func(tx work) error {
		for i := 0; i < len(group); i++ {
			if group[i].err = tx.savepoint(group[i].do); isFatal(group[i].err) {
				return group[i].err
			}
			if next := w.waiting(); next != nil && len(group) < maxGroup {
				group = append(group, next)
			}
		}
		return nil
	})
	for _, j := range group {
		if err != nil && j.err == nil {
			j.err = fmt.Errorf("writing together with others: %w", err)
		}
		close(j.done)
	}
}

// waiting is a job that somebody waits with, or nil.
func (w *writer) waiting() *job {
	select {
	case j := <-w.jobs:
		return j
	default:
		return nil
	}
}

// savepoint runs do so that, where it fails, nothing of it remains.
func (w work) savepoint(do func(work) error) error {
	if _, err := w.exec("SAVEPOINT job"); err != nil {
		return err
	}
	failed := do(w)
	if failed != nil {
		if _, err := w.exec("ROLLBACK TO job"); err != nil {
			return &unsound{errors.Join(failed, err)}
		}
	}
	if _, err := w.exec("RELEASE job"); err != nil {
		return &unsound{errors.Join(failed, err)}
	}
	return failed
}

// unsound is a failure after which the whole transaction is in doubt.
type unsound struct{ err error }

func (u *unsound) Error() string { return u.err.Error() }
func (u *unsound) Unwrap() error { return u.err }

// isFatal says whether a job's failure takes the transaction with it. SQLite ends
// one by itself when the disk is full or cannot be read; a refused row it leaves.
func isFatal(err error) bool {
	var u *unsound
	var said *sqlite.Error
	switch {
	case err == nil:
		return false
	case errors.As(err, &u):
		return true
	case errors.As(err, &said):
		code := said.Code() & 0xff
		return code != sqlite3.SQLITE_CONSTRAINT && code != sqlite3.SQLITE_ERROR
	}
	return false
}
