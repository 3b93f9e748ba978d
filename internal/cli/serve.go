package cli

import (
	"context"

	"beredd/internal/app"
)

// serve serves pages and sends letters, until it is told to stop.
type serve struct {
	app.Config `embed:""`
}

// Run prints the address, and its log to the error output.
func (c serve) Run(ctx context.Context, t *terminal) error {
	return app.Serve(ctx, c.Config, t.out, t.err)
}
