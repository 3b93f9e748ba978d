package cli

import (
	"fmt"

	"beredd/internal/app"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// check reads a pack whole and tells everything that is wrong with it.
type check struct {
	Pack     string `arg:"" help:"${help_pack_argument}"`
	Thorough bool   `help:"${help_thorough}"`
}

// Run prints a line for each problem and then what there is.
func (c check) Run(t *terminal) error {
	find := app.FindPack
	if c.Thorough {
		find = app.FindPackThoroughly
	}
	found, err := find(c.Pack)
	if err != nil {
		return err
	}
	for _, problem := range found.Problems {
		fmt.Fprintln(t.out, problem.In(t.language))
	}
	if errors := len(found.Problems.Errors()); errors > 0 || found.Pack == nil {
		t.print("cli.check.failed", wording.Args{"Pack": c.Pack, "Count": errors})
		return errFailed
	}
	fmt.Fprintf(t.out, "%s: %s\n", found.Pack.Key, t.say("cli.check.ok", wording.Args{"What": t.contents(found)}))
	return nil
}

// contents counts what a pack holds: "1 workflow, 7 states, …".
func (t *terminal) contents(found app.Found) string {
	var states, transitions, rounds int
	for _, w := range found.Pack.Workflows {
		states += len(w.States)
		transitions += len(w.Transitions)
		rounds += len(w.Rounds)
	}
	var said string
	for i, part := range []struct {
		what  string
		count int
	}{
		{"workflows", len(found.Pack.Workflows)}, {"states", states}, {"transitions", transitions}, {"rounds", rounds},
		{"organizations", len(found.Pack.People.Organizations)}, {"bodies", len(found.Pack.People.Bodies)},
		{"scenarios", len(found.Scenarios)}, {"warnings", len(found.Problems.Warnings())},
	} {
		if i > 0 {
			said += ", "
		}
		said += t.say("cli.count."+part.what, wording.Args{"Count": part.count})
	}
	return said
}

// usable is a pack without errors, or its problems as the error.
func usable(where string) (app.Found, error) {
	found, err := app.FindPack(where)
	if err != nil {
		return found, err
	}
	return found, errorsOf(found.Problems)
}

func errorsOf(problems source.Problems) error {
	if errors := problems.Errors(); len(errors) > 0 {
		return errors
	}
	return nil
}
