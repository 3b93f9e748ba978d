package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"time"

	"beredd/internal/cycle"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/scenario"
	"beredd/internal/simulation"
	"beredd/internal/store"
	"beredd/internal/wording"
	"beredd/migrations"
)

// Simulate plays a year of random life with a pack, in a database that nothing is
// left of. Letters are counted and not written.
func Simulate(ctx context.Context, pack *definition.Pack, plan simulation.Plan) (report simulation.Report, err error) {
	y, err := NewYear(ctx, pack)
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, y.Close()) }()
	return simulation.Play(ctx, y, pack, plan)
}

// A Year is a running system in virtual time without mail: the real engine, store
// and ticker, with somebody listening to what is kept.
type Year struct {
	*Clock
	pack   *definition.Pack
	store  *store.Store
	engine *engine.Engine
	ticker *cycle.Ticker
	kept   []engine.Change
}

// NewYear opens a system in a database that nothing is left of after Close.
func NewYear(ctx context.Context, pack *definition.Pack) (*Year, error) {
	y := &Year{Clock: &Clock{}, pack: pack}
	y.Move(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	var err error
	y.store, err = store.Open(ctx, memory, store.Options{Migrations: migrations.FS, Now: y.Now, Fleeting: true, Unlisted: true})
	if err != nil {
		return nil, err
	}
	find := func(collaboration string) *definition.Pack {
		if collaboration != pack.Key {
			return nil
		}
		return pack
	}
	y.engine = engine.New(overheard{y.store, y}, find, y.Now, nil)
	y.ticker = cycle.NewTicker(y.store, named{y.engine}, nil, y.Now, slog.New(slog.DiscardHandler))
	return y, nil
}

// Close lets go of the database.
func (y *Year) Close() error { return y.store.Close() }

// Act is the engine's door.
func (y *Year) Act(ctx context.Context, act engine.Act) (engine.Outcome, error) {
	return y.engine.Act(ctx, act)
}

// Tick lets what is due happen.
func (y *Year) Tick(ctx context.Context) (int, error) { return y.ticker.Tick(ctx) }

// Keep stores a document.
func (y *Year) Keep(ctx context.Context, name string, content []byte) (engine.Document, error) {
	hash, err := y.store.PutBlob(ctx, content)
	return engine.Document{Name: name, Type: "application/pdf", Size: int64(len(content)), Hash: hash}, err
}

// Kept answers what has been kept since it was last asked.
func (y *Year) Kept() []engine.Change {
	kept := y.kept
	y.kept = nil
	return kept
}

// Story tells everything that has happened to a proposal, in titles.
func (y *Year) Story(ctx context.Context, id string, l wording.Language) ([]string, error) {
	proposal, _, err := y.store.Proposal(ctx, id, "")
	if err != nil {
		return nil, err
	}
	events, err := y.store.History(ctx, id)
	var lines []string
	for _, line := range scenario.Told(y.pack, proposal, events, l) {
		lines = append(lines, line.At.Format("2006-01-02 15:04")+"  "+line.Text)
	}
	return lines, err
}

// overheard is the store, with a year that hears of every change that it keeps.
type overheard struct {
	*store.Store
	year *Year
}

// Save keeps a change, and lets the year know.
func (o overheard) Save(ctx context.Context, change engine.Change) (engine.Outcome, error) {
	outcome, err := o.Store.Save(ctx, change)
	if err == nil && !outcome.Repeated {
		change.Proposal = outcome.Proposal
		o.year.kept = append(o.year.kept, change)
	}
	return outcome, err
}

// SaveTogether keeps changes, and lets the year know.
func (o overheard) SaveTogether(ctx context.Context, changes []engine.Change) ([]engine.Outcome, error) {
	outcomes, err := o.Store.SaveTogether(ctx, changes)
	for i, outcome := range outcomes {
		if !outcome.Repeated {
			changes[i].Proposal = outcome.Proposal
			o.year.kept = append(o.year.kept, changes[i])
		}
	}
	return outcomes, err
}

// named is the engine, with acts that have their ids from their keys: what time
// does then has the same ids in every year that is played with one seed.
type named struct{ *engine.Engine }

// Act lets time act.
func (n named) Act(ctx context.Context, act engine.Act) (engine.Outcome, error) {
	sum := sha256.Sum256([]byte(act.Key))
	act.ID = hex.EncodeToString(sum[:])
	act.Salt = act.ID[:26]
	return n.Engine.Act(ctx, act)
}

var _ simulation.World = (*Year)(nil)
