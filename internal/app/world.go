package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"mime"
	"path"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"beredd/internal/cycle"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/mail"
	"beredd/internal/minutes"
	"beredd/internal/outbox"
	"beredd/internal/scenario"
	"beredd/internal/store"
)

// A Stage is what many worlds of one pack share.
type Stage struct {
	pack    *definition.Pack
	letters *mail.Letters
	secret  []byte
	kinds   *kinds
	shape   store.Shape
}

// NewStage prepares to make worlds of a pack.
func NewStage(pack *definition.Pack) (*Stage, error) {
	letters, err := readLetters()
	if err != nil {
		return nil, err
	}
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return nil, fmt.Errorf("making a secret: %w", err)
	}
	return &Stage{pack: pack, letters: letters, secret: secret, kinds: &kinds{seen: map[kind]bool{}}}, nil
}

// A World is a whole running system in virtual time: the real engine, store,
// ticker and outbox, with a mail server that keeps what it is handed.
type World struct {
	*Clock
	*Post
	system *system
	ticker *cycle.Ticker
	worker *outbox.Worker

	opened  []string // proposals, in order
	opening sync.Mutex

	counted  atomic.Bool // letterAt is known; one lets time act at a time
	letterAt time.Time
}

// memory is a database that nothing is left of.
const memory = "sqlite::memory:"

// World opens a world with its database at address. Its letters lead to base,
// and saved, if any, is told of every act.
func (s *Stage) World(ctx context.Context, address, base string, log *slog.Logger, saved func(engine.Outcome)) (*World, error) {
	w := &World{Clock: &Clock{}}
	w.Move(time.Date(2026, 1, 5, 8, 0, 0, 0, s.pack.Calendar.Zone()))
	var err error
	w.system, err = build(ctx, plan{
		given: given{Found: Found{Pack: s.pack}, key: s.pack.Key}, letters: s.letters, database: address, base: base, secrets: [][]byte{s.secret},
		head: SMTP{}.head, now: w.Now, log: log, fleeting: true, shape: &s.shape,
		saved: func(o engine.Outcome) {
			w.counted.Store(false)
			w.note(o)
			if saved != nil {
				saved(o)
			}
		},
	})
	if err != nil {
		return nil, err
	}
	w.Post = &Post{Capture: mail.NewCapture(w.system.writer)}
	w.ticker = w.system.ticker(nil)
	w.worker = w.system.worker(w.system.store, w.Post, outbox.Config{})
	return w, nil
}

// note remembers a proposal that has been opened, by whomever.
func (w *World) note(o engine.Outcome) {
	if len(o.Events) == 0 || o.Events[0].Kind != engine.Proposed {
		return
	}
	w.opening.Lock()
	defer w.opening.Unlock()
	w.opened = append(w.opened, o.Proposal.ID)
}

// Opened lists the proposals that have been opened, by people and by other
// proposals, in order.
func (w *World) Opened() []string {
	w.opening.Lock()
	defer w.opening.Unlock()
	return slices.Clone(w.opened)
}

// Close lets go of the database.
func (w *World) Close() error { return w.system.store.Close() }

// Act is the engine's door.
func (w *World) Act(ctx context.Context, act engine.Act) (engine.Outcome, error) {
	act.Collaboration = w.system.pack().Key
	return w.system.engine.Act(ctx, act)
}

// Proposal reads a proposal whole.
func (w *World) Proposal(ctx context.Context, id string) (engine.Proposal, error) {
	p, _, err := w.system.store.Proposal(ctx, id, "")
	return p, err
}

// History is everything that has happened to a proposal.
func (w *World) History(ctx context.Context, id string) ([]engine.Event, error) {
	return w.system.store.History(ctx, id)
}

// Keep stores a document.
func (w *World) Keep(ctx context.Context, name string, content []byte) (engine.Document, error) {
	hash, err := w.system.store.PutBlob(ctx, content)
	kind := mime.TypeByExtension(path.Ext(name))
	if kind == "" {
		kind = "application/octet-stream"
	}
	return engine.Document{Name: name, Type: kind, Size: int64(len(content)), Hash: hash}, err
}

// Minutes are those of a meeting as they would be written now, as plain text.
func (w *World) Minutes(ctx context.Context, m engine.Proposal) (string, error) {
	pack := w.system.pack()
	sitting, err := w.system.sitting(ctx, pack, m)
	if err != nil {
		return "", err
	}
	_, text, err := w.system.papers.File(sitting, engine.Paper{Kind: string(minutes.Minutes)}, "txt", pack.Languages[0])
	return string(text), err
}

// Tick lets what is due happen.
func (w *World) Tick(ctx context.Context) (int, error) { return w.ticker.Tick(ctx) }

// Deliver lets the letters go that may. A letter that can't be written is an
// error: its template is wrong, or what it tells of is.
func (w *World) Deliver(ctx context.Context) (int, error) {
	next, waits, err := w.nextLetter(ctx)
	if err != nil || !waits || next.After(w.Now()) {
		return 0, err
	}
	w.counted.Store(false)
	n, err := w.worker.Drain(ctx, w.Now())
	if err != nil {
		return n, err
	}
	return n, w.unwritten()
}

// nextLetter is when a letter may next go, and whether any waits. It is asked at
// every turn, so it remembers the answer until a letter is owed or goes.
func (w *World) nextLetter(ctx context.Context) (time.Time, bool, error) {
	if w.counted.Swap(true) {
		return w.letterAt, !w.letterAt.IsZero(), nil
	}
	next, waits, err := w.system.store.NextDelivery(ctx)
	if err != nil {
		w.counted.Store(false)
	}
	w.letterAt = next
	return next, waits, err
}

// NextDue is when time next does something, or a letter may go.
func (w *World) NextDue(ctx context.Context) (time.Time, error) {
	next, ok, err := w.system.store.NextDue(ctx, w.system.pack().Key)
	if err != nil {
		return time.Time{}, err
	}
	letter, waits, err := w.nextLetter(ctx)
	if waits && (!ok || letter.Before(next)) {
		next = letter
	}
	return next, err
}

var _ scenario.World = (*World)(nil)
