package web_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"beredd/internal/engine"
)

// Who takes a step chooses among those who can be chosen, by name; who is chosen is asked,
// and pages say who that is.
func TestWhoIsAskedIsChosenOnThePage(t *testing.T) {
	own := newPlace()
	w := furnish(t, wordPack(t, "chosen_case_by_case"), "sqlite::memory:", own)
	w.opens(own, nil)
	w.Move(time.Date(2026, 3, 16, 9, 0, 0, 0, w.pack.Calendar.Zone()))
	as := func(person string) engine.Actor { return engine.Actor{Person: person, Assurance: "login"} }
	p := w.done(engine.Act{Kind: engine.Propose, Actor: as("ben"), Inputs: map[string]any{"title": "A study of sleep"}})
	chair, editor, reviewer, other := w.as("anna"), w.as("ben"), w.as("cia"), w.as("eva")

	chair.get("/arbetsflode/manuscript").says("Det håller eller Det håller inte")
	assign := at(p.Number) + "/steg/assign"
	chair.get(assign).says("Handläggare", "Ben role").lacks("Cia role")
	chair.post(assign, chair.get(assign).form(assign, "editor", "ben"), http.StatusOK)

	send := at(p.Number) + "/steg/send"
	page := editor.get(send).says("Granskare", "Cia role", "Dan role", "Eva role", "Välj 2 till 3", "Ärendet går från Tilldelat till Granskas", "Frågan ”Granskning” ställs till dem som väljs").lacks("Avgörs")
	one := page.form(send, "reviewers", "cia")
	editor.post(send, one, http.StatusUnprocessableEntity).says("Granskare: välj minst 2 (du valde 1)")
	two := editor.get(send).form(send)
	two["reviewers"] = []string{"", "cia", "dan"}
	editor.post(send, two, http.StatusOK).says("Granskare", "Cia role och Dan role")
	reviewer.get("/").says("A study of sleep")
	other.get("/").lacks("A study of sleep")

	edit := at(p.Number) + "/andra"
	if chosen := editor.get(edit).says("Granskare", "Berörda kommuner").form(edit)["reviewers"]; !slices.Equal(chosen, []string{"", "cia", "dan"}) {
		t.Errorf("the page for the text has %v chosen", chosen)
	}
	changed := editor.get(edit).form(edit)
	changed["reviewers"] = []string{"", "cia", "eva"}
	editor.post(edit, changed, http.StatusOK)
	other.get("/").says("A study of sleep")
	w.as("dan").get("/").lacks("A study of sleep")
}
