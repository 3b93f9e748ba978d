package web_test

import (
	"net/http"
	"testing"

	"beredd/internal/definition"
)

// Whoever would close a question that closes at its last day is told so before any
// reason is written, and when.
func TestAQuestionThatClosesAtItsDeadlineIsNotOfferedToBeClosed(t *testing.T) {
	t.Parallel()
	pack := readPack(t, pairFiles("    at: proposal.ask_on\n", "    closes: at deadline\n"))
	pack.Demo.Personas = []definition.Persona{{Person: "anna"}}
	w := worldOf(t, pack, false)
	w.anna("Gemensam jour", "pause")
	page := w.as("anna").get(at(w.number("Gemensam jour").Number) + "/stang/later")
	if page.says("stängs på sin sista dag").lacks(`name="reason"`); page.status != http.StatusConflict {
		t.Errorf("the page answers %d", page.status)
	}
}
