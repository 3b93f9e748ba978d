package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/store/storetest"
)

// Two take a step together: each page says who has agreed and for whom it waits, the
// form shows what is agreed to, and whoever has agreed can take that back.
func TestAStepTakenTogetherWaitsForTheOther(t *testing.T) {
	w := newWorld(t, true)
	for _, flow := range w.pack.Workflows {
		if step := flow.Transition("decide"); step != nil {
			step.By, step.Together = []people.Party{{Kind: people.ABody, Name: "lgl", Seat: people.Chair}, {Kind: people.Coordinator}}, true
		}
	}
	p := w.number("Strategi- och handlingsplan")
	w.Move(p.Meeting.Date.AddDays(1).At(calendar.Clock{Hour: 9}, w.pack.Calendar.Zone()))
	step, yes := at(p.Number)+"/steg/decide", at(p.Number)+"/ja"
	chair, other := w.as("kalmar_social"), w.as("county_coordinator")
	page := chair.get(step).says("Ditt ja antecknas", "Säg ja till ”Besluta”", "samordnare")
	page = chair.post(step, page.form(step, "decision", "Planen antas för hela länet"), http.StatusOK).
		says("Ditt ja är antecknat", "sade ja till ”Besluta”", "Väntar på att", "säger ja till Besluta, som flera tar tillsammans", "Ta tillbaka ditt ja").lacks("Din tur")
	chair.post(yes, page.form(yes), http.StatusOK).says("Du har tagit tillbaka ditt ja", "tar tillbaka sitt ja").lacks("Väntar på att")
	page = chair.get(step)
	chair.post(step, page.form(step, "decision", "Planen antas för hela länet"), http.StatusOK)
	other.get(at(p.Number)).says("sade ja till ”Besluta”").lacks("Ta tillbaka ditt ja")
	page = other.get(step).says("Planen antas för hela länet", "Andra har sagt ja till det som står här").lacks("Ditt ja antecknas")
	other.post(step, page.form(step), http.StatusOK).says("Planen antas för hela länet").lacks("Väntar på att", "Ditt ja är antecknat")
	if p := w.number("Strategi- och handlingsplan"); p.State == "on_agenda" || p.Decision == nil || p.Decision.Body != "lgl" {
		t.Errorf("it is %s, decided by %v", p.State, p.Decision)
	}
}

// Whoever is to agree to a step and doesn't sit where the proposal is has it among its tasks
// until it has agreed, and a letter once another has: of a draft when somebody has put the
// step. The same on both databases.
func TestWhoeverIsToAgreeHasItAmongItsTasks(t *testing.T) {
	for name, address := range map[string]func(testing.TB) string{"sqlite": func(testing.TB) string { return "sqlite::memory:" }, "postgres": storetest.Postgres} {
		t.Run(name, func(t *testing.T) {
			own := newPlace()
			w := furnish(t, wordPack(t, "together"), address(t), own)
			w.opens(own, nil)
			as := func(person string) engine.Actor { return engine.Actor{Person: person, Assurance: "login"} }
			p := w.done(engine.Act{Kind: engine.Propose, Workflow: "payment", Actor: as("dan"), Inputs: map[string]any{"title": "A new boiler"}})
			agree := func(step, person string, inputs map[string]any) {
				w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: step, Actor: as(person), Inputs: inputs})
			}
			accountant, auditor := w.as("bo"), w.as("eva")
			accountant.get("/").lacks("A new boiler")
			agree("pay", "anna", map[string]any{"decision": "We buy it", "amount": 900.0})
			accountant.get("/").says("Mina uppgifter", "Pay: A new boiler", "The board")
			accountant.post("/sprak", url.Values{"sprak": {"en"}, "next": {"/"}}, http.StatusOK).says("My tasks", "Pay: A new boiler")
			if letters := w.capture.Of("accountant@coop.example"); len(letters) != 1 || letters[0].Letter != "to_agree" {
				t.Errorf("the accountant has had %d letters", len(letters))
			}
			auditor.get("/").lacks("A new boiler")
			agree("pay", "bo", nil)
			accountant.get("/").lacks("A new boiler")
			auditor.get("/").says("Book: A new boiler")
			agree("book", "eva", map[string]any{"summary": "Paid in full", "receipt": []engine.Document{{Name: "receipt.pdf", Type: "application/pdf", Size: 10, Hash: "aa"}}})
			auditor.get("/").lacks("A new boiler")
		})
	}
}

// What the page says afterwards is about the step that was taken, whatever else waits for
// others' words.
func TestAStepTakenBesideOneThatWaitsIsSaidToBeTaken(t *testing.T) {
	w := worldOf(t, wordPack(t, "signed_by_all"), false)
	as := func(person string) engine.Actor { return engine.Actor{Person: person, Assurance: "login"} }
	p := w.done(engine.Act{Kind: engine.Propose, Actor: as("olle"), Inputs: map[string]any{"title": "A bridge"}})
	for _, done := range [][2]string{{"send", "olle"}, {"sign", "mona"}, {"read", "kim"}} {
		w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: done[0], Actor: as(done[1])})
	}
	read := at(p.Number) + "/steg/read"
	olle := w.as("olle")
	olle.post(read, olle.get(read).form(read), http.StatusOK).says("Klart").lacks("Ditt ja är antecknat")
}
