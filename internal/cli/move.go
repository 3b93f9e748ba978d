package cli

import (
	"context"
	"fmt"
	"strings"

	"beredd/internal/app"
	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// move lets running proposals go over to the edition in force.
type move struct {
	app.Place `embed:""`
	Workflow  string   `arg:"" optional:"" help:"${help_move_workflow}"`
	Map       []string `help:"${help_map}" placeholder:"OLD=NEW" sep:"none"`
	Round     []string `help:"${help_map_round}" placeholder:"OLD=NEW" sep:"none"`
	As        string   `help:"${help_move_as}" placeholder:"PERSON"`
	Reason    string   `help:"${help_reason}" placeholder:"TEXT"`
	Partly    bool     `help:"${help_partly}"`
	DryRun    bool     `help:"${help_dry_run}"`
}

// Run prints a line a proposal: what the move did to it, would do, or why it cannot.
func (c move) Run(ctx context.Context, t *terminal) error {
	states, err := names(c.Map)
	if err != nil {
		return err
	}
	rounds, err := names(c.Round)
	if err != nil {
		return err
	}
	for old, to := range rounds {
		if to == "close" {
			rounds[old] = ""
		}
	}
	weighed := 0
	moved, refused, err := app.MoveProposals(ctx, c.Place, app.Move{
		Workflow: c.Workflow, Mapping: engine.Mapping{States: states, Rounds: rounds}, As: c.As, Reason: c.Reason, Partly: c.Partly, Dry: c.DryRun,
	}, func(one app.Moved) { weighed++; t.moved(one) })
	if err != nil {
		return err
	}
	key := "cli.move.done"
	if c.DryRun {
		key, moved = "cli.move.dry", weighed-refused
	}
	t.print(key, wording.Args{"Count": moved})
	if refused > 0 {
		t.print("cli.move.left", wording.Args{"Count": refused})
	}
	return nil
}

// names reads old=new.
func names(words []string) (map[string]string, error) {
	var all map[string]string
	for _, word := range words {
		old, to, ok := strings.Cut(word, "=")
		if !ok || old == "" || to == "" {
			return nil, fault.New(fault.Invalid, "move_mapping", wording.Args{"Value": word})
		}
		if all == nil {
			all = map[string]string{}
		}
		all[old] = to
	}
	return all, nil
}

// holderWord is whose turn it is as a pack writes it.
func holderWord(holder string) string {
	if strings.HasPrefix(holder, engine.HeldBySubmitter) {
		return definition.BySubmitter
	}
	if party := engine.HolderParty(holder); party.Kind != people.ABody {
		return party.String()
	}
	return holder
}

// moved prints what a move does to one proposal.
func (t *terminal) moved(one app.Moved) {
	if one.Refused != nil {
		for _, f := range one.Refused.All() {
			fmt.Fprintf(t.out, "%s: %s\n", one.Number, f.In(t.language))
		}
		return
	}
	parts := []string{t.say("cli.move.stays", wording.Args{"State": one.To})}
	if one.From.In(t.language) != one.To.In(t.language) {
		parts[0] = t.say("cli.move.state", wording.Args{"From": one.From, "To": one.To})
	}
	if one.Holder != one.HolderBefore {
		parts = append(parts, t.say("cli.move.holder", wording.Args{"From": orDash(holderWord(one.HolderBefore)), "To": orDash(holderWord(one.Holder))}))
	}
	for i, d := range one.Dates {
		key := "cli.move.date"
		if d.Late {
			key = "cli.move.late"
		}
		parts = append(parts, t.say(key, wording.Args{"What": one.About[i], "Before": dayOrDash(d.Before.Date), "After": dayOrDash(d.After.Date)}))
	}
	for _, round := range one.Falls {
		parts = append(parts, t.say("cli.move.falls", wording.Args{"Round": round}))
	}
	if len(one.Follows) > 0 {
		parts = append(parts, t.say("cli.move.follows", wording.Args{"Count": len(one.Follows)}))
	}
	fmt.Fprintf(t.out, "%s: %s\n", one.Number, strings.Join(parts, "; "))
}

func dayOrDash(d calendar.Date) string {
	if d.IsZero() {
		return orDash("")
	}
	return d.String()
}
