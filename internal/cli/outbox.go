package cli

import (
	"context"
	"fmt"
	"text/tabwriter"
	"time"

	"beredd/internal/app"
	"beredd/internal/engine"
)

// outbox lists letters: those that have not been handed over, or those with one
// status.
type outbox struct {
	app.Config `embed:""`
	Status     engine.DeliveryStatus `help:"${help_status}" enum:",queued,active,deferred,held,accepted,failed" default:""`
	Limit      int                   `default:"100" hidden:""`
}

// Run prints a line a letter.
func (c outbox) Run(ctx context.Context, t *terminal) error {
	letters, err := app.Letters(ctx, c.Config, c.Status, c.Limit)
	if err != nil {
		return err
	}
	if len(letters) == 0 {
		t.print("cli.outbox.empty", nil)
		return nil
	}
	table := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	for _, l := range letters {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%d\t%s\n",
			l.Notice.At.Format(time.DateTime), l.Status, l.Number, l.Letter, l.Mail, l.Attempts, l.Response)
	}
	return table.Flush()
}
