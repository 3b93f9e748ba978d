package cli

import (
	"context"
	"fmt"
	"time"

	"beredd/internal/app"
	"beredd/internal/definition/difference"
	"beredd/internal/definition/source"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// publish puts a pack in force.
type publish struct {
	app.Kept `embed:""`
	Pack     string `arg:"" help:"${help_pack_argument}"`
	Note     string `help:"${help_note}" placeholder:"TEXT"`
	As       string `help:"${help_publish_as}" placeholder:"PERSON"`
	Over     string `help:"${help_over}" placeholder:"EDITION"`
	Drop     bool   `help:"${help_publish_drop}"`
	Announce bool   `help:"${help_announce}"`
	DryRun   bool   `help:"${help_dry_run}"`
}

// Run prints what the pack says otherwise than what is in force, where running proposals
// stand and what moves of the year that is laid out, and publishes it with that.
func (c publish) Run(ctx context.Context, t *terminal) error {
	done, err := app.Publish(ctx, c.Kept, c.Pack, app.Publishing{As: c.As, Note: c.Note, Over: c.Over, Drops: c.Drop, Announces: c.Announce, Dry: c.DryRun})
	t.differences(done.Differences)
	t.standings(done.Standings, false)
	if err == nil || c.DryRun {
		t.follows(done.Wave, c.DryRun)
	}
	if err != nil {
		return err
	}
	key := "cli.publish.done"
	if c.DryRun {
		key = "cli.publish.dry"
	}
	t.print(key, wording.Args{"Seq": done.Seq, "Edition": done.Edition})
	return nil
}

// follows prints what a pack moves of the year that is laid out, if anything.
func (t *terminal) follows(wave engine.Wave, dry bool) {
	letters, key := t.wave(wave), "cli.lay_out.done"
	if dry {
		key = "cli.lay_out.dry"
	}
	if len(wave.Touched) > 0 {
		t.print(key, wording.Args{"Count": len(wave.Touched), "Letters": letters})
	}
}

// differences prints a line for each, with both places.
func (t *terminal) differences(all []difference.Difference) {
	for _, d := range all {
		where := ""
		for _, at := range []source.Pos{d.Old, d.New} {
			if at.Line > 0 {
				where += " " + at.String()
			}
		}
		fmt.Fprintf(t.out, "%s: %s [%s]%s\n", d.Part.In(t.language), d.Says.In(t.language), t.say("cli.reach."+string(d.Reach), nil), where)
	}
}

// standings prints where running proposals stand: all, or those that a publication
// leaves on an earlier edition.
func (t *terminal) standings(all []app.Standing, every bool) {
	for _, st := range all {
		if !st.Newer && !every {
			continue
		}
		key := "cli.standing.newest"
		switch {
		case !st.Kept:
			key = "cli.standing.follows"
		case st.Newer:
			key = "cli.standing.stays"
		}
		t.print(key, wording.Args{"Count": st.Count, "Workflow": st.Title, "State": st.Place, "Edition": st.Edition})
	}
}

// editions lists what has been published.
type editions struct {
	app.Kept  `embed:""`
	app.Packs `embed:""`
}

// Run prints a line an edition, the newest first, and where proposals stand.
func (c editions) Run(ctx context.Context, t *terminal) error {
	list, standings, err := app.Editions(ctx, c.Kept, c.Pack)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		t.print("cli.editions.none", nil)
	}
	for i := len(list) - 1; i >= 0; i-- {
		e := list[i]
		fmt.Fprintf(t.out, "%d  %s  %s  %s  %s\n", e.Seq, e.Edition, e.At.Format(time.DateTime), orDash(e.Person), orDash(e.Note))
	}
	t.standings(standings, true)
	return nil
}

// diff says what two packs say otherwise.
type diff struct {
	app.Kept  `embed:""`
	app.Packs `embed:""`
	Old       string `arg:"" help:"${help_diff_side}"`
	New       string `arg:"" help:"${help_diff_side}"`
}

// Run prints a line for each difference.
func (c diff) Run(ctx context.Context, t *terminal) error {
	all, err := app.Diff(ctx, c.Kept, c.Pack, c.Old, c.New)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		t.print("cli.diff.none", nil)
	}
	t.differences(all)
	return nil
}

// export writes an edition's files.
type export struct {
	app.Kept  `embed:""`
	app.Packs `embed:""`
	Edition   string `arg:"" help:"${help_edition}"`
	Folder    string `arg:"" help:"${help_folder}"`
}

// Run tells which edition was written.
func (c export) Run(ctx context.Context, t *terminal) error {
	p, err := app.Export(ctx, c.Kept, c.Pack, c.Edition, c.Folder)
	if err != nil {
		return err
	}
	t.print("cli.export.done", wording.Args{"Seq": p.Seq, "Edition": p.Edition, "Folder": c.Folder})
	return nil
}
