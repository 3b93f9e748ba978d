package web_test

import (
	"net/http"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/people"
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
