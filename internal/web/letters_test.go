package web_test

import (
	"strings"
	"testing"

	"beredd/internal/engine"
)

// Behind a relay nobody knows more than that the relay took the letter.
func TestADeliveryClaimsNoMoreThanIsKnown(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	b := w.as("county_coordinator")
	for path, want := range map[string]string{
		"/utskick?status=accepted": "överlämnad till e-postservern", at(p.Number): "som svarade 250",
		"/utskick?status=accepted&sprak=en": "which said 250",
	} {
		page := b.get(path).says(want)
		if text := strings.ToLower(page.text()); strings.Contains(text, "mottagarens server") || strings.Contains(text, "recipient's server") {
			t.Errorf("%s claims that the recipient's server has a letter", path)
		}
	}
}

// Whoever looks whether the letters went is told that none goes, and why.
func TestHeldLettersAreToldOf(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("county_coordinator")
	if strings.Contains(b.get("/utskick").text(), "Inga brev går ut") {
		t.Error("nothing is held, and the page says that letters are")
	}
	if err := w.store.Hold(t.Context(), engine.Hold{Why: engine.Restored, Since: w.Now()}); err != nil {
		t.Fatal(err)
	}
	b.get("/utskick").says("Inga brev går ut", "återställd från en kopia")
	b.get("/utskick?sprak=en").says("No letters have gone", "restored from a copy")
}
