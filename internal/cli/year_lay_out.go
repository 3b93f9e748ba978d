package cli

import (
	"context"
	"strings"
	"time"

	"beredd/internal/app"
	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// yearLayOut lets what is laid out of a year be as the cycle in force has it.
type yearLayOut struct {
	app.Place `embed:""`
	Year      int    `help:"${help_year_which}" placeholder:"YEAR" required:""`
	As        string `help:"${help_lay_out_as}" placeholder:"PERSON"`
	Reason    string `help:"${help_reason}" placeholder:"TEXT"`
	Proposed  bool   `help:"${help_lay_out_proposed}"`
	Copy      bool   `help:"${help_lay_out_copy}"`
	Drop      bool   `help:"${help_lay_out_drop}"`
	Announce  bool   `help:"${help_announce}"`
	Recount   bool   `help:"${help_lay_out_recount}"`
	DryRun    bool   `help:"${help_dry_run}"`
}

// Run prints a line for everything that moves, comes, goes or stays otherwise than the
// cycle has it, and for everybody who is mailed.
func (c yearLayOut) Run(ctx context.Context, t *terminal) error {
	from, to := yearDays(c.Year)
	wave, err := app.LayOutYear(ctx, c.Place, app.LayOut{
		From: from, To: to, As: c.As, Reason: c.Reason, Proposed: c.Proposed, Copied: c.Copy, Drops: c.Drop, Announces: c.Announce, Recounts: c.Recount, Dry: c.DryRun,
	})
	if err != nil {
		return err
	}
	letters := t.wave(wave)
	key := "cli.lay_out.done"
	if c.DryRun {
		key = "cli.lay_out.dry"
	}
	t.print(key, wording.Args{"Count": len(wave.Touched), "Letters": letters})
	return nil
}

// wave prints every difference and what moves with it, and counts the letters.
func (t *terminal) wave(wave engine.Wave) (letters int) {
	for _, r := range wave.Ripples {
		t.ripple(r)
	}
	for _, touched := range wave.Touched {
		t.shifts(touched)
		letters += len(touched.Told)
		t.yearly(touched.Told)
	}
	return letters
}

// yearly prints who are mailed their year.
func (t *terminal) yearly(told []engine.Notice) {
	var names []string
	for _, n := range told {
		if n.TellsOfYear() {
			names = append(names, n.Name)
		}
	}
	if len(names) > 0 {
		t.print("cli.lay_out.yearly", wording.Args{"Names": strings.Join(names, ", "), "Count": len(names)})
	}
}

// yearDays are the first and the last day of a year.
func yearDays(year int) (from, to calendar.Date) {
	return calendar.Date{Year: year, Month: time.January, Day: 1}, calendar.Date{Year: year, Month: time.December, Day: 31}
}

// ripple prints one difference, and what is done about it.
func (t *terminal) ripple(r engine.Ripple) {
	args := wording.Args{"Title": r.Title, "Was": r.Was.Date.String(), "Now": r.Now.Date.String(), "Number": r.Number, "Why": r.Why.In(t.language)}
	switch {
	case r.Stays != "":
		t.print("cli.lay_out.stays_"+string(r.Stays), args)
		if f := fault.As(r.Refused); f != nil {
			t.print("cli.lay_out.because", wording.Args{"Why": f.In(t.language)})
		}
	case r.Act.Kind == engine.Propose:
		t.print("cli.lay_out.new", args)
	case r.Act.Kind == engine.Reschedule:
		t.print("cli.lay_out.moved", args)
	case r.Act.Kind == engine.Adopt:
		t.print("cli.lay_out.adopts", args)
	default:
		t.print("cli.lay_out.goes", args)
	}
}

// shifts prints what of something that is laid out already moves with it, and who is told.
func (t *terminal) shifts(touched engine.Touched) {
	if touched.Before.ID == "" {
		return
	}
	for _, d := range touched.Duties {
		t.print("cli.lay_out.duty", wording.Args{"Number": touched.After.Number, "What": d.Title, "Before": dayOrDash(d.Before.Date), "After": dayOrDash(d.After.Date)})
	}
	for _, u := range touched.Unmet {
		t.print("cli.lay_out.unmet", wording.Args{"Number": touched.After.Number, "Step": u.Step, "Why": u.Why})
	}
	var told []string
	for _, n := range touched.Told {
		told = append(told, n.Name)
	}
	if len(told) > 0 {
		t.print("cli.lay_out.told", wording.Args{"Number": touched.After.Number, "Names": strings.Join(told, ", ")})
	}
}
