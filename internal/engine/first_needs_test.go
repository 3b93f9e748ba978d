package engine_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// What a proposal must have to stand in a state it must have where it begins too: a
// deadline that hangs on a date would else never run.
func TestWhatTheFirstStateNeedsIsGivenWhenItIsProposed(t *testing.T) {
	t.Parallel()
	flow := strings.ReplaceAll(strings.ReplaceAll(valuesFlow, "%s", ""),
		"a: {title: A, held_by: drafting, deadline: forever}", "a: {title: A, held_by: drafting, needs: by_then, deadline: {at: proposal.by_then}}")
	pack, problems := definition.Read(fstest.MapFS{
		"collaboration.yaml": {Data: []byte(valuesPeople)}, "w.yaml": {Data: []byte(flow)},
	}, nil)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	w.pack = pack
	propose := engine.Act{Kind: engine.Propose, Collaboration: "lake", Actor: by("anna"), Inputs: inputs{"title": "T"}}
	_, err := w.engine.Act(context.Background(), propose)
	if f := fault.As(err); f == nil || f.Code != "missing_input" || f.Field != "by_then" {
		t.Errorf("proposed without its day: %v", err)
	}
	propose.Key, propose.Inputs["by_then"] = "", "2026-05-04"
	made, err := w.engine.Act(context.Background(), propose)
	if err != nil {
		t.Fatal(err)
	}
	if d := made.Proposal.StateDeadline(); d == nil || d.Moment.Date.String() != "2026-05-04" {
		t.Errorf("its deadline is %+v", d)
	}
}
