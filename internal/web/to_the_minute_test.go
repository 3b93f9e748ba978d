package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/engine"
)

// Whoever sets an hour gives day and hour in one place, as browsers send them, and the
// proposal's page says both.
func TestAnHourIsGivenWithItsDay(t *testing.T) {
	w := worldOf(t, wordPack(t, "to_the_minute"), false)
	p := w.done(engine.Act{Kind: engine.Propose, Workflow: "text", Actor: engine.Actor{Person: "bo", Assurance: "login"}, Inputs: map[string]any{"title": "Gränsen"}})
	day := calendar.DateOf(w.now).AddDays(4)
	b, path := w.as("bo"), at(p.Number)+"/steg/circulate"
	page := b.get(path)
	if !strings.Contains(page.body, `type="datetime-local"`) {
		t.Error("the form has no place for day and hour together")
	}
	b.post(path, page.form(path, "until", day.String()+"T"), http.StatusUnprocessableEntity).says("skriv dag och klockslag")
	b.post(path, page.form(path, "until", day.String()+"T17:00"), http.StatusOK)
	b.get(at(p.Number)).says(day.Prose("sv") + " kl. 17:00")
}
