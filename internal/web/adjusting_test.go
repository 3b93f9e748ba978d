package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// An adjuster reads and approves the minutes from the letter, without an account, and
// the meeting's page says who has.
func TestAnAdjusterApprovesTheMinutesFromTheLetter(t *testing.T) {
	w := newWorld(t, false)
	p := w.gathers(40)
	there := "/moten" + strings.TrimPrefix(at(p.Number), "/arenden")
	b := w.as("lgl_secretary")
	b.post(there+"/dagordning", meets("add", "gor", "add", "rubrik", "Läget i länet", "slag", "information"), http.StatusOK)
	w.Move(p.Meeting.Begins(w.pack.Calendar))
	for _, person := range []string{"torsas_social", "borgholm_social", "kalmar_social"} {
		b.post(there+"/anteckna", meets(person, "vad", "came", "person", person), http.StatusOK)
	}
	b.get(there+"/pagar").says("Vem justerar protokollet?", "Socialchef Torsås")
	b.post(there+"/anteckna", meets("adjusters", "vad", "adjusters", "namn", "Socialchef Torsås", "namn", "Socialchef Borgholm"), http.StatusOK)
	for _, step := range []string{"hold", "minutes"} {
		_, err := w.Act(t.Context(), engine.Act{Key: step, Kind: engine.Do, Proposal: p.ID, Transition: step, Actor: engine.Actor{Person: "lgl_secretary", Assurance: "login"}})
		must(t, err)
	}
	_, err := w.Deliver(t.Context())
	must(t, err)
	link := w.linkIn("to_adjust", "socialchef@torsas.example", p.Number)
	reader := w.as("")
	page := reader.get(link).says("Godkänner du protokollet?", "Jag godkänner protokollet", "Något ska ändras").leadsTo(link + "/protokoll")
	reader.get(link+"/protokoll").says("Läget i länet", "Socialchef Torsås").lacks("Kallelse").leadsTo(link)
	if file := reader.get(link + "/protokoll.pdf"); !strings.HasPrefix(file.body, "%PDF") {
		t.Errorf("the minutes as a file are %.20q", file.body)
	}
	check := reader.post(link, page.form(link, "gor", "granska", "svar", "approves"), http.StatusOK)
	reader.post(link, check.form(link, "gor", "skicka"), http.StatusOK).says("Jag godkänner protokollet")
	b.get(there).says("Justering av protokollet", "1 av 2", "Socialchef Borgholm")
	if got, err := w.Proposal(t.Context(), p.ID); err != nil || got.State != "minutes_drafted" {
		t.Errorf("one of two has approved, and the minutes stand in %s (%v)", got.State, err)
	}
}
