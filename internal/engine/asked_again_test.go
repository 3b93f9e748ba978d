package engine_test

import (
	"slices"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// fallen is what a round asks after the text has changed under its answers.
func fallen(t *testing.T, w *world, round string) engine.Round {
	t.Helper()
	w.must(engine.Act{Kind: engine.Edit, Proposal: w.id, Actor: by(w.store.proposals[w.id].Submitter), Inputs: inputs{"summary": "Another"}})
	return w.round(round)
}

// Who was handed a question has it still when the text has changed and it is asked anew.
func TestWhoWasHandedAQuestionIsAskedAnew(t *testing.T) {
	t.Parallel()
	w := inWords(t, "on_edit")
	w.mustDo("consult", "anna", nil)
	w.must(engine.Act{Kind: engine.PassOn, Proposal: w.id, Round: "consultation", Respondent: "north", To: "nils",
		Actor: engine.Actor{Organization: "north", Mailbox: true, Assurance: "link"}})
	w.mustSay("consultation", "north", "supports", nil)
	w.mailed()
	fallen(t, w, "consultation")
	if mailed := w.mailed(); !slices.Contains(mailed, "asked_again to nils@north.example") {
		t.Errorf("asked anew are %v", mailed)
	}
}

// A body that answers through its members does so of the new text too.
func TestMembersAnswerForTheirBodyAnew(t *testing.T) {
	t.Parallel()
	w := inWordsOf(t, "group_through_members", "dan")
	w.pack.Workflow("plan").Round("review").OnEdit = definition.AskAgain
	w.mustDo("review", "dan", nil)
	say := func(who, person string) {
		t.Helper()
		w.must(engine.Act{Kind: engine.AnswerAsk, Round: "review", Respondent: who + "." + person, Answer: "approves", Actor: by(person)})
	}
	say("group", "anna")
	say("group", "bo")
	round := fallen(t, w, "review")
	if _, asked := round.Count(); asked != 2 {
		t.Errorf("of two bodies %d are asked: %+v", asked, round.Respondents)
	}
	say("group", "anna")
	say("group", "bo")
	say("west", "eva")
	if p := w.store.proposals[w.id]; p.State != "ready" {
		t.Errorf("all have approved anew, and it stands in %s with %+v", p.State, w.round("review").Respondents)
	}
}
