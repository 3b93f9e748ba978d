package web_test

import (
	"net/http"
	"strings"
	"testing"
)

// Who is to mend what was referred back reads why before anything else.
func TestWhatWasReferredBackSaysWhyInTheBox(t *testing.T) {
	w := newWorld(t, true)
	page := w.as("borgholm_elderly").get(at(w.number("Modell för brukares").Number))
	page.says("Återremitterat 8 maj 2026 kl. 14.00 av Sekreterare beredningsgruppen, Beredningsgruppen",
		"Beräkningen saknar arvoden för närstående")
	box, _, _ := strings.Cut(page.body, `id="stages"`)
	if !strings.Contains(box, "Beräkningen saknar arvoden") {
		t.Error("the reason stands only further down")
	}
	w.as("borgholm_elderly").get(at(w.number("Praktiska anvisningar för habilitering").Number)).lacks("Skäl:")
}

func TestATaskSaysWhatOneIsToDoAndOnlyToWhoMay(t *testing.T) {
	w := newWorld(t, true)
	w.as("preparation_secretary").get("/").says("Bered och lämna vidare: Handlingsplan för det generella", "Beredningsgruppen · Bereds")
	w.as("kalmar_social").get("/").says("Besluta på mötet: Strategi- och handlingsplan")
	member := w.as("borgholm_social")
	member.get("/").says("Hos någon annan i dina grupper").lacks("Besluta")
	matter := at(w.number("Strategi- och handlingsplan").Number)
	member.get(matter).says("Väntar på Länsgemensam ledning").lacks("Din tur")
	w.as("kalmar_social").get(matter).says("Din tur Besluta på mötet")
}

// Whoever has drafted something reads, without opening anything, what is still
// missing before it can go on.
func TestWhatIsMissingStandsInTheOpen(t *testing.T) {
	w := newWorld(t, false)
	b := w.as("borgholm_elderly")
	page := b.get("/arenden/nytt")
	page = b.send("/arenden/nytt", page.form("/arenden/nytt", "title", "Rutin", "gor", "skapa"), "", nil, http.StatusOK)
	page.says("Skicka till beredning : Lägg till minst en handling först").lacks("Steg som inte går att ta nu", "Enklare ärende: Nej")
	box, _, _ := strings.Cut(page.body, `id="stages"`)
	if !strings.Contains(box, "Lägg till minst en handling") || strings.Index(box, "Ändra texten") > strings.Index(box, "Återta") {
		t.Error("what is missing, or how to mend it, does not come first")
	}
	if !strings.Contains(box, `<a href="#handlingar">`) {
		t.Error("what is missing leads nowhere")
	}
	b.get("/").says("Gör klart och skicka till beredning: Rutin")
	w.as("county_coordinator").get("/").says("Inget väntar på dig").lacks("0 Försenat")
	w.as("county_coordinator").get("/installningar").says("Uppdrag Samordnare")
}

// What a question waits for is counted alike in the box, the sum and the cells.
func TestAnswersAreCountedAlikeEverywhere(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("preparation_secretary")
	b.get(at(w.number("Överenskommelse kring personer").Number)).says(
		"Väntar på 2 slutliga svar (1 har gett besked så länge)",
		"12 av 14 har lämnat sitt slutliga svar.", "Mottaget 1", "Inte svarat 1", "Inte svarat, försenat").lacks("Saknas", "Svaret saknas")
	w.as("borgholm_elderly").get(at(w.number("Rutin för samordnad").Number)).says("Väntar på 9 svar", "5 av 14 har svarat.", "Inte svarat 9")
	b.get("/arenden?flik=all").says("Vems tur").says("2 svar saknas")
}
