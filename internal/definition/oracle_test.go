package definition_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beredd/internal/app"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/simulation"
	"beredd/internal/wording"
)

// A surveyor holds every place that proposals of a simulated year come to against
// those that exploring their workflow has found.
type surveyor struct {
	*app.Year
	pack     *definition.Pack
	explored map[string]definition.Explored
	passed   int
	strange  []string
}

// Kept passes on what has been kept, once it has been looked at.
func (s *surveyor) Kept() []engine.Change {
	kept := s.Year.Kept()
	for _, change := range kept {
		s.look(change)
	}
	return kept
}

func (s *surveyor) look(change engine.Change) {
	p := change.Proposal
	flow := s.pack.Workflow(p.Workflow)
	explored, known := s.explored[flow.Key]
	if !known {
		explored = definition.Explore(flow)
		s.explored[flow.Key] = explored
	}
	if explored.Cut() {
		return
	}
	s.passed++
	for _, e := range change.Events {
		if e.Kind == engine.Transited && !explored.Steps(e.Data.Transition) {
			s.strange = append(s.strange, fmt.Sprintf("%s: no run takes %s", p.Number, e.Data.Transition))
		}
	}
	if at := seen(flow, p); !explored.Has(at) {
		s.strange = append(s.strange, fmt.Sprintf("%s after %s: no run comes to %s", p.Number, eventsOf(change), said(at)))
	}
}

func eventsOf(change engine.Change) string {
	var all []string
	for _, e := range change.Events {
		all = append(all, strings.TrimSpace(string(e.Kind)+" "+e.Data.Transition+e.Data.Round))
	}
	return strings.Join(all, ", ")
}

func said(at definition.Seen) string {
	var rounds []string
	for name, r := range at.Rounds {
		rounds = append(rounds, fmt.Sprint(name, ": ", r.Stands, " ", r.Outcome, r.Given, "/", r.Asked))
	}
	slices.Sort(rounds)
	return fmt.Sprintf("%s from %q, %s", at.State, at.CameFrom, strings.Join(rounds, "; "))
}

// counts are how many a round asks, with those whose answer takes them out, and how many
// have given each answer.
func counts(line *definition.Round, r engine.Round) (int, map[string]int) {
	asked, given := 0, map[string]int{}
	for _, one := range r.Respondents {
		if one.IsTallied(line) {
			asked++
			given[one.Answer]++
		}
	}
	return asked, given
}

// seen is where a proposal is.
func seen(flow *definition.Workflow, p engine.Proposal) definition.Seen {
	at := definition.Seen{State: p.State, CameFrom: p.CameFrom, Rounds: map[string]definition.SeenRound{}}
	for _, r := range p.Rounds { // the newest of a name last
		asked, given := counts(flow.Round(r.Name), r)
		at.Rounds[r.Name] = definition.SeenRound{Stands: standing(r), Outcome: r.Outcome, Asked: asked, Given: given}
	}
	for _, name := range p.Awaiting {
		at.Rounds[name] = definition.SeenRound{Stands: "awaiting"}
	}
	return at
}

func standing(r engine.Round) string {
	switch {
	case r.OpenedAt.IsZero() && r.ClosedAt.IsZero():
		return "awaiting"
	case r.OpenedAt.IsZero(), r.Withdrawn:
		return "fallen"
	case r.ClosedAt.IsZero():
		return "asking"
	case r.Complete:
		return "answers"
	case r.Expired:
		return "silence"
	}
	return "hand"
}

// TestWhateverHappensHasBeenExplored plays years of every pack: what proposals come
// to is among what the proofs have looked at, and so is each step that is taken.
func TestWhateverHappensHasBeenExplored(t *testing.T) {
	surveys(t, 3, 15)
}

// surveys plays so many years of so many proposals, of every pack.
func surveys(t *testing.T, years uint64, proposals int) {
	t.Helper()
	packs, err := filepath.Glob("../../workflows/testdata/words/*")
	if err != nil || len(packs) == 0 {
		t.Fatal("there are no packs of words", err)
	}
	for _, where := range append(app.EmbeddedPacks(), packs...) {
		t.Run(filepath.Base(where), func(t *testing.T) {
			t.Parallel()
			pack, err := app.UsePack(where)
			if err != nil {
				t.Fatal(err)
			}
			for seed := range years {
				survey(t, pack, seed+1, proposals)
			}
		})
	}
}

func survey(t *testing.T, pack *definition.Pack, seed uint64, proposals int) {
	t.Helper()
	ctx := context.Background()
	year, err := app.NewYear(ctx, pack)
	if err != nil {
		t.Fatal(err)
	}
	s := &surveyor{Year: year, pack: pack, explored: map[string]definition.Explored{}}
	plan := simulation.Plan{Year: 2026, Proposals: proposals, Seed: seed, Habits: simulation.Usual(), Language: wording.English}
	plan.Habits.Decline, plan.Habits.Change, plan.Habits.Reopen, plan.Habits.Silent, plan.Habits.Back = 20, 15, 20, 20, 25
	if _, err := simulation.Play(ctx, s, pack, plan); err != nil {
		t.Fatal(err)
	}
	if err := year.Close(); err != nil {
		t.Fatal(err)
	}
	if s.passed == 0 {
		for _, explored := range s.explored {
			if !explored.Cut() {
				t.Error("nothing happened")
			}
		}
	}
	for i, strange := range s.strange {
		if i == 5 {
			t.Errorf("and %d more", len(s.strange)-i)
			break
		}
		t.Error(strange)
	}
}
