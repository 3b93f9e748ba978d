package app

import (
	"context"
	"errors"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/store"
)

// Way reads a proposal of a pack by its number, what has happened to it, and the
// pack with the workflow as it is in the edition that the proposal runs on. It
// reads also while a service runs.
func Way(ctx context.Context, c Kept, of, number string) (pack *definition.Pack, p engine.Proposal, events []engine.Event, err error) {
	shelf, err := openShelf(ctx, c, givenIn(of), store.Reading)
	if err != nil {
		return nil, p, nil, err
	}
	defer func() { err = errors.Join(err, shelf.store.Close()) }()
	if p, err = shelf.store.ByNumber(ctx, shelf.key, number); err != nil {
		return nil, p, nil, err
	}
	events, err = shelf.store.History(ctx, p.ID)
	return shelf.pack().At(p.Workflow, p.Edition), p, events, err
}
