package inbox

import (
	"context"
	"errors"
	"fmt"
	"math/bits"
	"sync"
	"time"
)

// A Fetcher reads one mailbox, and takes what is in it.
type Fetcher struct {
	box   Mailbox
	inbox *Inbox
	// turn says whether this node reads the mailbox now; another does where it is false.
	turn func(context.Context) (bool, error)

	mu     sync.Mutex
	failed error // why the mailbox could not be read the last time
	since  time.Time
}

// NewFetcher makes a fetcher. It does nothing before Run. turn may be nil.
func NewFetcher(box Mailbox, inbox *Inbox, turn func(context.Context) (bool, error)) (*Fetcher, error) {
	box, err := box.Whole()
	if err != nil {
		return nil, err
	}
	if turn == nil {
		turn = func(context.Context) (bool, error) { return true, nil }
	}
	return &Fetcher{box: box, inbox: inbox, turn: turn}, nil
}

// Failure is since when the mailbox cannot be read, and why; nil where it can.
func (f *Fetcher) Failure() (since time.Time, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.since, f.failed
}

func (f *Fetcher) note(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err != nil && f.failed == nil {
		f.since = f.inbox.Now()
	}
	f.failed = err
}

// Run reads the mailbox until ctx ends. A server that fails is tried again, after
// longer and longer, at most five minutes.
func (f *Fetcher) Run(ctx context.Context) {
	for failures := 0; ctx.Err() == nil; {
		worked, err := f.sit(ctx)
		if ctx.Err() != nil {
			return
		}
		if worked {
			failures = 0
		}
		wait := f.box.Poll
		if err != nil {
			f.note(err)
			wait = min(f.box.Pause<<min(failures, bits.Len(uint(longestPause/f.box.Pause))), longestPause)
			f.inbox.Log.Error("the mailbox cannot be read", "error", err, "wait", wait)
			failures++
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
		}
	}
}

const longestPause = 5 * time.Minute

// Check says whether the mailbox can be opened, without reading anything.
func (f *Fetcher) Check(ctx context.Context) error {
	s, err := f.box.dial(ctx)
	if err != nil {
		return err
	}
	return s.Close()
}

// sit reads over one connection until it breaks, or until it is another node's turn.
// It answers whether the mailbox could be read at all.
func (f *Fetcher) sit(ctx context.Context) (worked bool, err error) {
	if mine, err := f.turn(ctx); err != nil || !mine {
		return false, err
	}
	s, err := f.box.dial(ctx)
	if err != nil {
		return false, err
	}
	defer func() {
		if ctx.Err() != nil {
			err = nil
		}
		_ = s.Close()
	}()
	stop := context.AfterFunc(ctx, s.wake)
	defer stop()
	for ctx.Err() == nil {
		if err := f.empty(ctx, s); err != nil {
			return worked, err
		}
		worked = true
		f.note(nil)
		if err := s.rest(ctx); err != nil {
			return worked, err
		}
		if mine, err := f.turn(ctx); err != nil || !mine {
			return worked, err
		}
	}
	return worked, nil
}

// empty takes every message that was not taken before, the oldest first. One is marked
// as read when it is filed, and what is cut off in between is known again.
func (f *Fetcher) empty(ctx context.Context, s *session) error {
	at, err := f.inbox.Store.InboxPosition(ctx, f.box.name())
	if err != nil {
		return err
	}
	if at.Validity != s.validity {
		at.UID = 0
	}
	uids, sizes, err := s.waiting(at.UID)
	if err != nil {
		return err
	}
	for _, uid := range uids {
		if ctx.Err() != nil {
			return nil
		}
		if mine, err := f.turn(ctx); err != nil || !mine {
			return err
		}
		m, err := s.read(uid, sizes[uid], f.inbox.Limits.Size)
		if err != nil {
			return err
		}
		if m.Raw == nil {
			continue
		}
		if err := f.inbox.Take(ctx, m); err != nil {
			return fmt.Errorf("taking message %d: %w", uid, err)
		}
		if err := s.done(uid); err != nil {
			return errors.Join(errNotMarked, err)
		}
	}
	return nil
}

var errNotMarked = errors.New("a message is filed, and stands in the mailbox as if it were not")
