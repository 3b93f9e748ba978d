package engine_test

import (
	"encoding/json"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// What is kept of a secret answer, and of its event, is the same whatever it was, but
// for the counts.
func TestASecretAnswerIsKeptWithNobodysName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = edited(t, "asks: organizations\n    question: {sv: \"Hur", "asks: every member of deciding\n    question: {sv: \"Hur")
	for _, flow := range w.pack.Workflows {
		line := flow.Round("dissemination")
		line.Secret = true
		for i := range line.Answers {
			line.Answers[i].Needs, line.Answers[i].Takes, line.Answers[i].Final = nil, nil, true
		}
	}
	stage(w, "decided")
	act := answers("chair")
	act.Answer, act.Inputs, act.Key = "declined", inputs{"comment": "Nej"}, "once"
	if _, err := w.act(act); code(err) != "ballot_alone" {
		t.Errorf("with a comment: %v", err)
	}
	before := len(w.store.history)
	act.Inputs = nil
	w.must(act)
	p := w.store.proposals[w.id]
	told, _ := json.Marshal([]any{p.Rounds[0].Respondents, w.store.history[before:]})
	for _, e := range w.store.history[before:] {
		private, _ := json.Marshal(e.Private)
		told = append(told, private...)
		if e.Private.Print != "" {
			t.Error("the print of the act tells one answer from another")
		}
	}
	if strings.Contains(string(told), "declined") {
		t.Errorf("the answer can be read: %s", told)
	}
	line := w.pack.Workflow(p.Workflow).Round("dissemination")
	if round := p.Rounds[0]; round.Open() && round.Tally(line)["declined"] != 0 {
		t.Error("the count is told while the round is open")
	}
	ended := p.Rounds[0]
	ended.ClosedAt = w.now
	if tally := ended.Tally(line); tally["declined"] != 1 || tally["*"] != 0 {
		t.Errorf("counted %v", tally)
	}
	act.Answer, act.Key = "spread", "twice"
	if _, err := w.act(act); code(err) != "ballot_cast" {
		t.Errorf("changed: %v", err)
	}
	if found := engine.Contradictions(p, w.store.history); len(found) > 0 {
		t.Error(found)
	}
}
