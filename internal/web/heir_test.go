package web_test

import (
	"net/http"
	"testing"
	"time"

	"beredd/internal/engine"
)

// Whoever hands a proposal over sees who is to be its submitter before the click; then it is
// that one's task, the page and history say who it is and who it was, and whoever takes
// another's over is told the same.
func TestAProposalIsHandedOver(t *testing.T) {
	own := newPlace()
	w := furnish(t, wordPack(t, "taken_over"), "sqlite::memory:", own)
	w.opens(own, nil)
	w.Move(time.Date(2026, 3, 16, 9, 0, 0, 0, w.pack.Calendar.Zone()))
	as := func(person string) engine.Actor { return engine.Actor{Person: person, Assurance: "login"} }
	rita, klas := w.as("rita"), w.as("klas")
	p := w.done(engine.Act{Kind: engine.Propose, Actor: as("rita"), Inputs: map[string]any{"title": "A study of sleep"}})
	w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "ask", Actor: as("ed"), Inputs: map[string]any{"reason": "The sample is small"}})
	klas.get("/").lacks("A study of sleep")
	take := at(p.Number) + "/steg/take_over"
	klas.get(take).says("Head of research blir förslagsställare")
	hand := at(p.Number) + "/steg/hand_over"
	rita.get(hand).lacks("blir förslagsställare")
	rita.post(hand, rita.get(hand).form(hand, "author", "klas"), http.StatusOK).says("Väntar på Head of research")
	klas.get("/").says("A study of sleep")
	klas.get(at(p.Number)).says("Din tur", "Ny förslagsställare", "Förslagsställare förut", "Researcher")
	klas.get("/arbetsflode/manuscript").says("den som tar steget blir förslagsställare", "Ny författare", "blir förslagsställare")
}
