package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/link"
	"beredd/internal/web"
)

// A coordinator sees and takes home what is kept of a person, but not what the person
// wrote; nobody else does. What is forgotten by rule leaves a line, and the page of
// personal data says the rule as it is set.
func TestWhatIsKeptOfAPersonIsShownToCoordinators(t *testing.T) {
	w := newWorld(t, true, func(c *web.Config) { c.Keeping = web.Keeping{Letters: 24, Addresses: 90, Nightly: true} })
	p := w.number("Överenskommelse kring personer")
	b := w.as("county_coordinator")
	b.get(link.PrivacyPath+"?sprak=sv").says("adressen döljs efter 90 dagar", "tas bort efter 24 månader", "varje natt", "inga underbiträden", "Visa vad som sparas om en person")
	b.get("/personuppgifter/person").says("Personens nyckel, e-postadress eller namn")
	b.get("/personuppgifter/person?vem=preparation_secretary").says("Händelser i historiken", "Hem som fil")
	file := b.get("/personuppgifter/person.json?vem=preparation_secretary").body
	if !strings.Contains(file, `"in_force": true`) || !strings.Contains(file, `"letters": [`) || strings.Contains(file, `"texts"`) {
		t.Errorf("the file is %.400s", file)
	}
	other := w.as("borgholm_elderly")
	for _, path := range []string{"/personuppgifter/person", "/personuppgifter/person.json?vem=preparation_secretary"} {
		if answer, err := other.client.Get(other.absolute(path)); err != nil || answer.StatusCode != http.StatusForbidden {
			t.Errorf("%s answers somebody else %v %v", path, answer, err)
		}
	}
	later := w.Now().AddDate(3, 0, 0)
	hide := func(string) string { return engine.HiddenMark + "ab12" }
	rule := engine.Retention{Addresses: later}
	_, err := w.store.Dispose(t.Context(), w.pack.Key, rule, hide, later)
	must(t, err)
	b.get(at(p.Number)).says("Adressen är dold")
}
