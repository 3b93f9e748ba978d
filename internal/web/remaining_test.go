package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/scenario"
)

// Whatever is decided stands in one list until all of it is done: while it is spread,
// while its follow-up waits for its day though the proposal is closed, and what a
// meeting has given somebody to do, until it is reported.
func TestNothingDecidedFallsOffTheListBeforeItIsDone(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("county_coordinator")
	for _, from := range []string{"/", "/arenden", "/aret/2026"} {
		b.get(from).leadsTo("/beslutat")
	}
	const spread = "Praktiska anvisningar för habilitering"
	number := w.number(spread).Number
	b.get("/beslutat").says("Beslutat men inte klart", number, "Länsgemensam ledning", "Uppföljning börjar", "Spridning i organisationerna").leadsTo(at(number))
	lacks := w.lacking(spread, "dissemination")
	b.get("/beslutat?organisation=" + lacks).says(number)
	b.get("/beslutat?organisation=regionforbundet&grupp=presidium").says("Inget stämmer med urvalet").lacks(number)
	b.get("/beslutat?alder=365").lacks(number)
	file := b.get("/beslutat/lista.csv?organisation=" + lacks)
	if !strings.Contains(file.body, number+";"+spread) || !strings.HasPrefix(file.header.Get("Content-Type"), "text/csv") {
		t.Errorf("the file is %s", file.body)
	}

	p := w.gathers(40)
	there := "/moten" + strings.TrimPrefix(at(p.Number), "/arenden")
	secretary := w.as("lgl_secretary")
	secretary.post(there+"/dagordning", meets("add", "gor", "add", "rubrik", "Läget i länet", "slag", "decision"), http.StatusOK)
	item := w.items(p.ID)[0].ID
	must(t, scenario.Advance(t.Context(), w, p.Meeting.Begins(w.pack.Calendar)))
	secretary.post(there+"/anteckna", meets("assigned", "vad", "assigned", "text", "Ta fram en rutin", "vem", "elderly", "senast", "2026-12-01", "punkt", item), http.StatusOK)
	_, err := w.Act(t.Context(), engine.Act{Key: "held", Kind: engine.Do, Proposal: p.ID, Transition: "hold", Actor: engine.Actor{Person: "lgl_secretary", Assurance: "login"}})
	must(t, err)
	b.get("/beslutat?grupp=elderly").says("Ta fram en rutin", "Uppdrag från ett möte", "Väntar på Samordnande grupp äldre", "2026-12-01")

	must(t, scenario.Advance(t.Context(), w, w.Now().AddDate(0, 3, 0)))
	if w.number(spread).Closed.IsZero() {
		t.Fatal("the proposal is still open")
	}
	b.get("/beslutat").says(number, "Uppföljning börjar", "Ta fram en rutin")
	b.get("/beslutat?flik=utan-svar").says("tar inte emot fler svar", number, "Spridning i organisationerna")
	duty := w.duty("Ta fram en rutin")
	_, err = w.Act(t.Context(), engine.Act{Key: "done", Kind: engine.AnswerAsk, Proposal: duty.ID, Round: "duty", Answer: "done",
		Respondent: "elderly", Actor: engine.Actor{Person: "elderly_lead", Assurance: "login"}})
	must(t, err)
	b.get("/beslutat").says(number).lacks("Ta fram en rutin")
}

// lacking is an organization that has not answered a question of a proposal.
func (w *world) lacking(title, round string) string {
	w.t.Helper()
	for _, r := range w.number(title).Rounds {
		for _, who := range r.Respondents {
			if r.Name == round && who.Waits() && who.Organization != "" {
				return who.Organization
			}
		}
	}
	w.t.Fatalf("all have answered %s of %s", round, title)
	return ""
}

// duty is what was given at a meeting.
func (w *world) duty(title string) engine.Proposal {
	w.t.Helper()
	today := w.pack.Calendar.Today(w.Now())
	all, err := w.store.LaidOut(w.t.Context(), w.pack.Key, today.AddMonths(-12), today.AddMonths(12))
	must(w.t, err)
	at := slices.IndexFunc(all, func(p engine.Proposal) bool { return p.Title == title })
	if at < 0 {
		w.t.Fatalf("nobody was given %q", title)
	}
	return all[at]
}
