package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"mime"
	"path"
	"time"

	"beredd/internal/cycle"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/scenario"
	"beredd/internal/store"
	"beredd/migrations"
)

// A World is a whole running system in virtual time: the real engine, store,
// ticker and outbox, with a mail server that keeps what it is handed.
type World struct {
	*Clock
	Post   *Post
	store  *store.Store
	engine *engine.Engine
	ticker *cycle.Ticker
	key    string // the collaboration's
}

// NewWorld opens a world for one pack, with its database at address.
func NewWorld(ctx context.Context, pack *definition.Pack, address string, log *slog.Logger) (*World, error) {
	w := &World{Clock: &Clock{}, key: pack.Key}
	w.Move(time.Date(2026, 1, 5, 8, 0, 0, 0, pack.Calendar.Zone()))
	var err error
	if w.store, err = store.Open(ctx, address, store.Options{Migrations: migrations.FS, Now: w.Now}); err != nil {
		return nil, fmt.Errorf("opening the database: %w", err)
	}
	packs := func(key string) *definition.Pack {
		if key != pack.Key {
			return nil
		}
		return pack
	}
	w.Post = &Post{now: w.Now}
	w.engine = engine.New(listening{w.store, w.Post.owe}, packs, w.Now, nil)
	w.ticker = cycle.NewTicker(w.store, w.engine, nil, w.Now, log)
	return w, nil
}

// Close lets go of the database.
func (w *World) Close() error { return w.store.Close() }

// Act is the engine's door.
func (w *World) Act(ctx context.Context, act engine.Act) (engine.Outcome, error) {
	act.Collaboration = w.key
	return w.engine.Act(ctx, act)
}

// Proposal reads a proposal whole.
func (w *World) Proposal(ctx context.Context, id string) (engine.Proposal, error) {
	p, _, err := w.store.Proposal(ctx, id, "")
	return p, err
}

// History is everything that has happened to a proposal.
func (w *World) History(ctx context.Context, id string) ([]engine.Event, error) {
	return w.store.History(ctx, id)
}

// Keep says what is known of a document.
func (w *World) Keep(_ context.Context, name string, content []byte) (engine.Document, error) {
	sum := sha256.Sum256(content)
	kind := mime.TypeByExtension(path.Ext(name))
	if kind == "" {
		kind = "application/octet-stream"
	}
	return engine.Document{Name: name, Type: kind, Size: int64(len(content)), Hash: hex.EncodeToString(sum[:])}, nil
}

// Tick lets what is due happen.
func (w *World) Tick(ctx context.Context) (int, error) { return w.ticker.Tick(ctx) }

// Deliver lets the letters go that may.
func (w *World) Deliver(ctx context.Context) (int, error) { return w.Post.deliver(), nil }

// NextDue is when time next does something, or a letter is tried again.
func (w *World) NextDue(ctx context.Context) (time.Time, error) {
	next, ok, err := w.store.NextDue(ctx, w.key)
	if err != nil || !ok {
		next = time.Time{}
	}
	if again := w.Post.next(); !again.IsZero() && (next.IsZero() || again.Before(next)) {
		next = again
	}
	return next, err
}

// Sent lists every try at handing over a letter.
func (w *World) Sent() []scenario.Sent { return w.Post.Sent() }

// Fail makes an address answer reply to every letter.
func (w *World) Fail(address, reply string) { w.Post.Fail(address, reply) }
