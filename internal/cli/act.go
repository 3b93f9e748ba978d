package cli

import (
	"context"
	"fmt"
	"strings"

	"beredd/internal/app"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// act takes a step with a proposal, for somebody who cannot sign in just now. It
// stands in history as that person's.
type act struct {
	app.Place  `embed:""`
	Number     string            `arg:"" help:"${help_number}"`
	Transition string            `arg:"" help:"${help_transition}"`
	As         string            `required:"" help:"${help_as}" placeholder:"WHO"`
	With       map[string]string `help:"${help_with}" placeholder:"NAME=VALUE" mapsep:"none"`
	Confirm    []string          `help:"${help_confirm}" placeholder:"NAME"`
}

// Run prints from where to where the proposal went.
func (c act) Run(ctx context.Context, t *terminal) error {
	from, to, err := app.Act(ctx, c.Place, c.Number, c.Transition, c.As, c.With, c.Confirm)
	if err != nil {
		t.hint(err)
		return err
	}
	fmt.Fprintf(t.out, "%s: %s -> %s\n", c.Number, from, to)
	return nil
}

// hint says how what a step lacks, or cannot read, is given.
func (t *terminal) hint(err error) {
	refusal := fault.As(err)
	if refusal == nil || refusal.Kind != fault.Invalid {
		return
	}
	var words []string
	for _, cause := range refusal.All() {
		switch {
		case engine.IsConfirmable(cause):
			words = append(words, "--confirm "+cause.Field)
		case cause.Field != "":
			words = append(words, "--with "+cause.Field+"=…")
		}
	}
	if len(words) > 0 {
		fmt.Fprintln(t.err, t.say("cli.act.hint", wording.Args{"With": strings.Join(words, " ")}))
	}
}
