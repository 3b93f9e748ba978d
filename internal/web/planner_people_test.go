package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"beredd/internal/definition"
)

const planPeople = "/aret/planera/deltagare"

// A coordinator sets up a group that was not there, with a chair who has taken part
// before, a secretary who has not, and terms; an organization of a new kind; and then
// the group's year, whose tasks all of that kind have. It is published with what
// differs shown first, and the secretary can sign in and is asked.
func TestAGroupIsSetUpInForms(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	b.get("/aret/planera").leadsTo(planPeople)
	b.get(planPeople).says("Beredningsgruppen", "Kommunerna", "Ordförande: Ordförande beredningsgruppen", "Borgholms kommun")

	const organization = planPeople + "/organisation"
	form := b.get(organization).form(organization, "name", "Linnéhögskolan", "mailbox", "registrator@hogskolan.example", "kind", "+")
	b.post(organization, form, http.StatusUnprocessableEntity).says("Fyll i: Det nya slaget på svenska")
	form.Set("new_kind_sv", "högskolorna")
	form.Set("new_kind_en", "the universities")
	b.post(organization, form, http.StatusOK).says("Utkastet är sparat", "Linnéhögskolan", "Högskolorna")

	const group = planPeople + "/grupp"
	form = b.get(group).form(group, "title_sv", "Rådet för forskning", "title_en", "Research council", "minutes", "approved", "paragraphs", "yes",
		"seat0_person", "county_health", "seat0_role", "chair", "seat0_of", "landstinget", "seat0_from", "2026-01-01", "seat0_to", "2027-12-31",
		"seat1_name", "Forskningssekreterare", "seat1_role", "secretary")
	b.post(group, form, http.StatusUnprocessableEntity).says("Skriv e-postadressen till Forskningssekreterare")
	form.Set("seat1_mail", "forskning@hogskolan.example")
	form.Set("seat1_of", "linnehogskolan")
	form.Set("gor", "fler")
	page := b.post(group, form, http.StatusOK).says("Ordförande: Hälso- och sjukvårdsdirektör Landstinget, Landstinget i Kalmar län, 2026-01-01 till 2027-12-31", "Sekreterare: Forskningssekreterare, Linnéhögskolan")
	const again = group + "?namn=radet_for_forskning"
	form = page.form(again, "seat0_to", "2026-12-31", "seat2_person", "kalmar_social", "seat2_from", "32 maj")
	b.post(again, form, http.StatusUnprocessableEntity).says("32 maj är inget datum")
	form.Set("seat2_from", "2027-01-01")
	b.post(again, form, http.StatusOK).says("Ledamot: Socialchef Kalmar, från 2027-01-01")

	series := b.get(newSeries+"?grupp=radet_for_forskning").form(newSeries+"?grupp=radet_for_forskning", "title_sv", "Rådet möts", "often", "dates", "dates", "2026-03-10\n2026-09-15", "time", "13.00-15.00")
	if series.Get("body") != "radet_for_forskning" {
		t.Errorf("the form of the group's meetings has chosen %q", series["body"])
	}
	b.post(newSeries, series, http.StatusOK)
	before := "/aret/planera/rad/fore?namn=radet_mots"
	duty := b.get(before).form(before, "title_sv", "Underlag", "count", "5", "unit", "workdays")
	duty["who"] = []string{"radet_for_forskning.secretary", "every hogskolorna"}
	b.post(before, duty, http.StatusOK).says("Underlag", "högskolorna")

	text := b.get("/processen/andra?fil=collaboration.yaml").form("/processen/andra").Get("text")
	for _, line := range []string{
		"  radet_for_forskning:\n    title: {sv: Rådet för forskning, en: Research council}\n    minutes: approved\n    paragraphs: true\n    seats:\n",
		"      - {person: county_health, role: chair, of: landstinget, from: 2026-01-01, to: 2026-12-31}\n      - {person: forskningssekreterare, role: secretary, of: linnehogskolan}\n      - {person: kalmar_social, from: 2027-01-01}\n",
		"forskningssekreterare: {name: Forskningssekreterare, mail: \"forskning@hogskolan.example\"}",
		"hogskolorna: {sv: högskolorna, en: the universities}", "# The four coordinating groups: they draft",
	} {
		if !strings.Contains(text, line) {
			t.Errorf("the file lacks\n%s", line)
		}
	}
	b.get(publishForm).says("Rådet för forskning")
	b.post(publishForm, b.get(publishForm).form(publishForm, "note", "Rådet för forskning är nytt"), http.StatusOK).says("publicerad")
	b.get("/moten/lagg-ut?ar=2026").says("Rådet möts")
	w.pack.Demo.Personas = append(slices.Clone(w.pack.Demo.Personas), definition.Persona{Person: "forskningssekreterare"})
	w.as("forskningssekreterare").get("/aret/2026").says("Rådet möts")
}

// A seat is given up and a person changed; whom the process still needs is not taken away.
func TestWhoTakesPartIsChangedInForms(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	const sip = planPeople + "/grupp?namn=sip"
	form := b.get(sip).form(sip)
	form.Set("seat0_gone", "yes")
	form.Set("seat1_to", "2026-06-30")
	b.post(sip, form, http.StatusOK)
	text := b.get("/processen/andra?fil=collaboration.yaml").form("/processen/andra").Get("text")
	seats := text[strings.Index(text, "  sip:\n"):]
	seats = seats[:strings.Index(seats, "\n  development_council:")]
	if strings.Contains(seats, "kalmar_sip") || !strings.Contains(seats, "to: 2026-06-30}") {
		t.Errorf("the group has\n%s", seats)
	}

	const person = planPeople + "/person?namn=kalmar_social"
	form = b.get(person).form(person, "mail", "inte en adress", "substitute", "kalmar_family", "substitute_from", "2026-07-01", "substitute_to", "2026-07-31")
	b.post(person, form, http.StatusUnprocessableEntity).says("inte en adress")
	form.Set("mail", "socialchefen@kalmar.example")
	b.post(person, form, http.StatusOK)
	text = b.get("/processen/andra?fil=collaboration.yaml").form("/processen/andra").Get("text")
	if !strings.Contains(text, "mail: \"socialchefen@kalmar.example\", substitute: {person: kalmar_family, from: 2026-07-01, to: 2026-07-31}}") {
		t.Error("the file has not taken over the address and the stand-in")
	}
	form = b.get(person).form(person)
	form.Set("gor", "ta-bort")
	b.post(person, form, http.StatusUnprocessableEntity).says("kalmar_social")
	w.as("preparation_secretary").get(planPeople).says("samordnare")
}
