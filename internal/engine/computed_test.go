package engine_test

import (
	"context"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

const computedFlow = `workflow: w
title: W
bodies: [drafting]
fields:
  cost: {type: number, title: Cost}
  parts: {type: number, title: Parts}
  each: {type: number, title: Each, is: proposal.cost / proposal.parts}
  ready_on: {type: date, title: Ready on, is: 'plus(ended("poll"), "10 days")'}
  odd: {type: date, title: Odd, is: '"soon"'}
states:
  a: {title: A, held_by: drafting, deadline: {at: proposal.ready_on, remind: 1 day before, escalate: {after: 1 day, to: coordinator}}}
  b: {title: B, final: true}
transitions:
  ask: {title: Ask, from: a, to: a, by: drafting, when: proposal.each == 0}
  close: {title: Close, from: a, to: b, on: 5 days after proposal.ready_on}
rounds:
  poll:
    title: Poll
    opens: {on: ask}
    asks: organizations
    assurance: link
    question: Q
    answers: {"yes": {title: Y}}
    deadline: {within: 10 days, escalate: {after: 1 day, to: coordinator}}
    on expiry: close
`

// computing is a world of a pack with computed fields.
func computing(t *testing.T) *world {
	t.Helper()
	pack, problems := definition.Read(fstest.MapFS{
		"collaboration.yaml": {Data: []byte(valuesPeople)}, "w.yaml": {Data: []byte(computedFlow)},
	}, nil)
	for _, p := range problems.Errors() {
		t.Fatal(p)
	}
	w := newWorld(t)
	w.pack = pack
	o, err := w.engine.Act(context.Background(), engine.Act{Kind: engine.Propose, Collaboration: "lake", Actor: by("anna"), Inputs: inputs{"title": "T"}})
	if err != nil {
		t.Fatal(err)
	}
	w.id = o.Proposal.ID
	return w
}

func (w *world) due() string {
	if d := w.store.proposals[w.id].StateDeadline(); d != nil {
		return d.Moment.Date.String()
	}
	return ""
}

func (w *world) everybodyAnswers() {
	w.t.Helper()
	for _, organization := range []string{"north", "south"} {
		w.must(engine.Act{Kind: engine.AnswerAsk, Round: "poll", Respondent: organization, Answer: "yes",
			Actor: engine.Actor{Organization: organization, Mailbox: true, Assurance: "link"}})
	}
}

// A computed date is there when a round ends, is gone while the round is open
// anew, and comes again: the deadline and the step that hang on it follow.
func TestWhatHangsOnAComputedDateFollowsIt(t *testing.T) {
	t.Parallel()
	w := computing(t)
	w.mustDo("ask", "anna", nil)
	if w.due() != "" {
		t.Fatalf("due on %s before anybody has answered", w.due())
	}
	w.everybodyAnswers()
	if w.due() != "2026-02-12" {
		t.Fatalf("due on %q, want ten days after the round", w.due())
	}
	w.at("2026-02-05 09:00")
	w.mustDo("ask", "anna", nil)
	if w.due() != "" {
		t.Fatalf("due on %s while it is asked anew", w.due())
	}
	w.everybodyAnswers()
	if w.due() != "2026-02-15" {
		t.Fatalf("due on %q, want ten days after the second round", w.due())
	}
	w.wait("2026-02-18 09:00")
	if p := w.store.proposals[w.id]; p.State != "a" {
		t.Fatalf("closed before its day: %s", p.State)
	}
	w.wait("2026-03-18 09:00") // after downtime everything is due at once
	p := w.store.proposals[w.id]
	if p.State != "b" {
		t.Errorf("stands in %s after its day", p.State)
	}
	if len(p.Fields) != 0 {
		t.Errorf("computed values are kept: %v", p.Fields)
	}
	if found := engine.Contradictions(p, w.store.history); len(found) != 0 {
		t.Error(found)
	}
}

// What can't be worked out is as if nobody had given it.
func TestWhatCannotBeComputedIsNotThere(t *testing.T) {
	t.Parallel()
	w := computing(t)
	p := w.store.proposals[w.id]
	fields := engine.Fields(w.pack, p, w.now)
	if fields["each"] != 0.0 || fields["odd"] != nil || fields["ready_on"] != nil {
		t.Errorf("nothing is known, and it carries %v", fields)
	}
	w.must(engine.Act{Kind: engine.Edit, Actor: by("anna"), Inputs: inputs{"cost": "10", "parts": "4"}})
	if p = w.store.proposals[w.id]; engine.Fields(w.pack, p, w.now)["each"] != 2.5 {
		t.Errorf("10 by 4 is %v", engine.Fields(w.pack, p, w.now)["each"])
	}
	w.must(engine.Act{Kind: engine.Edit, Actor: by("anna"), Inputs: inputs{"cost": "0,3", "parts": "0,1"}})
	if p = w.store.proposals[w.id]; engine.Fields(w.pack, p, w.now)["each"] != 3.0 {
		t.Errorf("0.3 by 0.1 is %v", engine.Fields(w.pack, p, w.now)["each"])
	}
	if _, err := w.do("ask", "anna", nil); err == nil {
		t.Error("the condition sees no computed field")
	}
}
