package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"beredd/internal/agenda"
	"beredd/internal/engine"
)

// gathers is a meeting of the joint leadership, laid out so many days from now.
func (w *world) gathers(ahead int) engine.Proposal {
	w.t.Helper()
	day := w.Now().AddDate(0, 0, ahead).Format(time.DateOnly)
	outcome, err := w.Act(w.t.Context(), engine.Act{
		Key: "lay out " + day, Kind: engine.Propose, Workflow: "meeting.lgl", Origin: &engine.Origin{Key: "meeting.lgl/" + day},
		Inputs: map[string]any{"date": day, "time": "09:00", "end": "12:00", "place": "Kalmar"},
	})
	must(w.t, err)
	p, err := w.Proposal(w.t.Context(), outcome.Proposal.ID)
	must(w.t, err)
	for _, item := range p.Gathering.Items { // what the demo's own decisions made of themselves
		_, err := w.Act(w.t.Context(), engine.Act{Key: "clear " + item.ID, Kind: engine.Arrange, Proposal: p.ID, Actor: engine.Actor{Person: "lgl_secretary", Assurance: "login"},
			Arrangement: &agenda.Arrangement{Do: agenda.Remove, Item: agenda.Item{ID: item.ID}}})
		must(w.t, err)
	}
	p, err = w.Proposal(w.t.Context(), p.ID)
	must(w.t, err)
	return p
}

// meets is what a press on the meeting's page sends.
func meets(key string, pairs ...string) url.Values {
	form := url.Values{"nyckel": {key}}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return form
}

func (w *world) items(id string) []agenda.Item {
	w.t.Helper()
	p, err := w.Proposal(w.t.Context(), id)
	must(w.t, err)
	return p.Gathering.Items
}

func TestASecretaryPutsAnAgendaTogether(t *testing.T) {
	w := newWorld(t, true)
	p := w.gathers(40)
	b := w.as("lgl_secretary")
	there := "/moten" + strings.TrimPrefix(at(p.Number), "/arenden")
	b.get("/moten").says("Länsgemensam ledning", "Skicka kallelse")
	b.get(there).says("Dagordningen är tom", "Lägg till en punkt", "kl. 09.00", "Kalmar")
	for i, title := range []string{"Mötet öppnas", "Läget i länet"} {
		b.post(there+"/dagordning", meets("a"+title, "gor", "add", "rubrik", title, "slag", "information", "foredragande", "Ordföranden", "langd", "15"), http.StatusOK).
			says("Dagordningen är ändrad", title)
		if len(w.items(p.ID)) != i+1 {
			t.Fatal("the item was not put on the agenda")
		}
	}
	second := w.items(p.ID)[1]
	b.post(there+"/dagordning", meets("up", "gor", "move", "punkt", second.ID, "plats", "1"), http.StatusOK).says("30 minuter tillsammans")
	if first := w.items(p.ID)[0]; first.ID != second.ID {
		t.Errorf("%s stands first", first.Title)
	}
	b.get(there).says("Ändra punkten", "Plats på dagordningen")
	document := w.attach(p, "lgl_secretary", "lage.pdf", "%PDF-1.7 läge")
	change := meets("change", "gor", "change", "punkt", second.ID, "rubrik", "Läget i hela länet", "slag", "round", "foredragande", "Ordföranden\nVårdchefen", "langd", "20", "plats", "2", "handling", document.ID, "handling", "another")
	for range 2 { // pressed twice
		b.post(there+"/dagordning", change, http.StatusOK).says("Läget i hela länet", "Ordföranden och Vårdchefen", "20 minuter", "lage.pdf")
	}
	if got := w.items(p.ID)[1]; got.ID != second.ID || got.Kind != agenda.Round || len(got.Papers) != 1 {
		t.Errorf("the item became %+v", got)
	}
	b.post(there+"/dagordning", meets("none", "gor", "add", "slag", "information", "foredragande", "Vårdchefen"), http.StatusUnprocessableEntity).
		says("Ge punkten en rubrik", "Vårdchefen")
	w.as("borgholm_social").get(there).says("Läget i länet").lacks("Lägg till en punkt", "Flytta upp")
	w.as("borgholm_social").post(there+"/dagordning", meets("mine", "gor", "add", "rubrik", "Min punkt", "slag", "formal"), http.StatusForbidden)
}

// What was written of an item comes back in its form, with what must be mended beside
// the field.
func TestAnItemThatCannotStandComesBackAsItWasWritten(t *testing.T) {
	w := newWorld(t, true)
	p := w.gathers(40)
	b := w.as("lgl_secretary")
	there := "/moten" + strings.TrimPrefix(at(p.Number), "/arenden")
	b.post(there+"/dagordning", meets("first", "gor", "add", "rubrik", "Mötet öppnas", "slag", "formal"), http.StatusOK)
	document := w.attach(p, "lgl_secretary", "lage.pdf", "%PDF-1.7 läge")
	item := w.items(p.ID)[0].ID
	stands := func(page opened, texts ...string) {
		t.Helper()
		for _, text := range texts {
			if !strings.Contains(page.body, text) {
				t.Errorf("the page lacks %s:\n%s", text, page.body)
			}
		}
	}
	for _, language := range []struct{ tag, title, length string }{
		{"sv", "Ge punkten en rubrik.", "Skriv hur många minuter punkten tar: 0 till 1440."},
		{"en", "Give the item a title.", "Write how many minutes the item takes: 0 to 1440."},
	} {
		b.post("/sprak", url.Values{"sprak": {language.tag}, "next": {"/"}}, http.StatusOK)
		page := b.post(there+"/dagordning", meets("none", "gor", "add", "rubrik", " ", "slag", "delegated", "foredragande", "Vårdchefen\nOrdföranden", "langd", "15"), http.StatusUnprocessableEntity)
		stands(page, `<a href="#rubrik">`+language.title, `<p class="fault" id="rubrik-fault">`+language.title, `aria-invalid="true"`,
			`<option value="delegated" selected>`, "Vårdchefen\nOrdföranden</textarea>", `name="langd" value="15"`, `<details class="upload" open>`, `action="`+there+`/dagordning"`)
		page = b.post(there+"/dagordning", meets("long", "gor", "change", "punkt", item, "rubrik", "Mötet avslutas", "slag", "round", "plats", "1", "langd", "en kvart", "handling", document.ID), http.StatusUnprocessableEntity)
		stands(page, `<a href="#langd-`+item+`">`+language.length, `<p class="fault" id="langd-`+item+`-fault">`+language.length,
			`value="Mötet avslutas"`, `value="en kvart"`, `<option value="round" selected>`, `value="`+document.ID+`" checked`, "<details open>")
		page = b.post(there+"/dagordning", meets("about", "gor", "add", "slag", "decision", "arende", "LGL 2026-999"), http.StatusUnprocessableEntity)
		stands(page, `<p class="fault" id="arende-fault">`, `name="arende" value="LGL 2026-999"`)
	}
	if items := w.items(p.ID); len(items) != 1 || items[0].Title != "Mötet öppnas" {
		t.Errorf("the agenda became %+v", items)
	}
}

// One press is one thing recorded, and each stands when the next page is shown.
func TestASecretaryRecordsAMeetingWhileItIsHeld(t *testing.T) {
	w := newWorld(t, true)
	p := w.gathers(40)
	there := "/moten" + strings.TrimPrefix(at(p.Number), "/arenden")
	b := w.as("lgl_secretary")
	b.post(there+"/dagordning", meets("add", "gor", "add", "rubrik", "Läget i länet", "slag", "decision"), http.StatusOK)
	item := w.items(p.ID)[0].ID
	b.post(there+"/anteckna", meets("early", "vad", "came", "person", "kalmar_social", "punkt", item), http.StatusConflict).says("när dagen har kommit")
	w.Move(p.Meeting.Begins(w.pack.Calendar).Add(20 * time.Minute))
	b.get(at(p.Number)).says("Mötet pågår: anteckna")
	b.get(there+"/pagar").says("Närvaro", "1 punkt kvar", "Läget i länet", "Enligt förslaget")
	b.post(there+"/anteckna", meets("came", "vad", "came", "person", "kalmar_social", "punkt", item), http.StatusOK).says("Sparat", "Närvarande")
	b.post(there+"/anteckna", meets("late", "vad", "came", "person", "borgholm_social", "klockan", "9.30", "punkt", item), http.StatusOK).says("Närvarande från 09.30")
	b.post(there+"/anteckna", meets("said", "vad", "said", "slag", "proposed", "text", "att anta rutinen\natt sprida den", "punkt", item), http.StatusOK).
		says("Förslag till beslut", "att sprida den")
	number := []string{"vad", "said", "slag", "views", "text", "Gäller 811228-9874", "punkt", item}
	b.post(there+"/anteckna", meets("number", number...), http.StatusUnprocessableEntity).says("personnummer", "Gäller 811228-9874", "Spara ändå")
	b.post(there+"/anteckna", meets("number", append(number, "anda", "text")...), http.StatusOK).says("Gäller 811228-9874")
	b.post(there+"/anteckna", meets("reserved", "vad", "reserved", "vem", "Socialchef Borgholm", "text", "kostnaden är inte utredd", "punkt", item), http.StatusOK).says("kostnaden är inte utredd")
	b.get(there+"/pagar").says("Hur var och en röstar", "Ordförandens utslagsröst")
	voted := []string{"vad", "voted", "punkt", item, "galler", "bifall till förslaget", "vem", "Socialchef Kalmar", "rost-0", "yes", "vem", "Socialchef Borgholm", "rost-1", "no"}
	b.post(there+"/anteckna", meets("voted", append(voted, "ja", "1")...), http.StatusUnprocessableEntity).says("inte båda", "bifall till förslaget")
	b.post(there+"/anteckna", meets("voted", append(voted, "utslag", "yes")...), http.StatusOK).
		says("bifall till förslaget: 1 ja, 1 nej. Ja: Socialchef Kalmar. Nej: Socialchef Borgholm")
	b.post(there+"/anteckna", meets("nobody", "vad", "assigned", "text", "Ta fram en rutin", "senast", "första kvartalet 2027", "punkt", item), http.StatusUnprocessableEntity).
		says("Välj vem", "Ta fram en rutin", "första kvartalet 2027")
	b.post(there+"/anteckna", meets("assigned", "vad", "assigned", "text", "Ta fram en rutin", "vem", "elderly", "senast", "första kvartalet 2027", "punkt", item), http.StatusOK).
		says("Ta fram en rutin", "31 mars 2027")
	b.post(there+"/anteckna", meets("settled", "vad", "settled", "utfall", "as_proposed", "punkt", item), http.StatusOK).
		says("Alla punkter är behandlade", "Beslut enligt förslaget")
	b.post(there+"/anteckna", meets("settled", "vad", "settled", "utfall", "as_proposed", "punkt", item), http.StatusOK) // the same press again
	got := w.items(p.ID)[0]
	if strings.Join(got.Decision, "|") != "att anta rutinen|att sprida den" || got.Result != agenda.AsProposed {
		t.Errorf("decided %q, %s", got.Decision, got.Result)
	}
	if len(got.Assigned) != 1 || got.Assigned[0].By.String() != "2027-03-31" || got.Assigned[0].Said != "första kvartalet 2027" {
		t.Errorf("assigned %+v", got.Assigned)
	}
	w.as("borgholm_social").get(at(p.Number)).says("att anta rutinen", "bifall till förslaget: 1 ja, 1 nej")
	if page := w.as("borgholm_social").get(there + "/pagar"); page.status != http.StatusForbidden {
		t.Errorf("a member opened the secretary's page: status %d", page.status)
	}
}

// What a meeting does with a proposal is the proposal's own step.
func TestAProposalIsDecidedAtTheMeeting(t *testing.T) {
	w := newWorld(t, true)
	p := w.gathers(40)
	about := w.number("Handlingsplan för det generella")
	there := "/moten" + strings.TrimPrefix(at(p.Number), "/arenden")
	b := w.as("lgl_secretary")
	b.get(at(p.Number)).lacks("Klara att sätta upp")
	w.as("preparation_secretary").get(at(p.Number)).says("Klara att sätta upp", about.Title)
	w.as("preparation_secretary").post(there+"/dagordning", meets("put", "gor", "satt-upp", "punkt", about.ID, "steg", "put_on_agenda"), http.StatusOK).lacks("Klara att sätta upp: " + about.Title)
	b.get(at(p.Number)).says(about.Number, about.Title)
	item := w.items(p.ID)[0].ID
	w.Move(p.Meeting.Begins(w.pack.Calendar).Add(time.Hour))
	b.get(there + "/pagar").says("enligt förslaget")
	b.post(there+"/anteckna", meets("decide", "steg", "decide", "punkt", item), http.StatusOK).says("Beslut enligt förslaget")
	got, err := w.Proposal(t.Context(), about.ID)
	must(t, err)
	if got.Decision == nil || got.Decision.Text != about.Proposed || got.Decision.On != p.Meeting.Date {
		t.Errorf("decided %+v", got.Decision)
	}
	if w.items(p.ID)[0].Result != agenda.AsProposed {
		t.Errorf("the item became %q", w.items(p.ID)[0].Result)
	}
}

// What is put on after the day for papers stands there once the secretary says yes.
func TestWhatComesLateWaitsForAYes(t *testing.T) {
	w := newWorld(t, true)
	p := w.gathers(10)
	about := w.number("Handlingsplan för det generella")
	there := "/moten" + strings.TrimPrefix(at(p.Number), "/arenden")
	_, err := w.Act(t.Context(), engine.Act{Key: "put", Kind: engine.Do, Proposal: about.ID, Transition: "put_on_agenda",
		Actor: engine.Actor{Person: "preparation_secretary", Assurance: "login"}, Inputs: map[string]any{"meeting": p.Meeting.Date.String()}})
	must(t, err)
	b := w.as("lgl_secretary")
	b.get(at(p.Number)).says("väntar på ordförandens eller sekreterarens ja", "Ta med den")
	b.post(there+"/dagordning", meets("yes", "gor", "admit", "punkt", w.items(p.ID)[0].ID), http.StatusOK).says("Sent anmäld").lacks("Ta med den")
}

// The year is laid out by a coordinator who has seen what that comes to, once.
func TestACoordinatorLaysOutTheYearAndMovesAMeeting(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("county_coordinator")
	b.get("/moten").leadsTo("/moten/lagg-ut")
	page := b.get("/moten/lagg-ut?ar=2026").says("Länsgemensam ledning, fredag 4 september 2026", "nytt", "Lägg ut")
	b.post("/moten/lagg-ut", page.form("/moten/lagg-ut"), http.StatusOK).says("Året är utlagt", "fredag 4 september 2026")
	b.get("/moten/lagg-ut?ar=2026").lacks("nytt (")
	w.as("borgholm_social").post("/moten/lagg-ut", meets("mine", "ar", "2027"), http.StatusForbidden)

	all, err := w.store.LaidOut(t.Context(), w.pack.Key, w.pack.Calendar.Today(w.Now()), w.pack.Calendar.Today(w.Now()).AddMonths(4))
	must(t, err)
	var p engine.Proposal
	for _, one := range all {
		if one.Workflow == "meeting.lgl" && one.Meeting.Date.String() == "2026-09-04" {
			p = one
		}
	}
	there := "/moten" + strings.TrimPrefix(at(p.Number), "/arenden")
	b.get(there).leadsTo(there+"/flytta").says("Senast fredag 28 augusti 2026 (v. 35)", "Mötesnummer").lacks("Ärendenummer", "brev om ärendet") // the notice is due before the meeting
	b.post(there+"/flytta", meets("past", "date", "2026-01-01"), http.StatusUnprocessableEntity)
	page = b.post(there+"/flytta", meets("show", "date", "2026-09-11", "time", "10:00", "end", "12:00"), http.StatusOK).
		says("Det här följer av flytten", "fredag 4 september 2026 (v. 36) fredag 11 september 2026", "Stoppdatum för handlingar")
	got, err := w.Proposal(t.Context(), p.ID)
	must(t, err)
	if got.Meeting.Date != p.Meeting.Date {
		t.Fatal("showing what follows has moved the meeting")
	}
	b.post(there+"/flytta", meets("easter", "date", "2027-03-26", "time", "10:00", "end", "12:00"), http.StatusOK).
		says("Det är stängt fredag 26 mars 2027 (v. 12): långfredagen.", "torsdag 25 mars 2027 (v. 12) och tisdag 30 mars 2027", "15 arbetsdagar före")
	b.post(there+"/flytta", meets("show2", "date", "2026-09-11", "time", "10:00", "end", "12:00"), http.StatusOK).lacks("Det är stängt")
	form := meets("do", "date", "2026-09-11", "time", "10:00", "end", "12:00", "sett", page.form(there+"/flytta").Get("sett"))
	b.post(there+"/flytta", form, http.StatusOK).says("Mötet är flyttat", "fredag 11 september 2026")
	b.get("/moten/lagg-ut?ar=2026").says("står kvar, för någon har bestämt dagen")
}
