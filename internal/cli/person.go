package cli

import (
	"context"
	"encoding/json"
	"fmt"

	"beredd/internal/app"
	"beredd/internal/wording"
)

// person is about what is kept of somebody.
type person struct {
	Export personExport `cmd:"" help:"${help_person_export}"`
	Erase  personErase  `cmd:"" help:"${help_person_erase}"`
}

// personExport writes all that is kept of somebody.
type personExport struct {
	app.Place `embed:""`
	Who       string `arg:"" help:"${help_who}"`
}

// Run prints it as JSON.
func (c personExport) Run(ctx context.Context, t *terminal) error {
	data, err := app.PersonData(ctx, c.Place, c.Who)
	if err != nil {
		return err
	}
	out := json.NewEncoder(t.out)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	if err := out.Encode(data); err != nil {
		return fmt.Errorf("writing a person's data: %w", err)
	}
	return nil
}

// personErase takes away what is kept of somebody.
type personErase struct {
	app.Place `embed:""`
	Who       string `arg:"" help:"${help_who}"`
	History   bool   `help:"${help_erase_history}"`
	Yes       bool   `help:"${help_yes}"`
}

// Run says what there is, asks, erases it and says what remains.
func (c personErase) Run(ctx context.Context, t *terminal) error {
	data, err := app.PersonData(ctx, c.Place, c.Who)
	if err != nil {
		return err
	}
	t.print("cli.person.has", wording.Args{"Letters": len(data.Letters), "Messages": len(data.Messages), "Acts": len(data.Acts), "Drafts": len(data.Drafts)})
	if len(data.Outside) > 0 {
		t.print("cli.person.outside", wording.Args{"Count": len(data.Outside)})
	}
	if !c.Yes && !t.agrees("cli.person.ask") {
		t.print("cli.person.left", nil)
		return nil
	}
	gone, err := app.ErasePerson(ctx, c.Place, c.Who, c.History)
	if err != nil {
		return err
	}
	t.print("cli.person.erased", wording.Args{"Letters": gone.Letters, "Messages": gone.Messages, "Acts": gone.Acts, "Drafts": gone.Drafts})
	if gone.Unsent > 0 {
		t.print("cli.person.unsent", wording.Args{"Count": gone.Unsent})
	}
	if gone.Active > 0 {
		t.print("cli.person.active", wording.Args{"Count": gone.Active})
	}
	if !c.History && len(data.Acts) > 0 {
		t.print("cli.person.acts_stay", wording.Args{"Count": len(data.Acts)})
	}
	if len(data.Named) > 0 {
		t.print("cli.person.named", wording.Args{"Count": len(data.Named)})
	}
	return nil
}
