package engine_test

import (
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

// TestAPaperIsAFileAndNoText lets no text pass for the paper that a step waits for.
func TestAPaperIsAFileAndNoText(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.propose()
	for _, given := range []any{"protokoll.pdf", []string{"protokoll.pdf"}, 7} {
		_, err := w.act(engine.Act{Kind: engine.Attach, Actor: by("drafter"), Inputs: inputs{"document": given}})
		if !fault.Is(err, "not_a_paper") || fault.As(err).Field != "document" {
			t.Errorf("given %v: %v", given, err)
		}
	}
	if _, err := w.act(engine.Act{Kind: engine.Attach, Actor: by("drafter"), Inputs: inputs{"document": []engine.Document{}}}); !fault.Is(err, "missing_input") {
		t.Errorf("given nothing: %v", err)
	}
}

// A paper that comes with a change of the text is kept, and history names it.
func TestAPaperThatComesWithAnEditIsKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	before := len(w.propose().Documents)
	out, err := w.act(engine.Act{Kind: engine.Edit, Actor: by("drafter"), Inputs: inputs{"summary": "Annan", "document": []engine.Document{{Name: "plan.pdf", Hash: "aa"}}}})
	if err != nil {
		t.Fatal(err)
	}
	if kept := out.Proposal.Documents; len(kept) != before+1 || kept[before].Name != "plan.pdf" || out.Proposal.Summary != "Annan" {
		t.Errorf("kept are %v with the text %q", kept, out.Proposal.Summary)
	}
	if told := out.Events[0].Data.Documents; len(told) != 1 {
		t.Errorf("history names the papers %v", told)
	}
}
