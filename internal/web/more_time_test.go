package web_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// Whoever may gives one respondent more time on a page of its own: what is wrong is said at
// the field, and afterwards the round, the answer page, the year and the calendar of the
// one who has it say the new day, and nobody else's does.
func TestOneRespondentIsGivenMoreTime(t *testing.T) {
	pack := wordPack(t, "more_time")
	pack.Workflows[0].Transitions = append(pack.Workflows[0].Transitions, definition.Transition{
		Name: "drop", Title: wording.Text{"sv": "Avbryt", "en": "Drop"}, From: []string{"consulted"}, To: []definition.Target{{State: "decided"}},
		By: []people.Party{{Kind: people.Role, Name: "drafting"}}, Closes: []string{"consultation"},
	})
	w := worldOf(t, pack, false)
	anna := engine.Actor{Person: "anna", Assurance: "login"}
	p := w.done(engine.Act{Kind: engine.Propose, Actor: anna, Inputs: map[string]any{"title": "Hamnen"}})
	w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "send", Actor: anna})
	own, _, err := w.store.Proposal(t.Context(), p.ID, "")
	must(t, err)
	day := own.RoundDeadline(own.Rounds[0].ID).Moment.Date
	given, too := day.AddDays(14), day.AddDays(22)

	path := at(p.Number) + "/mer-tid/consultation"
	if got := w.as("dan").get(path); got.status != http.StatusForbidden {
		t.Errorf("whoever may not give more time has the page: %d", got.status)
	}
	w.as("dan").get(at(p.Number)).lacks("Ge någon mer tid")
	b := w.as("anna")
	b.get(at(p.Number)).says("Ge någon mer tid")
	page := b.get(path).says("Northtown", "Southtown", day.AddDays(21).Prose("sv"))
	b.post(path, page.form(path, "for", "", "to", given.String(), "reason", "Fullmäktige"), http.StatusUnprocessableEntity).says("Välj vem som ska få mer tid")
	b.post(path, page.form(path, "for", "north", "to", too.String(), "reason", "Fullmäktige"), http.StatusUnprocessableEntity).says("inte längre", "Fullmäktige")
	b.post(path, page.form(path, "for", "north", "to", given.String()), http.StatusUnprocessableEntity).says("Fyll i")
	b.post(path, b.get(path).form(path, "for", "north", "to", given.String(), "reason", "Fullmäktige sammanträder"), http.StatusOK).
		says("Mer tid är given", "har till "+given.Short("sv"), "gav Northtown mer tid att svara", "Fullmäktige sammanträder", day.Prose("sv"))
	b.get(at(p.Number) + "/steg/drop").says("Remiss, Northtown")
	b.get(path).says("Northtown (har till " + given.Short("sv") + ")")

	w.now = day.AddDays(2).At(calendar.Clock{Hour: 9}, w.pack.Calendar.Zone())
	nils := w.as("nils")
	nils.get(at(p.Number)+"/svar/consultation/north").says(given.Prose("en"), "You have been given more time").lacks("passed", "It is given by")
	nils.get(at(p.Number)).lacks("had until")
	b.get(at(p.Number)).says("har till "+given.Short("sv"), "försenat")
	late, err := w.store.Late(t.Context(), w.pack.Key, w.now)
	must(t, err)
	if len(late) != 1 || late[0].Outstanding != 2 || late[0].For != "" {
		t.Errorf("the others alone are late, and the list says %v", late)
	}
	asked, err := w.store.Asked(t.Context(), w.pack.Key, []string{"north", "south"}, true)
	must(t, err)
	for _, a := range asked {
		if want := map[string]calendar.Date{"north": given, "south": day}[a.Respondent]; a.Due != want {
			t.Errorf("%s is to answer by %s, want %s", a.Respondent, a.Due, want)
		}
	}
	w.as("anna").get("/aret/" + strconv.Itoa(given.Year)).says("Northtown")
	w.now = given.AddDays(1).At(calendar.Clock{Hour: 9}, w.pack.Calendar.Zone())
	b.get(at(p.Number)).says("hade till " + given.Short("sv"))
	if _, err := w.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, letter := range w.capture.All() {
		if letter.Letter == "more_time" && !strings.Contains(letter.Text, "Fullmäktige sammanträder") {
			t.Errorf("the letter does not say why: %s", letter.Text)
		}
	}
}
