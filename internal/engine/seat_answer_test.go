package engine_test

import (
	"testing"

	"beredd/internal/engine"
)

// What is asked of a body's secretary is answered by who has that seat, and by nobody
// else who sits there.
func TestWhatIsAskedOfASeatIsAnsweredByWhoHasIt(t *testing.T) {
	w := county(t)
	m := w.meets("2026-02-06")
	w.must(engine.Act{Kind: engine.Tick, Proposal: m.ID})
	answer := func(round, body, person string) engine.Act {
		return engine.Act{Kind: engine.AnswerAsk, Proposal: m.ID, Actor: by(person), Round: round, Respondent: body, Answer: "done"}
	}
	w.refused("forbidden", answer("notice", "board", "ann"))
	w.refused("forbidden", answer("notice", "board", "chair"))
	w.must(answer("notice", "board", "sec"))
	w.must(answer("stop_date", "group", "drafter")) // of the body as such anybody's who sits there
}
