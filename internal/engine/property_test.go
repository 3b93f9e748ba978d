package engine_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// TestNoSequenceOfActsLeavesTheGraph lets anybody do anything at any time, and
// holds the proposal against what the pack says can be.
func TestNoSequenceOfActsLeavesTheGraph(t *testing.T) {
	t.Parallel()
	pack := reopening(t)
	people := []string{"drafter", "secretary", "chair", "borgholm_social", "stranger", "county_coordinator"}
	values := map[string][]any{
		"reason": {"", "Komplettera"}, "decision": {"", "att anta"}, "meeting": {"2026-02-06", "2026-04-07", "2099-01-01", "x"},
		"simple": {true, "nej"}, "follow_up_on": {"2026-09-01", "2001-01-01"}, "title": {"Ny rubrik", ""},
		"recommendation": {"att anta"}, "departs": {true, false}, "urgent": {true},
	}
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		w.pack = pack
		w.propose()
		for range rapid.IntRange(1, 25).Draw(rt, "acts") {
			w.now = w.now.Add(time.Duration(rapid.IntRange(0, 40*24).Draw(rt, "hours")) * time.Hour)
			before := w.store.proposals[w.id]
			_, err := w.act(anything(rt, pack, people, values))
			after := w.store.proposals[w.id]
			if err != nil {
				if fault.As(err) == nil {
					rt.Fatalf("a defect, not a refusal: %v", err)
				}
				if after.Version != before.Version {
					rt.Fatalf("a refusal left version %d at %d", before.Version, after.Version)
				}
			}
			sound(rt, w, after)
		}
	})
}

// anything is some act that somebody may or may not be allowed.
func anything(rt *rapid.T, pack *definition.Pack, people []string, values map[string][]any) engine.Act {
	flow := pack.Workflows[0]
	act := engine.Act{Actor: by(rapid.SampledFrom(people).Draw(rt, "who")), Inputs: inputs{}}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if rapid.Bool().Draw(rt, name) {
			act.Inputs[name] = rapid.SampledFrom(values[name]).Draw(rt, "value")
		}
	}
	switch rapid.IntRange(0, 9).Draw(rt, "kind") {
	case 0:
		return engine.Act{Kind: engine.Tick}
	case 1:
		act.Kind = engine.Edit
	case 2, 3, 4:
		who := rapid.SampledFrom([]string{"borgholm", "emmaboda", "torsas", "nobody"}).Draw(rt, "respondent")
		act = engine.Act{Kind: engine.AnswerAsk, Respondent: who, Inputs: spread,
			Round:  rapid.SampledFrom([]string{"dissemination", "follow_up"}).Draw(rt, "round"),
			Answer: rapid.SampledFrom([]string{"received", "spread", "yes_it_has", "odd"}).Draw(rt, "answer"),
			Actor:  engine.Actor{Organization: who, Mailbox: true, Assurance: "code"}}
		if act.Answer != "spread" {
			act.Inputs = nil
		}
	case 5:
		act.Kind, act.Round = engine.CloseRound, "dissemination"
	default:
		act.Kind = engine.Do
		act.Transition = rapid.SampledFrom(flow.Transitions).Draw(rt, "transition").Name
	}
	return act
}

// sound holds a proposal and its history against the pack.
func sound(rt *rapid.T, w *world, p engine.Proposal) {
	flow := w.pack.Workflows[0]
	if flow.State(p.State) == nil {
		rt.Fatalf("stands in %q, which the pack does not have", p.State)
	}
	if p.Version != len(w.store.history) {
		rt.Fatalf("version %d with %d events", p.Version, len(w.store.history))
	}
	state := flow.States[0].Name
	for _, e := range w.store.history {
		if e.Kind != engine.Transited {
			continue
		}
		t := flow.Transition(e.Data.Transition)
		leads := slices.ContainsFunc(t.To, func(target definition.Target) bool { return target.State == e.Data.To })
		if e.Data.From != state || !slices.Contains(t.From, state) || !leads {
			rt.Fatalf("moved by %s from %s to %s", t.Name, e.Data.From, e.Data.To)
		}
		state = e.Data.To
	}
	if state != p.State || flow.State(state).Final == p.Closed.IsZero() {
		rt.Fatalf("history ends in %s, the proposal stands in %s, closed %v", state, p.State, p.Closed)
	}
	if found := engine.Contradictions(p, w.store.history); len(found) > 0 {
		rt.Fatalf("history contradicts the proposal: %q", found)
	}
	for _, d := range p.Deadlines {
		if d.About == "state" && d.Status == engine.Running && d.Name != p.State {
			rt.Fatalf("a deadline of %s runs in %s", d.Name, p.State)
		}
	}
	if found := engine.Contradictions(p, w.store.history); len(found) > 0 {
		rt.Fatalf("its history made it otherwise: %q", found)
	}
	for _, n := range w.store.notices {
		if n.Mail == "" || n.Event == "" || n.Name == "" {
			rt.Fatal(fmt.Sprintf("a letter to nobody, or about nothing: %+v", n))
		}
	}
}
