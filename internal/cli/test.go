package cli

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"beredd/internal/app"
	"beredd/internal/definition"
	"beredd/internal/scenario"
	"beredd/internal/wording"
)

// test plays a pack's scenarios.
type test struct {
	Pack    string         `arg:"" help:"${help_pack_argument}"`
	Run_    *regexp.Regexp `name:"run" help:"${help_run}" placeholder:"REGEXP"`
	Verbose bool           `short:"v" help:"${help_verbose}"`
}

// Run prints a line for each scenario, what went otherwise in those that failed,
// and a closing line with how many did which.
func (c test) Run(ctx context.Context, t *terminal) error {
	found, err := usable(c.Pack)
	if err != nil {
		return err
	}
	if len(found.Scenarios) == 0 {
		t.print("cli.test.empty", wording.Args{"Pack": c.Pack})
		return errFailed
	}
	chosen := c.chosen(found.Scenarios)
	if len(chosen) == 0 {
		t.print("cli.test.none", wording.Args{"Run": c.Run_.String()})
		return errFailed
	}
	passed, failed, began := 0, 0, time.Now()
	err = app.Play(ctx, found.Pack, chosen, t.language, func(r scenario.Result, j scenario.Journal) {
		if r.Failure == nil {
			passed++
		} else {
			failed++
		}
		c.tell(t, r, j)
	})
	if err != nil {
		return err
	}
	t.print("cli.test.took", wording.Args{"Time": time.Since(began).Round(time.Millisecond).String()})
	fmt.Fprintf(t.out, "%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		return errFailed
	}
	return nil
}

// chosen are the scenarios whose name or file the expression finds.
func (c test) chosen(all []definition.Scenario) []definition.Scenario {
	if c.Run_ == nil {
		return all
	}
	var chosen []definition.Scenario
	for _, s := range all {
		if c.Run_.MatchString(s.Name) || c.Run_.MatchString(s.Pos.File) {
			chosen = append(chosen, s)
		}
	}
	return chosen
}

func (c test) tell(t *terminal, r scenario.Result, j scenario.Journal) {
	word := "ok    "
	if r.Failure != nil {
		word = "FAILED"
	}
	fmt.Fprintf(t.out, "%s %s (%s)\n", word, r.Scenario.Name, r.Took.Round(time.Millisecond))
	r.Report(t.out, t.language)
	if c.Verbose && r.Failure == nil {
		for line := range strings.Lines(j.String()) {
			fmt.Fprint(t.out, "      ", line)
		}
	}
}
