package web_test

import (
	"strings"
	"testing"

	"beredd/internal/engine"
)

// A meeting's page says when each duty's question comes, and of one that fell because its
// step was taken before that day it says that it does not come.
func TestAQuestionThatFellIsNotPromised(t *testing.T) {
	w := newWorld(t, false)
	secretary := engine.Actor{Person: "lgl_secretary", Assurance: "login"}
	p := w.gathers(120)
	there := "/moten" + strings.TrimPrefix(at(p.Number), "/arenden")
	b := w.as("lgl_secretary")
	before := strings.Count(b.get(there).says("Frågan ställs").lacks("behövs inte längre").body, "Frågan ställs")
	w.takes(p, secretary, "notice")
	after := b.get(there).says("Frågan ställs inte: den behövs inte längre.")
	if n := strings.Count(after.body, "Frågan ställs"); n != before {
		t.Errorf("it speaks of %d questions, and of %d before", n, before)
	}
	if n := strings.Count(after.body, "Frågan ställs inte"); n != 1 {
		t.Errorf("%d questions have fallen", n)
	}
}
