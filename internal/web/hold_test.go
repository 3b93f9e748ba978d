package web_test

import (
	"net/url"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// A coordinator sees whom the letters that are held would go to and why, and lets
// them go, or says why they never do; nobody else decides, and the clock is the
// operator's.
func TestACoordinatorDecidesOnLettersThatAreHeld(t *testing.T) {
	w := newWorld(t, true)
	b, nils := w.as("county_coordinator"), w.as("borgholm_social")
	key := func(values ...string) url.Values {
		form := url.Values{"nyckel": {"k1"}}
		for i := 0; i < len(values); i += 2 {
			form.Set(values[i], values[i+1])
		}
		return form
	}
	held := func(want bool) {
		t.Helper()
		h, err := w.store.OnHold(t.Context())
		if err != nil || (h != nil) != want {
			t.Fatalf("the hold is %v %v", h, err)
		}
	}
	b.get("/utskick").says("Håll alla brev")
	nils.get("/utskick").lacks("Håll alla brev")
	b.post("/utskick", key("gor", "held"), 200)
	held(true)
	b.get("/utskick").says("Ska de här breven gå?", "Släpp alla brev")
	nils.get("/utskick").lacks("Släpp alla brev")
	nils.post("/utskick", key("gor", "released"), 403)
	held(true)
	b.post("/utskick", key("gor", "released"), 200)
	held(false)

	if err := w.store.Hold(t.Context(), engine.Hold{Why: engine.TooMany, Since: w.Now()}); err != nil {
		t.Fatal(err)
	}
	b.get("/utskick").says("många fler på en gång")
	b.post("/utskick", key("gor", "discarded"), 422)
	held(true)
	b.post("/utskick", key("gor", "discarded", "skal", "Importen var ett prov"), 200)
	held(false)

	if err := w.store.Hold(t.Context(), engine.Hold{Why: engine.ClockBack, Since: w.Now()}); err != nil {
		t.Fatal(err)
	}
	if page := b.get("/utskick"); strings.Contains(page.text(), "Släpp alla brev") {
		t.Error("a coordinator releases letters whose clock is in doubt")
	}
	b.post("/utskick", key("gor", "released"), 409)
	held(true)
}
