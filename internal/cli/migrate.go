package cli

import (
	"context"

	"beredd/internal/app"
	"beredd/internal/wording"
)

// migrate brings the database to its newest shape, which starting does too.
type migrate struct {
	app.Kept `embed:""`
}

// Run tells that it is done.
func (c migrate) Run(ctx context.Context, t *terminal) error {
	if err := app.Migrate(ctx, c.Kept); err != nil {
		return err
	}
	t.print("cli.migrate.done", wording.Args{"Database": c.Shown()})
	return nil
}
