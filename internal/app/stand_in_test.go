package app

import (
	"strings"
	"testing"

	"beredd/internal/engine"
)

const (
	boHere = "bo:   {name: Bo roll, mail: bo@nybro.example}"
	boAway = "bo:   {name: Bo roll, mail: bo@nybro.example, substitute: {person: dan, from: 2026-03-02, to: 2026-03-06}}"
)

// A letter goes to whoever stands in for its recipient when it goes, and to the recipient
// who is back by then.
func TestALetterThatWaitsFollowsAnAbsence(t *testing.T) {
	t.Parallel()
	submitted := func(t *testing.T, replace ...string) postOffice {
		w := office(t, replace...)
		p := w.matter("Jour")
		w.hold()
		w.steps("anna", p, "submit", map[string]any{"due": "2026-05-29"})
		return w
	}
	first := func(w postOffice, address string) string {
		w.t.Helper()
		return w.wants(1, address, "released").Text
	}
	t.Run("who goes away has it when she is back, and her stand-in at once", func(t *testing.T) {
		t.Parallel()
		w := submitted(t)
		w.becomes(boHere, boAway)
		w.release()
		w.hasHad(0, "bo@nybro.example", "Jour", "released")
		if text := first(w, "dan@nybro.example"); !strings.Contains(text, "du ersätter Bo roll, som är borta, i Rådet") {
			t.Errorf("the stand-in's letter is\n%s", text)
		}
		w.until("2026-03-07 03:00")
		w.must(w.system.welcomeBack(t.Context()))
		w.counted.Store(false)
		w.until("2026-03-09 09:00")
		says(t, w.wants(1, "bo@nybro.example", "back"), "Jour", "du var borta när det hände")
	})
	t.Run("who goes away that morning has what was gathered the days before sent to her stand-in", func(t *testing.T) {
		t.Parallel()
		w := office(t, boHere, "bo:   {name: Bo roll, mail: bo@nybro.example, substitute: {person: dan, from: 2026-03-03, to: 2026-03-04}}")
		w.choose("bo", engine.Daily)
		w.steps("anna", w.matter("Jour"), "look", nil)
		w.until("2026-03-03 12:00")
		w.hasHad(0, "bo@nybro.example", "Jour", "away")
		w.hasHad(1, "dan@nybro.example", "Jour", "as the stand-in")
	})
	t.Run("who is back before it goes has it herself, in her own quality", func(t *testing.T) {
		t.Parallel()
		w := submitted(t, boHere, boAway)
		w.becomes()
		w.release()
		w.hasHad(0, "dan@nybro.example", "Jour", "released")
		if text := first(w, "bo@nybro.example"); !strings.Contains(text, "du har en plats i Rådet") {
			t.Errorf("the letter is\n%s", text)
		}
		w.until("2026-03-07 03:00")
		w.must(w.system.welcomeBack(t.Context()))
		w.counted.Store(false)
		w.until("2026-03-09 09:00")
		w.hasHad(1, "bo@nybro.example", "Jour", "nothing of it went to others")
	})
	t.Run("each has their own where the stand-in was to have it for both", func(t *testing.T) {
		t.Parallel()
		seat := []string{"{person: anna, of: nybro}", "{person: dan, of: nybro}"}
		w := submitted(t, append(seat, boHere, boAway)...)
		w.becomes(seat...)
		w.release()
		if text := first(w, "dan@nybro.example"); strings.Contains(text, "Bo roll") || !strings.Contains(text, "du har en plats i Rådet") {
			t.Errorf("the letter of who stood in is\n%s", text)
		}
		if text := first(w, "bo@nybro.example"); !strings.Contains(text, "du har en plats i Rådet") {
			t.Errorf("the letter of who is back is\n%s", text)
		}
	})
	t.Run("a stand-in who has it anyway has it once", func(t *testing.T) {
		t.Parallel()
		seat := []string{"{person: anna, of: nybro}", "{person: dan, of: nybro}"}
		w := submitted(t, seat...)
		w.becomes(append(seat, boHere, boAway)...)
		w.release()
		w.hasHad(1, "dan@nybro.example", "Jour", "released")
		w.hasHad(1, "bo@nybro.example", "Jour", "released")
	})
	t.Run("who stands in for a stand-in has it, and two who are away for each other have it somewhere", func(t *testing.T) {
		t.Parallel()
		w := submitted(t)
		w.becomes(boHere, boAway, "mail: dan@nybro.example}", "mail: dan@nybro.example, substitute: {person: cia, from: 2026-03-02, to: 2026-03-03}}")
		w.release()
		w.hasHad(1, "cia@nybro.example", "Jour", "released")
		w.hasHad(0, "dan@nybro.example", "Jour", "released")
		w.hasHad(0, "bo@nybro.example", "Jour", "released")
		w = submitted(t)
		w.becomes(boHere, boAway, "mail: dan@nybro.example}", "mail: dan@nybro.example, substitute: {person: bo, from: 2026-03-02, to: 2026-03-03}}")
		w.release()
		if n := w.has("bo@nybro.example", "Jour") + w.has("dan@nybro.example", "Jour"); n != 1 {
			t.Errorf("two who are away for each other have %d letters", n)
		}
	})
	t.Run("who has taken over the seat of somebody away has it, and the stand-in has not", func(t *testing.T) {
		t.Parallel()
		w := submitted(t, boHere, boAway)
		w.becomes(boHere, boAway, "{person: bo, role: chair, of: nybro}", "{person: cia, role: chair, of: nybro, from: 2026-03-02}")
		w.release()
		w.hasHad(0, "bo@nybro.example", "Jour", "released")
		w.hasHad(0, "dan@nybro.example", "Jour", "released")
		w.hasHad(1, "cia@nybro.example", "Jour", "released")
	})
	t.Run("a receipt is for who did what it acknowledges", func(t *testing.T) {
		t.Parallel()
		w := office(t)
		p := w.matter("Jour")
		w.steps("anna", p, "submit", map[string]any{"due": "2026-05-29"})
		w.steps("bo", p, "decide", map[string]any{"decision": "Ja"})
		had := w.has("cia@nybro.example", "Jour")
		w.hold()
		w.by("cia", engine.Act{Kind: engine.AnswerAsk, Proposal: p.ID, Round: w.reread(p).Rounds[0].ID, Respondent: "nybro", Answer: "yes_all"})
		w.becomes("cia:  {name: Cia roll, mail: cia@nybro.example}", "cia:  {name: Cia roll, mail: cia@nybro.example, substitute: {person: dan, from: 2026-03-02, to: 2026-03-06}}")
		w.release()
		w.hasHad(had+1, "cia@nybro.example", "Jour", "released")
	})
}
