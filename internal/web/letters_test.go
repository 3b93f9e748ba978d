package web_test

import (
	"strings"
	"testing"
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
