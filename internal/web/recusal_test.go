package web_test

import (
	"net/http"
	"testing"

	"beredd/internal/definition"
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
