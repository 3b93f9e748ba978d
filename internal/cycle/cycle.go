// Package cycle turns time into acts. What time shall do stands as rows that
// are due and not recorded as done; a Ticker asks for them and takes each to the
// engine, so that downtime loses nothing and two tickers do nothing twice. An
// Alarm calls the ticker, and the night's housekeeping, at their times.
//
// It does not know what a timer means, nor how rows are kept.
package cycle

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"beredd/internal/engine"
)

// Timers finds the proposals that have a timer due at now, the longest overdue
// first.
type Timers interface {
	DueProposals(ctx context.Context, now time.Time, limit int) ([]engine.Due, error)
}

// An Acter is the engine's door.
type Acter interface {
	Act(ctx context.Context, act engine.Act) (engine.Outcome, error)
	// Sweep does the errands between proposals that were left, as after a crash.
	Sweep(ctx context.Context, fence *engine.Fence) (int, error)
}

// A Lease lets one node at a time let time act. The store refuses an act whose
// fence is older than the lease's, so that a node that slept through its lease
// does nothing when it wakes.
type Lease interface {
	// Take answers a nil fence when another node has the lease.
	Take(ctx context.Context) (*engine.Fence, error)
	Release(ctx context.Context, fence *engine.Fence) error
}

// A Ticker lets what is due happen.
type Ticker struct {
	timers Timers
	engine Acter
	lease  Lease // nil where there is only one node
	now    func() time.Time
	log    *slog.Logger
	atOnce int // proposals that are acted on at the same time
}

// NewTicker makes a ticker. lease may be nil where nobody else ticks.
func NewTicker(timers Timers, engine Acter, lease Lease, now func() time.Time, log *slog.Logger) *Ticker {
	return &Ticker{timers: timers, engine: engine, lease: lease, now: now, log: log, atOnce: 1}
}

// AtOnce lets so many proposals be acted on at the same time, so that a morning on
// which thousands are due is not one wait for the disk after another. In which order
// they come is then not said.
func (t *Ticker) AtOnce(proposals int) *Ticker {
	t.atOnce = max(1, proposals)
	return t
}

// batch is how many proposals are asked for at a time.
const batch = 100

// Tick acts on every proposal with a timer that is due, until none is, and
// answers how many acts that took. A proposal that fails doesn't stop the
// others: the error holds every failure, and they are tried at the next tick.
// Where another node has the lease there is nothing to do, and no error.
func (t *Ticker) Tick(ctx context.Context) (int, error) { return t.TickAt(ctx, t.now()) }

// TickAt is Tick at a time that somebody has found to be right: what falls due
// while it goes on waits for the next.
func (t *Ticker) TickAt(ctx context.Context, now time.Time) (int, error) {
	if t.lease == nil {
		return t.sweep(ctx, nil, now)
	}
	fence, err := t.lease.Take(ctx)
	if err != nil {
		return 0, fmt.Errorf("taking the lease of the ticker: %w", err)
	}
	if fence == nil {
		return 0, nil
	}
	n, err := t.sweep(ctx, fence, now)
	return n, errors.Join(err, t.release(ctx, fence))
}

// release gives the lease back also when ctx has ended, so that another node
// need not wait for it to run out.
func (t *Ticker) release(ctx context.Context, fence *engine.Fence) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := t.lease.Release(ctx, fence); err != nil {
		return fmt.Errorf("giving back the lease of the ticker: %w", err)
	}
	return nil
}

func (t *Ticker) sweep(ctx context.Context, fence *engine.Fence, now time.Time) (int, error) {
	errands, left := t.engine.Sweep(ctx, fence)
	if left != nil {
		t.log.Error("an errand between proposals was not done", "error", left)
	}
	s := sweep{ticker: t, fence: fence, acted: map[string]bool{}, failed: map[string]error{}}
	for ctx.Err() == nil {
		due, err := t.timers.DueProposals(ctx, now, batch+len(s.failed))
		if err != nil {
			return errands + len(s.acted), errors.Join(fmt.Errorf("asking what is due: %w", err), left, s.err())
		}
		if !s.actOnAll(ctx, due) {
			break
		}
	}
	return errands + len(s.acted), errors.Join(ctx.Err(), left, s.err())
}
