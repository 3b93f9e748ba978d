package app

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"beredd/internal/engine"
)

// due puts a proposal where a reminder is due, with nobody awake to send it.
func (f *flow) due() {
	f.Helper()
	f.at("2026-02-02 09:00")
	f.start()
	f.propose()
	f.do("drafting", "submit", nil)
	f.stop()
	f.at("2026-02-25 12:00")
	f.config.Tick = time.Hour // nothing ticks but what the test lets tick
}

func (f *flow) reminders() (n int) {
	f.Helper()
	events, err := f.store.History(f.Context(), f.id)
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range events {
		if e.Kind == engine.Reminded {
			n++
		}
	}
	return n
}

// However many tick at once, with a lease or without, a reminder is sent once.
func TestTickersThatMeetRemindOnce(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.due()
		s, err := f.parts()
		if err != nil {
			f.Fatal(err)
		}
		f.Service.system = s
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				if _, err := s.ticker(nil).Tick(f.Context()); err != nil {
					f.Error(err)
				}
			})
		}
		all.Wait()
		if n := f.reminders(); n != 1 {
			f.Errorf("%d reminders, want one", n)
		}
		if err := s.store.Close(); err != nil {
			f.Error(err)
		}
	})
}

// A node that was paused past its lease must do nothing when it wakes.
func TestANodeThatSleptThroughItsLeaseDoesNothing(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.due()
		s, err := f.parts()
		if err != nil {
			f.Fatal(err)
		}
		f.Service.system = s
		leaseOf := func(holder string) *lease {
			return &lease{store: s.store, name: "tick", holder: holder, ttl: time.Minute, now: f.clock.Now}
		}
		old, err := leaseOf("old").Take(f.Context())
		if err != nil || old == nil {
			f.Fatalf("the lease was not to be had: %v", err)
		}
		if taken, err := leaseOf("new").Take(f.Context()); err != nil || taken != nil {
			f.Fatalf("two have the lease at once: %v", err)
		}
		f.clock.Move(f.clock.Now().Add(2 * time.Minute))
		if taken, err := leaseOf("new").Take(f.Context()); err != nil || taken == nil {
			f.Fatalf("a lease that had run out was not to be had: %v", err)
		}
		_, err = s.ticker(asleep{old}).Tick(f.Context())
		if !errors.Is(err, engine.ErrFenced) || f.reminders() != 0 {
			f.Errorf("the old leader woke and got %v, with %d reminders; want it refused", err, f.reminders())
		}
		if err := s.store.Close(); err != nil {
			f.Error(err)
		}
	})
}

// asleep believes that it still has its lease.
type asleep struct{ fence *engine.Fence }

func (a asleep) Take(context.Context) (*engine.Fence, error) { return a.fence, nil }
func (asleep) Release(context.Context, *engine.Fence) error  { return nil }

// parts are a node's, with nothing started.
func (f *flow) parts() (*system, error) {
	s := &Service{config: f.config, base: "http://demo.example"}
	err := s.build(f.Context(), f.config, NewLog(f.Output(), "error"), f.clock.Now)
	return s.system, err
}
