package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// A writer lets one caller at a time write to SQLite, for all that wait: their
// jobs go into one transaction, so that many share the cost of one sync to disk. A
// group commit. Nobody is answered before the commit, so what was answered is
// kept. Whoever comes when nobody writes leads the group, without a change of
// goroutine; who comes meanwhile waits, and the first of those leads the next.
type writer struct {
	pool *pool

	mu      sync.Mutex
	idle    *sync.Cond // nobody leads
	waiting []*job
	leading bool
	closed  bool
}

// A job is what one caller wants written.
type job struct {
	do   func(work) error
	err  error
	turn chan bool // true: lead the next group; false: it is done
}

// maxGroup bounds how many jobs share a commit, and so how long the first waits.
const maxGroup = 64

var errClosed = errors.New("the store is closed")

func newWriter(p *pool) *writer {
	w := &writer{pool: p}
	w.idle = sync.NewCond(&w.mu)
	return w
}

// write runs do and returns when it is committed. Once begun it isn't cancelled:
// the caller always learns what became of it. do may be run twice; what counts is
// the last time.
func (w *writer) write(ctx context.Context, do func(work) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	j := &job{do: do, turn: make(chan bool, 1)}
	leads, err := w.join(j)
	if err != nil {
		return err
	}
	if !leads {
		if leads, err = w.wait(ctx, j); err != nil {
			return err
		}
	}
	if leads {
		w.lead(j)
	}
	return j.err
}

// join puts j with those that wait, and says whether it is to lead them.
func (w *writer) join(j *job) (leads bool, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return false, errClosed
	}
	w.waiting = append(w.waiting, j)
	leads, w.leading = !w.leading, true
	return leads, nil
}

// wait returns when j is done or is to lead, or leaves when the caller gives up
// before anybody has begun on it.
func (w *writer) wait(ctx context.Context, j *job) (leads bool, err error) {
	select {
	case leads = <-j.turn:
		return leads, nil
	case <-ctx.Done():
	}
	w.mu.Lock()
	at := slices.Index(w.waiting, j)
	if at >= 0 && len(j.turn) == 0 {
		w.waiting = slices.Delete(w.waiting, at, at+1)
		w.mu.Unlock()
		return false, ctx.Err()
	}
	w.mu.Unlock()
	return <-j.turn, nil
}

// lead writes a group that begins with mine, answers the others, and lets the
// first that has come meanwhile lead on.
func (w *writer) lead(mine *job) {
	group := w.commit()
	for _, j := range group {
		if j != mine {
			j.turn <- false
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.waiting) > 0 {
		w.waiting[0].turn <- true
		return
	}
	w.leading = false
	w.idle.Broadcast()
}

// close takes no more jobs and waits for those under way.
func (w *writer) close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	for w.leading {
		w.idle.Wait()
	}
	return nil
}

// next is the job that has waited longest, or nil.
func (w *writer) next() *job {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.waiting) == 0 {
		return nil
	}
	j := w.waiting[0]
	w.waiting = slices.Delete(w.waiting, 0, 1)
	return j
}

// commit writes what waits and all that comes while it does, in one transaction.
// It first trusts that no job fails when it has written something, which is nearly
// always so and spares every job its savepoint; where one does, all are done again
// with one each.
func (w *writer) commit() (group []*job) {
	err := transactOnce(context.Background(), w.pool, func(tx work) error {
		for len(group) < maxGroup {
			j := w.next()
			if j == nil {
				return nil
			}
			group = append(group, j)
			if j.err = tx.trusting(j.do); tx.unsound(j.err) {
				return errSpoilt
			}
		}
		return nil
	})
	if len(group) == 0 { // it could not even begin
		group = append(group, w.next())
	}
	if errors.Is(err, errSpoilt) {
		err = w.commitApart(group)
	}
	for _, j := range group {
		if err != nil && j.err == nil {
			j.err = fmt.Errorf("writing together with others: %w", err)
		}
	}
	return group
}

// commitApart writes each job of a group in a savepoint of its own.
func (w *writer) commitApart(group []*job) error {
	return transactOnce(context.Background(), w.pool, func(tx work) error {
		for _, j := range group {
			if j.err = tx.savepoint(j.do); isFatal(j.err) {
				return j.err
			}
		}
		return nil
	})
}

// errSpoilt says that a job failed after it had written.
var errSpoilt = errors.New("a job failed in the middle")

// trusting runs do without a savepoint.
func (w work) trusting(do func(work) error) error {
	*w.done = 0
	return w.guarded(do)
}

// guarded runs do, and makes a failure of a panic: one job's defect must not stop
// the writer that all others wait for.
func (w work) guarded(do func(work) error) (err error) {
	defer func() {
		if defect := recover(); defect != nil {
			err = &doubtful{fmt.Errorf("a defect while writing: %v", defect)}
		}
	}()
	return do(w)
}

// unsound says whether the transaction may hold a part of a job that failed. What
// fails at its first statement has written nothing.
func (w work) unsound(err error) bool { return err != nil && (*w.done > 0 || isFatal(err)) }

// savepoint runs do so that, where it fails, nothing of it remains.
func (w work) savepoint(do func(work) error) error {
	if _, err := w.exec("SAVEPOINT job"); err != nil {
		return err
	}
	failed := w.guarded(do)
	if failed != nil {
		if _, err := w.exec("ROLLBACK TO job"); err != nil {
			return &doubtful{errors.Join(failed, err)}
		}
	}
	if _, err := w.exec("RELEASE job"); err != nil {
		return &doubtful{errors.Join(failed, err)}
	}
	return failed
}

// doubtful is a failure after which the whole transaction is in doubt.
type doubtful struct{ err error }

func (d *doubtful) Error() string { return d.err.Error() }
func (d *doubtful) Unwrap() error { return d.err }

// isFatal says whether a job's failure takes the transaction with it. SQLite ends
// one by itself when the disk is full or cannot be read; a refused row it leaves.
func isFatal(err error) bool {
	var d *doubtful
	var said *sqlite.Error
	switch {
	case err == nil:
		return false
	case errors.As(err, &d):
		return true
	case errors.As(err, &said):
		code := said.Code() & 0xff
		return code != sqlite3.SQLITE_CONSTRAINT && code != sqlite3.SQLITE_ERROR
	}
	return false
}
