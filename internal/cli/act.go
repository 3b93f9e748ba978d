package cli

import (
	"context"
	"fmt"

	"beredd/internal/app"
)

// act takes a step with a proposal, for somebody who cannot sign in just now. It
// stands in history as that person's.
type act struct {
	app.Place  `embed:""`
	Number     string            `arg:"" help:"${help_number}"`
	Transition string            `arg:"" help:"${help_transition}"`
	As         string            `required:"" help:"${help_as}" placeholder:"WHO"`
	With       map[string]string `help:"${help_with}" placeholder:"NAME=VALUE" mapsep:"none"`
}

// Run prints from where to where the proposal went.
func (c act) Run(ctx context.Context, t *terminal) error {
	from, to, err := app.Act(ctx, c.Place, c.Number, c.Transition, c.As, c.With)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%s: %s -> %s\n", c.Number, from, to)
	return nil
}
