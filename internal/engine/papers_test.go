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
