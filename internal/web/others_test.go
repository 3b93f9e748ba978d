package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"beredd/internal/engine"
)

// Who is not asked answers from the page of the proposal, signed in; what comes from outside
// a coordinator records; and the page shows both apart from those who are asked.
func TestWhoIsNotAskedAnswersApart(t *testing.T) {
	w := worldOf(t, wordPack(t, "others_may_answer"), false)
	anna := engine.Actor{Person: "anna", Assurance: "login"}
	p := w.done(engine.Act{Kind: engine.Propose, Actor: anna, Inputs: map[string]any{"title": "Hamnen"}})
	w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "send", Actor: anna})

	tea := w.as("tea")
	trust := at(p.Number) + "/svar/consultation/trust"
	tea.get(at(p.Number)).says("Answer for The lake trust", "not counted").leadsTo(trust).lacks("from outside")
	form := tea.get(trust).says("You are not among those asked", "The lake trust").lacks("colleague").
		form(trust, "svar", "objects", "objects.reason", "The birds", "gor", "skicka")
	tea.post(trust, form, http.StatusOK).says("The birds")
	if got := tea.get(at(p.Number) + "/svar/consultation/north"); got.status != http.StatusForbidden {
		t.Errorf("somebody answers for an organization of others: %d", got.status)
	}

	cia := w.as("cia")
	path := at(p.Number) + "/utifran/consultation"
	if got := cia.get(path + "?fran=+"); got.status != http.StatusUnprocessableEntity {
		t.Errorf("an answer from nobody is recorded: %d", got.status)
	}
	page := cia.get(path + "?fran=" + url.QueryEscape("Vik & Näs/by")).says("Här antecknar du vad Vik & Näs/by har svarat")
	outside := page.url.EscapedPath()
	cia.post(outside, page.form(outside, "svar", "supports", "supports.comment", "Bygg", "gor", "skicka"), http.StatusOK)
	if got := tea.get(outside); got.status != http.StatusForbidden {
		t.Errorf("who is no coordinator records what came from outside: %d", got.status)
	}
	cia.get(at(p.Number)).says("0 av 2 har svarat", "2 svar från andra", "The lake trust", "Vik & Näs/by", "The birds", "Bygg",
		"antecknade ett svar utifrån, från Vik & Näs/by", "svarade utan att vara tillfrågad")
	w.as("anna").get(at(p.Number)).says("Väntar på 2 svar")

	// What is kept of the sender is found by the name; once it is erased no page has it.
	cia.get("/personuppgifter/person?vem="+url.QueryEscape("vik & näs/by")).says("Ärenden där personen står som någon utanför samverkan", "1")
	if got := cia.get("/personuppgifter/person?vem=Vik"); got.status != http.StatusNotFound {
		t.Errorf("a name that nobody has answered under is found: %d", got.status)
	}
	sender := engine.Outsider{Name: "Vik & Näs/by"}
	w.done(engine.Act{Kind: engine.Forget, Proposal: p.ID, Forgets: map[engine.Outsider]engine.Outsider{sender: {Name: engine.HiddenMark + "ab12"}}})
	_, err := w.store.ErasePerson(t.Context(), engine.Erasing{Collaboration: w.pack.Key, Names: []string{sender.Name}, History: true}, func(string) string { return "" }, w.Now())
	must(t, err)
	cia.get(at(p.Number)).says("någon vars uppgifter är borttagna", "Bygg", "Uppgifterna om någon utanför samverkan är borttagna").lacks("Vik & Näs", "hidden:")
}
