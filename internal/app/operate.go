package app

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"beredd/internal/engine"
	"beredd/internal/scenario"
	"beredd/internal/store"
	"beredd/migrations"
)

// Migrate brings the database to its newest shape.
func Migrate(ctx context.Context, c Config) error {
	s, err := openStore(ctx, c)
	if err != nil {
		return err
	}
	return s.Close()
}

func openStore(ctx context.Context, c Config) (*store.Store, error) {
	database, err := c.database()
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, database, store.Options{Migrations: migrations.FS, Unprepared: c.Unprepared})
}

// Shown is where everything is kept, without a password.
func (c Config) Shown() string {
	if c.DatabaseFile != "" {
		return c.DatabaseFile
	}
	return masked(c.Database, "url")
}

// Verify recomputes the history of the pack's collaboration and checks all that
// is kept against it.
func Verify(ctx context.Context, c Config) (audit engine.Audit, err error) {
	pack, err := UsePack(c.Pack)
	if err != nil {
		return audit, err
	}
	secrets, err := Secrets(c.SecretFile)
	if err != nil {
		return audit, err
	}
	s, err := openStore(ctx, c)
	if err != nil {
		return audit, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.Verify(ctx, pack.Key, trusted(secrets)...)
}

// Letters lists letters with a status, or for "" those that have not been handed
// over.
func Letters(ctx context.Context, c Config, status engine.DeliveryStatus, limit int) (letters []engine.Delivery, err error) {
	pack, err := UsePack(c.Pack)
	if err != nil {
		return nil, err
	}
	s, err := openStore(ctx, c)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	wanted := []engine.DeliveryStatus{status}
	if status == "" {
		wanted = []engine.DeliveryStatus{engine.Failed, engine.Held, engine.Deferred, engine.Active, engine.Queued}
	}
	for _, status := range wanted {
		page, err := s.Deliveries(ctx, engine.DeliveryFilter{Collaboration: pack.Key, Status: status, Limit: limit})
		if err != nil {
			return nil, err
		}
		letters = append(letters, page.Rows...)
	}
	return letters, nil
}

// Act takes a step with a proposal as somebody, and answers from which state to
// which it went. Its letters go when the service next looks.
func Act(ctx context.Context, c Config, number, transition, as string, with map[string]string) (from, to string, err error) {
	node := &Service{config: c, base: c.URL}
	if err := node.build(ctx, c, slog.New(slog.DiscardHandler), time.Now); err != nil {
		return "", "", err
	}
	defer func() { err = errors.Join(err, node.store.Close()) }()
	return node.act(ctx, number, transition, as, with)
}

func (s *system) act(ctx context.Context, number, transition, as string, with map[string]string) (from, to string, err error) {
	p, err := s.store.ByNumber(ctx, s.pack.Key, number)
	if err != nil {
		return "", "", err
	}
	actor, err := scenario.ActorOf(s.pack, as, p, s.now())
	if err != nil {
		return "", "", err
	}
	inputs := map[string]any{}
	for name, value := range with {
		inputs[name] = value
	}
	outcome, err := s.engine.Act(ctx, engine.Act{
		Kind: engine.Do, Proposal: p.ID, Transition: transition, Actor: actor, Inputs: inputs, Expect: p.Version})
	return p.State, outcome.Proposal.State, err
}
