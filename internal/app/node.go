package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"sync"
	"time"

	"beredd/internal/engine"
	"beredd/internal/store"
)

// nodeName is a name for this process that no other has.
func nodeName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "node" // the random part alone tells it from others
	}
	return fmt.Sprintf("%s-%d-%s", host, os.Getpid(), rand.Text()[:8])
}

// A lease lets one node at a time do a thing, by a row of the store.
type lease struct {
	store  *store.Store
	name   string
	holder string
	ttl    time.Duration
	now    func() time.Time
}

// Take takes the lease, or answers nil when another node has it.
func (l *lease) Take(ctx context.Context) (*engine.Fence, error) {
	token, ok, err := l.store.Lease(ctx, l.name, l.holder, l.ttl, l.now())
	if err != nil || !ok {
		return nil, err
	}
	return &engine.Fence{Lease: l.name, Token: token}, nil
}

// Release gives it back.
func (l *lease) Release(ctx context.Context, fence *engine.Fence) error {
	return l.store.Unlease(ctx, fence.Lease, fence.Token)
}

// housekeep is the night's work: a checkpoint that witnesses the day's history,
// what they missed who are back, and throwing away what is over.
func (s *Service) housekeep(ctx context.Context, l *lease) error {
	fence, err := l.Take(ctx)
	if err != nil || fence == nil {
		return err
	}
	defer func() {
		if err := l.Release(context.WithoutCancel(ctx), fence); err != nil {
			s.log.Error("giving back the lease of the night", "error", err)
		}
	}()
	if _, _, err := s.store.Checkpoint(ctx, s.pack().Key, s.now(), signer(s.secrets[0])); err != nil {
		return fmt.Errorf("witnessing the day's history: %w", err)
	}
	if err := s.layOutAhead(ctx, s.config.LayOutOn); err != nil {
		return fmt.Errorf("laying out the coming year: %w", err)
	}
	if err := s.welcomeBack(ctx); err != nil {
		return err
	}
	if err := s.callAnew(ctx); err != nil {
		return err
	}
	if s.config.Retention.Nightly {
		d, err := s.dispose(ctx, s.config.Retention)
		if err != nil {
			return fmt.Errorf("forgetting old letters: %w", err)
		}
		if !d.None() {
			s.log.Info("what was mailed long ago is forgotten", "letters", d.Letters, "reports", d.Reports, "addresses", d.Addresses)
		}
	}
	return s.store.Tidy(ctx, s.now())
}

// morning is what one node does when the office opens.
func (s *Service) morning(ctx context.Context, l *lease) error {
	fence, err := l.Take(ctx)
	if err != nil || fence == nil {
		return err
	}
	defer func() {
		if err := l.Release(context.WithoutCancel(ctx), fence); err != nil {
			s.log.Error("giving back the lease of the morning", "error", err)
		}
	}()
	return s.rollCall(ctx)
}

// nowhere is the sender of who has named no mail server: letters wait.
type nowhere struct{}

// Send answers that there is no server.
func (nowhere) Send(context.Context, engine.LetterFacts, time.Time) engine.Handover {
	return engine.Handover{Fate: engine.NoServer, Response: "no mail server is set"}
}

// SendCode answers the same of a code.
func (nowhere) SendCode(context.Context, engine.CodeLetter, time.Time) engine.Handover {
	return engine.Handover{Fate: engine.NoServer, Response: "no mail server is set"}
}

// A background is a goroutine that somebody waits for.
type background struct {
	cancel context.CancelFunc
	done   sync.WaitGroup
}

// start runs do until stop. That ctx ends does not end it: who started it stops
// it in its turn.
func start(ctx context.Context, do func(context.Context)) *background {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	b := &background{cancel: cancel}
	b.done.Go(func() { do(ctx) })
	return b
}

// stop ends it and waits until it has.
func (b *background) stop() {
	b.cancel()
	b.done.Wait()
}
