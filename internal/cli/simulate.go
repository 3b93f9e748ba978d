package cli

import (
	"context"
	"fmt"
	"runtime/debug"

	"beredd/internal/app"
	"beredd/internal/definition"
	"beredd/internal/simulation"
	"beredd/internal/wording"
)

// simulate plays a year of random life with a pack.
type simulate struct {
	Pack       string `arg:"" help:"${help_pack_argument}"`
	Year       int    `help:"${help_year}" default:"2027" placeholder:"YEAR"`
	Proposals  int    `help:"${help_proposals}" default:"200" placeholder:"NUMBER"`
	Seed       uint64 `help:"${help_seed}" default:"1" placeholder:"NUMBER"`
	Late       int    `help:"${help_late}" default:"-1" placeholder:"PERCENT"`
	Silent     int    `help:"${help_silent}" default:"-1" placeholder:"PERCENT"`
	Back       int    `help:"${help_back}" default:"-1" placeholder:"PERCENT"`
	Decline    int    `help:"${help_decline}" default:"-1" placeholder:"PERCENT"`
	Documented bool   `name:"as-documented" help:"${help_as_documented}"`
	Format     string `help:"${help_report_format}" enum:"text,json" default:"text" placeholder:"text|json"`
}

// generous is how much garbage a year may leave before it is collected, in percent
// of what is in use.
const generous = 400

// Run prints what came of the year, and fails where a promise was broken in it.
func (c simulate) Run(ctx context.Context, t *terminal) error {
	found, err := usable(c.Pack)
	if err != nil {
		return err
	}
	if c.Documented {
		return c.replay(ctx, t, found.Pack)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(generous)) // a year is short, and made of many small things
	report, err := app.Simulate(ctx, found.Pack, simulation.Plan{
		Year: c.Year, Proposals: c.Proposals, Seed: c.Seed, Habits: c.habits(), Language: t.language,
	})
	if err != nil {
		return err
	}
	if c.Format == "json" {
		err = report.JSON(t.out)
	} else {
		report.Text(t.out)
	}
	if err == nil && len(report.Broken) > 0 {
		return errFailed
	}
	return err
}

// replay plays the year as the cycle has it, and prints each of its days with when it
// was met. It fails where one was not.
func (c simulate) replay(ctx context.Context, t *terminal, pack *definition.Pack) error {
	met, err := app.Replay(ctx, pack, c.Year)
	if err != nil {
		return err
	}
	rows, kept := [][]string{t.heads("date", "what", "phase", "number", "met")}, 0
	for _, m := range met {
		on := t.say("cli.year.not_met", nil)
		if !m.On.IsZero() {
			on = m.On.String()
		}
		if m.OnItsDay() {
			kept++
		}
		rows = append(rows, []string{m.Planned.Moment.Date.String(), m.Planned.Title.In(t.language), m.Planned.Phase.In(t.language), m.Number, on})
	}
	if err := t.table(rows, false); err != nil {
		return err
	}
	fmt.Fprintln(t.out, t.say("cli.year.all_met", wording.Args{"Met": kept, "Count": len(met)}))
	if kept < len(met) {
		return errFailed
	}
	return nil
}

// habits are the usual ones, but for those that were said.
func (c simulate) habits() simulation.Habits {
	h := simulation.Usual()
	for _, said := range []struct {
		value int
		habit *int
	}{{c.Late, &h.Late}, {c.Silent, &h.Silent}, {c.Back, &h.Back}, {c.Decline, &h.Decline}} {
		if said.value >= 0 {
			*said.habit = min(said.value, 100)
		}
	}
	return h
}
