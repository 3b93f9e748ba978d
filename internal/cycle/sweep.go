package cycle

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"

	"beredd/internal/engine"
)

// A sweep is one Tick: which timers it has acted on, and what failed.
type sweep struct {
	ticker *Ticker
	fence  *engine.Fence
	acted  map[string]bool  // by timer
	failed map[string]error // by proposal
	mu     sync.Mutex       // guards both
}

// actOnAll acts on each that has not failed before, and says whether there was
// any.
func (s *sweep) actOnAll(ctx context.Context, due []engine.Due) bool {
	found := false
	var under sync.WaitGroup
	free := make(chan struct{}, s.ticker.atOnce)
	for _, d := range due {
		free <- struct{}{}
		if s.hasFailed(d.Proposal) || ctx.Err() != nil {
			<-free
			continue
		}
		found = true
		under.Go(func() {
			defer func() { <-free }()
			s.fires(ctx, d)
		})
	}
	under.Wait()
	return found
}

// fires acts on one proposal, and keeps what failed.
func (s *sweep) fires(ctx context.Context, d engine.Due) {
	err := s.act(ctx, d)
	if err == nil {
		return
	}
	s.mu.Lock()
	s.failed[d.Proposal] = fmt.Errorf("proposal %s: %w", d.Proposal, err)
	s.mu.Unlock()
	s.ticker.log.Error("what was due did not happen", "proposal", d.Proposal, "timer", d.Timer, "error", err)
}

func (s *sweep) hasFailed(proposal string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.failed[proposal] != nil
}

// once says whether the timer has not been acted on in this sweep.
func (s *sweep) once(timer string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.acted[timer]
}

// act lets the due timers of one proposal fire. Its key is the first timer's, so
// that whoever comes second, now or after a crash, does nothing. A defect that
// one proposal brings out is its own failure, and the others go on.
func (s *sweep) act(ctx context.Context, d engine.Due) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("a defect: %v\n%s", r, debug.Stack())
		}
	}()
	if !s.once(d.Timer) {
		return errStuck
	}
	act := engine.Act{Kind: engine.Tick, Proposal: d.Proposal, Key: "tick:" + d.Timer, Fence: s.fence}
	if _, err := s.ticker.engine.Act(ctx, act); err != nil {
		return err
	}
	s.mu.Lock()
	s.acted[d.Timer] = true
	s.mu.Unlock()
	return nil
}

// errStuck says that a timer is still due after it fired: going on would fire
// it for ever.
var errStuck = errors.New("its timer is due again after it fired")

func (s *sweep) err() error {
	var all []error
	for _, err := range s.failed {
		all = append(all, err)
	}
	return errors.Join(all...)
}
