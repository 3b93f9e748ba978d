package engine_test

import (
	"testing"

	"beredd/internal/engine"
)

// A step that a condition takes is taken by whatever makes the condition hold, once,
// and by nobody's hand; what the edit was refused for leaves it untaken.
func TestAConditionTakesAStepWhateverMadeItHold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = edited(t, "withdraw: {title", "park: {title: {sv: P, en: P}, from: [prepared, referred_back], to: withdrawn, on: {when: proposal.simple}}\n  withdraw: {title")
	stage(w, "prepared")
	if _, err := w.do("park", "secretary", nil); err == nil {
		t.Error("somebody took it by hand")
	}
	if _, err := w.act(engine.Act{Kind: engine.Edit, Actor: by("stranger"), Inputs: inputs{"simple": true}}); err == nil || w.store.proposals[w.id].State != "prepared" {
		t.Errorf("a stranger's edit: %v, and it stands in %s", err, w.store.proposals[w.id].State)
	}
	w.must(engine.Act{Kind: engine.Edit, Actor: by("secretary"), Inputs: inputs{"simple": true}})
	p, taken := w.store.proposals[w.id], 0
	for _, e := range w.store.history {
		if e.Data.Transition == "park" {
			taken++
		}
	}
	if p.State != "withdrawn" || taken != 1 {
		t.Errorf("it stands in %s, and the step was taken %d times", p.State, taken)
	}
	w = newWorld(t)
	w.pack = edited(t, "withdraw: {title", "park: {title: {sv: P, en: P}, from: [prepared, referred_back], to: withdrawn, on: {when: proposal.simple}}\n  withdraw: {title")
	w.propose()
	w.must(engine.Act{Kind: engine.Edit, Actor: by("drafter"), Inputs: inputs{"simple": true}})
	if p := w.mustDo("submit", "drafter", nil); p.State != "withdrawn" {
		t.Errorf("entered where it holds already, it stands in %s", p.State)
	}
}
