package app

import (
	"context"
	"errors"
	"log/slog"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/store"
)

// Way reads a proposal of a pack by its number, what has happened to it, and the
// pack with the workflow as it is in the edition that the proposal runs on. It
// reads also while a service runs.
func Way(ctx context.Context, c Kept, of, number string) (pack *definition.Pack, p engine.Proposal, events []engine.Event, err error) {
	pack, err = UsePack(of)
	if err != nil {
		return nil, p, nil, err
	}
	s, err := openStore(ctx, c, store.Reading)
	if err != nil {
		return nil, p, nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if p, err = s.ByNumber(ctx, pack.Key, number); err != nil {
		return nil, p, nil, err
	}
	editions := &shelf{store: s, log: slog.New(slog.DiscardHandler)}
	editions.inUse.Store(pack)
	if err := editions.renew(ctx); err != nil {
		return nil, p, nil, err
	}
	events, err = s.History(ctx, p.ID)
	return editions.pack().At(p.Workflow, p.Edition), p, events, err
}
