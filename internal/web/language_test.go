package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

func TestThePagesSpeakTheReadersLanguage(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("borgholm_social")
	b.get("/").says("Mina uppgifter")
	b.post("/sprak", url.Values{"sprak": {"en"}, "next": {"/arenden?flik=all"}}, http.StatusOK).says("Proposals", "In progress").lacks("Ärenden")
	b.get("/arenden/nytt").says("New proposal", "Title")
	// Whoever is written to in English is answered in English, on the page of the link too.
	p := w.number("Praktiska anvisningar för habilitering")
	w.as("").get(w.linkOf("socialchef@nybro.example", p.Number)).says("Nybro kommun", "How do you spread the decision")
	w.as("").get(w.linkOf("socialchef@nybro.example", p.Number) + "?sprak=sv").says("Hur sprids beslutet hos er?")
}

// Whose browser asks for no language that we speak is spoken to as the collaboration
// speaks itself; its letters have always been written so.
func TestThePagesSpeakAsTheCollaborationDoesToWhoAsksForNothing(t *testing.T) {
	w := worldOf(t, wordPack(t, "splitting"), false)
	for asked, says := range map[askingFor]string{"": "Sign in", "de-DE,de;q=0.9": "Sign in", "fi, sv;q=0.5": "Logga in", "sv-SE, en;q=0.8": "Logga in"} {
		b := w.as("")
		b.client.Transport = asked
		b.get("/logga-in").says(says)
	}
	b := w.as("cia")
	b.client.Transport = askingFor("")
	b.get("/").says("My tasks").lacks("Mina uppgifter")
}

func TestTheDemosClockMovesEverything(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("county_coordinator")
	before := len(w.capture.All())
	b.post("/demo/tid", url.Values{"till": {"nasta"}, "next": {"/demo/brevlada"}}, http.StatusOK)
	b.post("/demo/tid", url.Values{"till": {"dag"}, "next": {"/demo/brevlada"}}, http.StatusOK).says("Brevlådan", "Senaste breven")
	if len(w.capture.All()) <= before {
		t.Error("no letter has come though days have gone")
	}
}
