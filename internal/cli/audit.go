package cli

import (
	"context"
	"fmt"

	"beredd/internal/app"
	"beredd/internal/wording"
)

// audit looks after the history.
type audit struct {
	Verify verify `cmd:"" help:"${help_audit_verify}"`
}

// verify recomputes the whole history.
type verify struct {
	app.Place `embed:""`
}

// Run prints what was checked, and everything that is not as it should be.
func (c verify) Run(ctx context.Context, t *terminal) error {
	found, ours, err := app.Verify(ctx, c.Place)
	if err != nil {
		return err
	}
	for _, finding := range found.Findings {
		fmt.Fprintf(t.out, "%s %s: %s\n", finding.Kind, finding.Number, finding.What)
	}
	t.print("cli.audit.checked", wording.Args{
		"Proposals": found.Proposals, "Events": found.Events, "Erased": found.Erased, "Checkpoints": found.Checkpoints})
	if !ours && found.Checkpoints > 0 {
		t.print("cli.audit.unsigned", wording.Args{"File": c.SecretFile})
	}
	if !found.Whole() {
		t.print("cli.audit.broken", wording.Args{"Count": len(found.Findings)})
		return errFailed
	}
	t.print("cli.audit.whole", nil)
	return nil
}
