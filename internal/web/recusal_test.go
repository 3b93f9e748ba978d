package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// biased is a world in which the members of the joint leadership may declare a
// conflict of interest.
func biased(t *testing.T) *world {
	w := newWorld(t, true)
	for _, flow := range w.pack.Workflows {
		flow.Conflict = &definition.Conflict{
			Title:  wording.Text{wording.Swedish: "Anmäl jäv", wording.English: "Declare a conflict of interest"},
			By:     []people.Party{{Kind: people.ABody, Name: "lgl", Seat: people.EveryMember, Each: true}},
			Others: []people.Party{{Kind: people.Coordinator}},
		}
	}
	return w
}

func TestAMemberDeclaresAConflictOfInterestAndTakesItBack(t *testing.T) {
	w := biased(t)
	p := w.number("Handlingsplan för det generella")
	form := at(p.Number) + "/jav"
	b := w.as("borgholm_social")
	b.get(at(p.Number)).says("Anmäl jäv")
	page := b.get(form).says("Den som är jävig deltar inte").lacks("Vem som är jävig")
	b.post(form, page.form(form), http.StatusUnprocessableEntity).says("Fyll i")
	b.post(form, page.form(form, "reason", "Min syster söker"), http.StatusOK).
		says("Jävet är antecknat", "Deltar inte på grund av jäv", "Jäv antecknat", "Min syster söker")
	page = b.get(form).says("Ta tillbaka jävet").lacks("Jag är jävig")
	b.post(form, page.form(form), http.StatusOK).says("Jävet är återtaget", "Jäv återtaget").lacks("Deltar inte på grund av jäv")
}

// Where the submitter takes part as such all the same, the page says so.
func TestThePageSaysWhatTheSubmitterKeeps(t *testing.T) {
	w := biased(t)
	form := at(w.number("Handlingsplan för det generella").Number) + "/jav"
	b := w.as("borgholm_social")
	b.get(form).lacks("ta steg och svara som förslagsställare")
	for _, flow := range w.pack.Workflows {
		flow.Conflict.Keeps = true
	}
	b.get(form).says("ta steg och svara som förslagsställare")
}

func TestACoordinatorSaysWhoseConflictItIs(t *testing.T) {
	w := biased(t)
	p := w.number("Handlingsplan för det generella")
	form := at(p.Number) + "/jav"
	b := w.as("county_coordinator")
	page := b.get(form).says("Vem som är jävig")
	b.post(form, page.form(form, "reason", "Hen söker själv"), http.StatusUnprocessableEntity).says("Vem som är jävig")
	b.post(form, page.form(form, "reason", "Hen söker själv", "person", "borgholm_social"), http.StatusOK).says("Jävet är antecknat")
	member := w.as("borgholm_social")
	member.get(at(p.Number)).says("jäv är antecknat sedan", "Anmäl jäv")
}

// Who has answered that it has a conflict of interest has not said no: it is not
// counted, and the page says so.
func TestWhoIsNotCountedHasNotSaidNo(t *testing.T) {
	w := newWorld(t, true)
	for _, flow := range w.pack.Workflows {
		flow.Round("dissemination").Answer("declined").Out = true
	}
	p := w.number("Överenskommelse kring personer")
	_, err := w.Act(t.Context(), engine.Act{
		Key: "out", ID: "0190a0a0-0000-7000-8000-000000000002", Salt: "x", Kind: engine.AnswerAsk, Proposal: p.ID, Round: "dissemination", Respondent: "torsas",
		Answer: "declined", Inputs: map[string]any{"reason": "Vår chef är part"}, Actor: engine.Actor{Organization: "torsas", Mailbox: true, Assurance: "code"},
	})
	must(t, err)
	page := w.as("county_coordinator").get(at(p.Number)).says("Räknas inte")
	_, cell, _ := strings.Cut(page.body, `<li class="out">`)
	if cell, _, _ = strings.Cut(cell, "</li>"); !strings.Contains(cell, "Torsås kommun") {
		t.Errorf("the cell is %q", cell)
	}
}
