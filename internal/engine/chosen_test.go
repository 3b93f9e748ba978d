package engine_test

import (
	"context"
	"fmt"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// chosenPeople and chosenFlow are a workflow that puts a question to whom the proposal
// names, whoever that is; what it puts stands in the place of %s.
const chosenPeople = `collaboration: lgl
title: Try
languages: [en]
persons: {anna: {name: A, mail: a@try.example}, bo: {name: B, mail: b@try.example}}
bodies: {group: {title: G, kind: own, seats: [{person: anna}]}, other: {title: O, kind: own, seats: [{person: bo}]}}
coordinators: anna
binds: {flow: {drafting: group}, reply: {replying: [group, other]}}
`

const chosenFlow = `workflow: flow
title: Flow
bodies: drafting
fields: {those: {type: party, many: true, of: every body of kind own, title: Those}}
states: {a: {title: A, held_by: drafting, deadline: forever}, b: {title: B, held_by: drafting}, c: {title: C, final: true}}
transitions: {put: {title: Put, from: a, to: b, by: drafting, takes: those}, go: {title: Go, from: b, to: c, on: ask.complete}}
rounds: {ask: {title: Ask, opens: put, %s, complete: answered > 0, deadline: 30 days, on expiry: close}}
`

const chosenReply = `workflow: reply
title: Reply
bodies: replying
states: {a: {title: A, held_by: replying, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: replying}}
`

// What is put to those whom the proposal names has ended as it opens where it names
// nobody, and waits for each where it names some.
func TestAQuestionToNobodyEndsAsItOpens(t *testing.T) {
	t.Parallel()
	for sentence, puts := range map[string]string{
		"a question":             "asks: proposal.those, question: Q, answers: {seen: {title: S}}",
		"a proposal of each own": "starts: {workflow: reply, for each: proposal.those}",
	} {
		pack, problems := definition.Read(fstest.MapFS{
			"collaboration.yaml": {Data: []byte(chosenPeople)}, "flow.yaml": {Data: fmt.Appendf(nil, chosenFlow, puts)}, "reply.yaml": {Data: []byte(chosenReply)},
		}, nil)
		if err := problems.Err(); err != nil {
			t.Fatal(sentence, err)
		}
		for those, want := range map[string]string{"": "c", "other": "b", "group, other": "b"} {
			w := newWorld(t)
			w.pack = pack
			made, err := w.engine.Act(context.Background(), engine.Act{
				Kind: engine.Propose, Collaboration: "lgl", Workflow: "flow", Actor: by("anna"), Inputs: inputs{"title": "T", "those": those}})
			if err != nil {
				t.Fatal(sentence, err)
			}
			w.id = made.Proposal.ID
			if p := w.mustDo("put", "anna", nil); p.State != want {
				t.Errorf("%s to %q: the proposal stands in %s, want %s", sentence, those, p.State, want)
			}
		}
	}
}
