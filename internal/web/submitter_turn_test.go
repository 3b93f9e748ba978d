package web_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/store/storetest"
)

// While a revision waits for its author, the author has it among its tasks and all pages
// say with whom it is; when the author has left, so have its colleagues. The same on both
// databases.
func TestARevisionIsItsAuthorsTask(t *testing.T) {
	for name, address := range map[string]func(testing.TB) string{"sqlite": func(testing.TB) string { return "sqlite::memory:" }, "postgres": storetest.Postgres} {
		t.Run(name, func(t *testing.T) {
			own := newPlace()
			w := furnish(t, wordPack(t, "submitter_has_the_turn"), address(t), own)
			w.opens(own, nil)
			w.Move(time.Date(2026, 3, 16, 9, 0, 0, 0, w.pack.Calendar.Zone()))
			as := func(person string) engine.Actor { return engine.Actor{Person: person, Assurance: "login"} }
			author, colleague, other, editor := w.as("rita"), w.as("klas"), w.as("dan"), w.as("ed")
			p := w.done(engine.Act{Kind: engine.Propose, Actor: as("rita"), Inputs: map[string]any{"title": "A study of sleep"}})
			w.done(engine.Act{Kind: engine.Attach, Proposal: p.ID, Actor: as("rita"), Inputs: map[string]any{"documents": []engine.Document{{Name: "a.pdf", Type: "application/pdf", Size: 10, Hash: "aa"}}}})
			w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "submit", Actor: as("rita")})
			author.get("/").lacks("A study of sleep")
			editor.get("/").says("A study of sleep")
			w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "ask", Actor: as("ed"), Inputs: map[string]any{"reason": "The sample is small"}})

			author.get("/").says("Mina uppgifter", "Lämna in en omarbetad version: A study of sleep", "Researcher (The faculty)")
			author.get(at(p.Number)).says("Din tur", "Lämna in en omarbetad version")
			for _, not := range []*browser{editor, colleague, other} {
				not.get("/").lacks("A study of sleep")
			}
			editor.get(at(p.Number)).says("Väntar på Researcher (The faculty)").lacks("Din tur")
			editor.get("/arenden?hos="+url.QueryEscape(engine.HeldBySubmitter)).says("Förslagsställarna", "A study of sleep", "Researcher (The faculty)")
			editor.get("/arenden?hos=editors").lacks("A study of sleep")

			w.Move(time.Date(2026, 4, 13, 9, 0, 0, 0, w.pack.Calendar.Zone())) // the author left on the tenth
			colleague.get("/").says("Lämna in en omarbetad version: A study of sleep", "The faculty")
			colleague.get(at(p.Number)).says("Din tur")
			other.get("/").lacks("A study of sleep")
			other.get(at(p.Number)).says("Väntar på The faculty")
			step := at(p.Number) + "/steg/withdraw"
			colleague.post(step, colleague.get(step).form(step, "reason", "Its author has left"), http.StatusOK).says("Återtaget")
		})
	}
}
