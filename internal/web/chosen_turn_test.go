package web_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/store/storetest"
)

// Whom a proposal names has it among its tasks, and all pages say with whom it is; when that
// one has left its body, the coordinator has, and chooses another. The same on both databases.
func TestWhomAProposalNamesHasTheTask(t *testing.T) {
	for name, address := range map[string]func(testing.TB) string{"sqlite": func(testing.TB) string { return "sqlite::memory:" }, "postgres": storetest.Postgres} {
		t.Run(name, func(t *testing.T) {
			own := newPlace()
			w := furnish(t, wordPack(t, "officer_has_the_turn"), address(t), own)
			w.opens(own, nil)
			w.Move(time.Date(2026, 4, 1, 9, 0, 0, 0, w.pack.Calendar.Zone()))
			as := func(person string) engine.Actor { return engine.Actor{Person: person, Assurance: "login"} }
			ada, bea, head, clerk, nils, saga := w.as("ada"), w.as("bea"), w.as("head"), w.as("cleo"), w.as("nils"), w.as("saga")
			p := w.done(engine.Act{Kind: engine.Propose, Actor: as("head"), Inputs: map[string]any{"title": "A jetty"}})
			ada.get("/").says("A jetty") // one of the office, whose turn it is
			step := at(p.Number) + "/steg/assign"
			head.get(step).says("Sedan är det den som ärendet pekar ut som har ärendet").lacks("skickas till 1 person")
			head.post(step, head.get(step).form(step, "officer", "ada"), http.StatusOK).says("Väntar på Officer Ada")

			ada.get("/").says("Mina uppgifter", "Handlägg ansökan: A jetty")
			ada.get(at(p.Number)).says("Din tur", "Handlägg ansökan")
			for _, not := range []*browser{bea, head, clerk} {
				not.get("/").lacks("Handlägg ansökan")
				not.get(at(p.Number)).says("Väntar på Officer Ada").lacks("Din tur")
			}
			head.get("/arenden?hos="+url.QueryEscape(engine.HeldByChosen)).says("De som ärendena pekar ut", "A jetty", "Officer Ada")
			head.get("/arenden?hos=office").lacks("A jetty")

			w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "ask", Actor: as("ada"), Inputs: map[string]any{"town": "north", "reason": "The drawing is missing"}})
			nils.get("/").says("A jetty", "Northtown")
			saga.get("/").lacks("A jetty")
			saga.get(at(p.Number)).says("Väntar på Northtown")
			w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "complete", Actor: as("nils"), Inputs: map[string]any{"document": []engine.Document{{Name: "a.pdf", Type: "application/pdf", Size: 10, Hash: "aa"}}}})

			w.Move(time.Date(2026, 4, 13, 9, 0, 0, 0, w.pack.Calendar.Zone())) // the officer left the office on the tenth
			_, err := w.Tick(t.Context())
			must(t, err)
			clerk.get("/").says("Handlägg ansökan: A jetty")
			ada.get("/").lacks("Handlägg ansökan")
			ada.get(at(p.Number)).lacks("Din tur").says("Turen har gått över", "Förut", "Officer Ada")
			edit := at(p.Number) + "/andra"
			clerk.post(edit, clerk.get(edit).form(edit, "officer", "bea"), http.StatusOK).says("Väntar på Officer Bea")
			bea.get("/").says("Handlägg ansökan: A jetty")
		})
	}
}
