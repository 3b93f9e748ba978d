package app

import (
	"context"

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
