package cli

import (
	"context"
	"fmt"
	"text/tabwriter"
	"time"

	"beredd/internal/app"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// outbox is about letters on their way. By itself it lists them.
type outbox struct {
	List    list    `cmd:"" default:"withargs" help:"${help_outbox_list}"`
	Hold    hold    `cmd:"" help:"${help_outbox_hold}"`
	Release release `cmd:"" help:"${help_outbox_release}"`
}

// list lists letters: those that have not been handed over, or those with one
// status.
type list struct {
	app.Kept  `embed:""`
	app.Packs `embed:""`
	Status    engine.DeliveryStatus `help:"${help_status}" enum:",queued,active,deferred,held,accepted,failed" default:"" placeholder:"STATUS"`
	Limit     int                   `default:"100" hidden:""`
}

// Run says whether letters are held, and prints a line a letter.
func (c list) Run(ctx context.Context, t *terminal) error {
	letters, held, err := app.Letters(ctx, c.Kept, c.Pack, c.Status, c.Limit)
	if err != nil {
		return err
	}
	if held != nil {
		t.print("cli.outbox.held", wording.Args{"Since": held.Since.Format(time.DateTime), "Why": t.say("cli.outbox.held."+string(held.Why), nil)})
	}
	if len(letters) == 0 {
		t.print("cli.outbox.empty", nil)
		return nil
	}
	table := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(table, t.say("cli.outbox.head", nil))
	for _, l := range letters {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%d\t%s\n",
			l.Notice.At.Format(time.DateTime), l.Status, l.Number, l.Letter, l.Mail, l.Attempts, orDash(l.Response))
	}
	return table.Flush()
}

// hold keeps every letter.
type hold struct {
	app.Kept `embed:""`
}

// Run tells that it is done.
func (c hold) Run(ctx context.Context, t *terminal) error {
	if err := app.HoldLetters(ctx, c.Kept); err != nil {
		return err
	}
	t.print("cli.outbox.hold", nil)
	return nil
}

// release lets letters go again.
type release struct {
	app.Kept `embed:""`
	Discard  bool `help:"${help_discard}"`
}

// Run tells what goes and what never does.
func (c release) Run(ctx context.Context, t *terminal) error {
	discarded, err := app.ReleaseLetters(ctx, c.Kept, c.Discard)
	if err != nil {
		return err
	}
	if c.Discard {
		t.print("cli.outbox.discarded", wording.Args{"Count": discarded})
	}
	t.print("cli.outbox.release", nil)
	return nil
}
