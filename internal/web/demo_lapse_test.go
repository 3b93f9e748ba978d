package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// Who moves the demo's clock is told, on the page they stand on, what happened.
func TestWhoMovesTheClockIsToldWhatHappened(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("preparation_secretary")
	p := w.number("Handlingsplan för det generella")
	move := func(how string) opened {
		return b.post("/demo/tid", url.Values{"till": {how}, "next": {at(p.Number) + "?gjort=step"}}, http.StatusOK)
	}
	page := move("dag")
	if page.url.Path != at(p.Number) {
		t.Errorf("after the move one stands at %s", page.url)
	}
	page.says("Klockan gick till torsdag 11 juni 2026 (v. 24) kl. 09.00", "brev skickades",
		"Sista dagen gick ut: Spridning", "I dag är sista dagen: Bereds", "Påminnelse skickades: Bereds").lacks("Klart.")
	if !strings.Contains(page.body, `<a href="/demo/brevlada">`) || !strings.Contains(page.body, `<a href="`+at(p.Number)+`">`+p.Number) {
		t.Error("the sentence leads neither to the letters nor to the proposal")
	}
	// The address says what to tell: another page, and another visit, tell nothing.
	b.get(at(p.Number)).lacks("Klockan gick")
	if next := page.form("/demo/tid").Get("next"); next != at(p.Number) {
		t.Errorf("the next move would come to %q", next)
	}
}

func TestWhereNothingHappensTheDemoSaysSo(t *testing.T) {
	b := newWorld(t, false).as("preparation_secretary")
	move := func(how string) opened {
		return b.post("/demo/tid", url.Values{"till": {how}, "next": {"/"}}, http.StatusOK)
	}
	move("dag").says("Klockan gick till tisdag 6 januari 2026", "Inget hände på vägen")
	move("nasta").says("Klockan står kvar")
}
