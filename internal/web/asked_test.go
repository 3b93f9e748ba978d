package web_test

import (
	"net/http"
	"regexp"
	"testing"
)

// A municipality's question is its contact's whom the round asks for: whoever sits
// in some group for the municipality neither has it as a task nor may answer it.
func TestAQuestionIsTheContactsWhomItAsksFor(t *testing.T) {
	w := newWorld(t, true)
	tasks := w.as("borgholm_social").get("/").says("Borgholms kommun · Spridning")
	path := regexp.MustCompile(`/arenden/[^"]+/svar/[^"]+/borgholm`).FindString(tasks.body)
	if path == "" {
		t.Fatal("no task of Borgholm's contact leads to a question")
	}
	w.as("borgholm_social").get(path).says("Borgholms kommun")
	other := w.as("borgholm_elderly")
	other.get("/").lacks("Borgholms kommun · Spridning")
	if page := other.get(path); page.status != http.StatusForbidden {
		t.Errorf("who sits in a group for Borgholm gets %d:\n%s", page.status, page.text())
	}
}
