package engine_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// Whoever is asked again, before it is known that the first proposals are there, is given
// none for a body that has one on its way: the round has one for each, and waits for those.
func TestABodyHasOneProposalHoweverSoonTheRoundOpensAgain(t *testing.T) {
	t.Parallel()
	flow := strings.Replace(fmt.Sprintf(chosenFlow, "starts: {workflow: reply, for each: proposal.those}"),
		"transitions: {", "transitions: {more: {title: More, from: b, to: b, by: drafting, takes: those}, ", 1)
	flow = strings.Replace(strings.Replace(flow, "opens: put", "opens: [put, more]", 1), "complete: answered > 0", "complete: all", 1)
	pack, problems := definition.Read(fstest.MapFS{
		"collaboration.yaml": {Data: []byte(chosenPeople)}, "flow.yaml": {Data: []byte(flow)}, "reply.yaml": {Data: []byte(chosenReply)},
	}, nil)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	w.pack = pack
	w.at("2026-01-05 09:00")
	w.id = w.must(engine.Act{Kind: engine.Propose, Workflow: "flow", Actor: by("anna"), Inputs: inputs{"title": "T"}}).ID
	for i, act := range []engine.Act{
		{Transition: "put", Inputs: inputs{"those": "group"}}, {Transition: "more", Inputs: inputs{"those": "group, other"}}, {Transition: "more", Inputs: inputs{}},
	} { // the process dies each time before what follows is done
		act.ID, act.Key = fmt.Sprintf("00000000-0000-7000-8000-00000000000%d", i), fmt.Sprint("crash", i)
		act.Kind, act.Proposal, act.Actor = engine.Do, w.id, by("anna")
		change, err := engine.Decide(w.pack, w.store.proposals[w.id], act, w.now)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.store.Save(context.Background(), change); err != nil {
			t.Fatal(err)
		}
		w.now = w.now.Add(1)
	}
	for range 3 {
		if _, err := w.engine.Sweep(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
	}
	var of []string
	for _, p := range w.store.proposals {
		if p.Workflow == "reply" {
			of = append(of, p.Bodies["replying"])
			w.must(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "go", Actor: by(map[string]string{"group": "anna", "other": "bo"}[p.Bodies["replying"]])})
		}
	}
	slices.Sort(of)
	if p := w.store.proposals[w.id]; strings.Join(of, " ") != "group other" || p.State != "c" || len(p.Rounds[0].Respondents) != 2 {
		t.Errorf("there are proposals of %v, the round has %d, and the proposal stands in %s", of, len(p.Rounds[0].Respondents), p.State)
	}
	if len(w.store.errands) != 0 {
		t.Errorf("left to do: %v", w.store.errands)
	}
}
