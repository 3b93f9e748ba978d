package app

import (
	"context"
	"errors"

	"beredd/internal/engine"
	"beredd/internal/store"
)

// Way reads a proposal of a pack by its number, and what has happened to it, also
// while a service runs.
func Way(ctx context.Context, c Kept, of, number string) (p engine.Proposal, events []engine.Event, err error) {
	pack, err := UsePack(of)
	if err != nil {
		return p, nil, err
	}
	s, err := openStore(ctx, c, store.Reading)
	if err != nil {
		return p, nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if p, err = s.ByNumber(ctx, pack.Key, number); err != nil {
		return p, nil, err
	}
	events, err = s.History(ctx, p.ID)
	return p, events, err
}
