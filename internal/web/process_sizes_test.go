package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// However a pack is sent, it holds no more than a pack may: not in one file, and not by
// many sendings. What was sent before is kept.
func TestADraftHoldsNoMoreThanAPack(t *testing.T) {
	w := publishing(t)
	b := w.as("county_coordinator")
	b.sends("stor.md", []byte(strings.Repeat("rad\n", 300_000)), http.StatusUnprocessableEntity).says("Det är för mycket")
	text := []byte(strings.Repeat("rad\n", 240_000))
	for i := range 8 {
		b.sends(fmt.Sprintf("bilaga-%d.md", i), text, http.StatusOK)
	}
	b.sends("bilaga-8.md", text, http.StatusUnprocessableEntity).says("Det är för mycket").lacks("bilaga-8.md")
	b.get("/processen").says("bilaga-7.md").lacks("bilaga-8.md")
}

// The text line by line is shown where something is to be seen in it, and else is folded
// away.
func TestLinesAreShownWhereSomethingIsWrong(t *testing.T) {
	w := publishing(t)
	b := w.as("county_coordinator")
	b.get(editForm + "?fil=proposal.yaml").says("Visa texten med radnummer").lacks("Rad för rad")
	b.writes("proposal.yaml", "kontrollera", "held_by: preparation", "held_by: preparatoin").says("Rad för rad").lacks("Visa texten med radnummer")
}
