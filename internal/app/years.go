package app

import (
	"context"
	"fmt"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// years is the system as a page asks it what a change of the year comes to.
type years struct{ *system }

// Wave works out what an order comes to, and saves nothing.
func (y years) Wave(ctx context.Context, o engine.Order) (engine.Wave, error) {
	return y.engine.Wave(ctx, y.store, o)
}

// Apply does what was seen, whole or not at all.
func (y years) Apply(ctx context.Context, o engine.Order, seen string) (engine.Wave, error) {
	wave, _, err := y.engine.Apply(ctx, y.store, o, seen)
	return wave, err
}

// Foretell answers every letter that would go out on some days if a pack were in force,
// of what is under way too. Nothing is sent, and nothing kept.
func (y years) Foretell(ctx context.Context, pack *definition.Pack, f engine.Foresight) ([]engine.Foretold, error) {
	pack = pack.Over(y.pack())
	var flows []string
	seen := map[string]bool{}
	for w := range pack.Ways() {
		if !seen[w.Key] {
			seen[w.Key] = true
			flows = append(flows, w.Key)
		}
	}
	open, err := y.store.Open(ctx, pack.Key, flows)
	if err != nil {
		return nil, fmt.Errorf("reading what is under way: %w", err)
	}
	return ForetellLetters(ctx, pack, Forecast{From: f.From, To: f.To, InTime: f.InTime, Announced: f.Announced, Open: open, Now: y.now(), Language: f.Language})
}
