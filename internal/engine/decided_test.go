package engine_test

import (
	"slices"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// reopening is the test pack with a recommendation, and a step that takes up anew
// what was decided or spread.
func reopening(t testing.TB) *definition.Pack {
	t.Helper()
	return edited(t,
		"to: on_agenda, by: preparation, needs: meeting", "to: on_agenda, by: preparation, needs: meeting, takes: recommendation",
		"needs: decision, takes: follow_up_on", "needs: decision, takes: [follow_up_on, departs]",
		"fields:\n", "fields:\n  urgent: {type: bool, title: {sv: Brådskande, en: Urgent}, only_with: put_on_agenda}\n",
		"  close: {", "  reopen: {title: {sv: Ta upp på nytt, en: Reopen}, from: [decided, disseminated], to: prepared, by: deciding.chair, needs: reason, reopens: true}\n  close: {")
}

// A decision that was reopened stands, and holds no more: what waited for its dates
// waits no more, and nobody is asked of it on the day that it set.
func TestAReopenedDecisionStandsAndHoldsNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = reopening(t)
	stage(w, "on_agenda")
	w.at("2026-04-07 10:00")
	w.mustDo("decide", "chair", inputs{"decision": "att anta rutinen", "follow_up_on": "2026-09-01"})
	w.must(engine.Act{Kind: engine.CloseRound, Round: "dissemination", Actor: by("county_coordinator"), Inputs: inputs{"reason": "Klart"}})
	w.at("2026-05-04 10:00")
	p := w.mustDo("reopen", "chair", inputs{"reason": "Ny lag"})
	if p.Decision != nil || len(p.Decided()) != 1 || !p.Earlier[0].Void || !p.Closed.IsZero() || p.State != "prepared" {
		t.Fatalf("reopened: %+v, closed %v, in %s", p.Decided(), p.Closed, p.State)
	}
	if found := engine.Contradictions(p, w.store.history); len(found) != 0 {
		t.Errorf("history contradicts it: %q", found)
	}
	w.mailed()
	w.wait("2027-01-01 10:00") // after long downtime everything is due at once
	if n := openNow(w.store.proposals[w.id], definition.FollowUp); n != 0 {
		t.Error("the follow-up of a decision that holds no more has begun")
	}
	if got := w.mailed(); slices.ContainsFunc(got, func(said string) bool { return said[:9] == "follow_up" }) {
		t.Errorf("mailed %v", got)
	}
	w.mustDo("put_on_agenda", "secretary", inputs{"meeting": "2027-02-05"})
	w.at("2027-02-05 10:00")
	p = w.mustDo("decide", "chair", inputs{"decision": "att ändra rutinen"})
	if len(p.Decided()) != 2 || p.Decision.Text != "att ändra rutinen" || p.Decision.Void {
		t.Errorf("decided anew: %+v", p.Decided())
	}
	forged := p.Clone()
	forged.Earlier = slices.Clone(p.Earlier)
	forged.Earlier[0].Text = "att avslå"
	if found := engine.Contradictions(forged, w.store.history); len(found) != 1 {
		t.Errorf("an earlier decision was changed: found %q", found)
	}
	if found := engine.Contradictions(p, w.store.history); len(found) != 0 {
		t.Errorf("history contradicts it: %q", found)
	}
}

func TestWhoMayReopenIsSaidToWhoTriesAnotherStep(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = reopening(t)
	stage(w, "decided")
	w.must(engine.Act{Kind: engine.CloseRound, Round: "dissemination", Actor: by("county_coordinator"), Inputs: inputs{"reason": "Klart"}})
	_, err := w.do("withdraw", "drafter", inputs{"reason": "Inaktuellt"})
	if f := fault.As(err); f == nil || f.Code != "already_closed" || f.Saying != "already_closed_reopens" {
		t.Errorf("another step is refused with %v", err)
	}
}

// A recommendation is kept apart from the decision, each body's newest, and only of
// a step that asks for one.
func TestARecommendationIsKeptApart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = reopening(t)
	w.propose()
	w.mustDo("submit", "drafter", inputs{"recommendation": "Smugglad"})
	w.mustDo("put_on_agenda", "secretary", inputs{"meeting": "2026-04-07", "recommendation": "att anta rutinen"})
	w.at("2026-04-07 10:00")
	_, err := w.do("decide", "chair", inputs{"decision": "att avslå", "departs": true})
	if f := fault.As(err); f == nil || f.Field != "reason" {
		t.Errorf("a departure without a reason: %v", err)
	}
	p := w.mustDo("decide", "chair", inputs{"decision": "att avslå", "departs": true, "reason": "Kostnaden"})
	if r := p.Recommended(); len(r) != 1 || r[0].Text != "att anta rutinen" || r[0].Body != "beredning" || p.Decision.Text != "att avslå" {
		t.Errorf("recommended %+v, decided %+v", r, p.Decision)
	}
	if found := engine.Contradictions(p, w.store.history); len(found) != 0 {
		t.Errorf("history contradicts it: %q", found)
	}
	p.Recommendations[0].Text = "att avslå"
	if found := engine.Contradictions(p, w.store.history); len(found) != 1 {
		t.Errorf("the recommendation was changed: found %q", found)
	}
}

// What is to come anew may have come before the step that asks for it, and is
// asked for again once the proposal has moved.
func TestWhatComesAnewIsForgottenWhenTheProposalMoves(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = edited(t, "needs: [document, proposed_decision]", "needs: [new document, proposed_decision]")
	stage(w, "prepared")
	w.mustDo("refer_back", "secretary", inputs{"reason": "Komplettera"})
	for range 2 {
		if _, err := w.do("submit", "drafter", nil); !fault.Is(err, "missing_input") {
			t.Fatalf("with the papers it had: %v", err)
		}
		w.must(engine.Act{Kind: engine.Attach, Actor: by("drafter"), Inputs: inputs{
			"documents": []engine.Document{{Name: "rutin.pdf", Type: "application/pdf", Size: 10, Hash: "bb"}}}})
		w.mustDo("submit", "drafter", nil)
		w.mustDo("refer_back", "secretary", inputs{"reason": "Komplettera mer"})
	}
}
