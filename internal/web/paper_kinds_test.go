package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// TestWhoAddsAFileSaysWhatItIs chooses among the pack's kinds of papers, in the
// draft and on the proposal's page, and the step that waited for it opens.
func TestWhoAddsAFileSaysWhatItIs(t *testing.T) {
	w := worldOf(t, wordPack(t, "papers_of_kinds"), true)
	anna, dan := w.as("anna"), w.as("dan")
	form := anna.get("/arenden/nytt").says("Plan of the site").form("/arenden/nytt", "title", "A new depot", "slag", "plan", "gor", "spara")
	drafted := anna.send("/arenden/nytt", form, "site.pdf", pdf, http.StatusOK)
	drafted.says("site.pdf")
	if item := drafted.body[strings.Index(drafted.body, "site.pdf"):]; !strings.Contains(item[:80], "Plan of the site") {
		t.Errorf("the draft doesn't say what the file is: %.80s", item)
	}
	anna.post("/arenden/nytt", drafted.form("/arenden/nytt", "gor", "skapa"), http.StatusOK)
	p := w.number("A new depot")
	if len(p.Documents) != 1 || p.Documents[0].Kind != "plan" {
		t.Fatalf("the proposal has %+v", p.Documents)
	}
	p = w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "submit", Actor: engine.Actor{Person: "anna", Assurance: "login"}})
	page := dan.get(at(p.Number)).says("Lägg till handlingen ”Budget” först.")
	if !strings.Contains(page.body, `href="#handlingar"`) {
		t.Error("what is missing doesn't lead to where it is added")
	}
	action := at(p.Number) + "/handlingar"
	dan.send(action, page.form(action, "slag", "budget"), "budget.pdf", pdf, http.StatusOK).
		says("budget.pdf Budget").leadsTo(at(p.Number) + "/steg/grant")
	dan.send(action, dan.get(at(p.Number)).form(action, "slag", "no_such"), "other.pdf", pdf, http.StatusOK).says("other.pdf")
	if p = w.number("A new depot"); p.Documents[1].Kind != "budget" || p.Documents[2].Kind != "" {
		t.Errorf("the papers are kept as %q and %q", p.Documents[1].Kind, p.Documents[2].Kind)
	}
}
