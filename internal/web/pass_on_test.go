package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// A question is handed over to a colleague who is registered: the colleague has a letter
// with a link that answers, the function mailbox is told, history says it, and reminders
// go to the colleague. To nobody, and to somebody elsewhere, nothing is handed over.
func TestAQuestionIsHandedOverToAColleague(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	r := w.respondent(p, "dissemination", "monsteras")
	colleagues := engine.Colleagues(w.pack, r, "", w.pack.Calendar.Today(w.Now()))
	if len(colleagues) == 0 {
		t.Fatal("the organization has nobody to hand over to")
	}
	to := w.pack.People.Person(colleagues[0])
	const mailbox = "registrator@monsteras.example"
	link := w.linkOf(mailbox, p.Number)
	b := w.as("")
	page := b.get(link).says("Inte rätt person? Lämna över till en kollega", to.Name)
	b.post(link, page.form(link, "gor", "lamna_over"), http.StatusUnprocessableEntity).says("Välj vem som ska ta över")
	b.post(link, page.form(link, "gor", "lamna_over", "kollega", "preparation_secretary"), http.StatusUnprocessableEntity).says("registrerad för Mönsterås kommun")
	if now := w.respondent(p, "dissemination", "monsteras"); now.Deputy != "" {
		t.Fatalf("it was handed over to %q", now.Deputy)
	}
	before := len(w.capture.Of(mailbox))
	b.post(link, page.form(link, "gor", "lamna_over", "kollega", to.Key), http.StatusOK).says("Frågan är överlämnad", to.Name)
	_, err := w.Deliver(t.Context())
	must(t, err)
	told := w.capture.Of(mailbox)
	if len(told) != before+1 || !slices.ContainsFunc(told, func(m engine.CaughtLetter) bool { return strings.Contains(m.Text, "är överlämnad till "+to.Name) }) {
		t.Errorf("the function mailbox has %d letters more", len(told)-before)
	}
	handed := func(m engine.CaughtLetter) bool {
		return strings.Contains(m.Text, "Mönsterås kommun har lämnat över den till dig.") && !strings.Contains(m.Text, ": "+to.Key)
	}
	if theirs := w.capture.Of(to.Mail); !slices.ContainsFunc(theirs, handed) {
		t.Errorf("no letter says who has handed it over, and that alone:\n%s", theirs[0].Text)
	}
	theirs := w.linkOf(to.Mail, p.Number)
	colleague := w.as("")
	check := colleague.post(theirs, colleague.get(theirs).form(theirs, "gor", "granska", "svar", "received"), http.StatusOK)
	colleague.post(theirs, check.form(theirs, "gor", "skicka"), http.StatusOK)
	if now := w.respondent(p, "dissemination", "monsteras"); now.Answer != "received" || now.By != to.Key {
		t.Errorf("answered is %q by %q", now.Answer, now.By)
	}
	w.as("county_coordinator").get(at(p.Number)).says("för Mönsterås kommun till " + to.Name)
}
