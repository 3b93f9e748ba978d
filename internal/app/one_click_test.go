package app

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// Turning off by one click works from the letter that gathers others, as often as it is
// pressed, and long afterwards, also when the addresses of old letters have been forgotten.
func TestOneClickTurnsOff(t *testing.T) {
	t.Parallel()
	g := newGroup(t)
	dir := t.TempDir()
	for name, text := range officePack {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	g.config.Pack = dir
	g.flow.at("2026-03-02 10:00")
	g.start()
	defer g.stop()
	pace := func() engine.Pace {
		t.Helper()
		chosen, err := g.store.LetterChoices(t.Context(), "post", "bo")
		if err != nil {
			t.Fatal(err)
		}
		return chosen[engine.InformationLetter]
	}
	choose := func(pace engine.Pace) {
		t.Helper()
		if err := g.store.ChooseLetters(t.Context(), engine.LetterChoice{Collaboration: "post", Recipient: "bo", Mail: "bo@nybro.example", Kind: engine.InformationLetter, Pace: pace}, g.clock.Now()); err != nil {
			t.Fatal(err)
		}
	}
	looked := func() {
		t.Helper()
		outcome := g.act("anna", engine.Act{Kind: engine.Propose, Workflow: "matter", Inputs: map[string]any{"title": "Jour"}})
		g.id = outcome.ID
		g.act("anna", engine.Act{Kind: engine.Do, Transition: "look"})
	}
	choose(engine.Daily)
	looked()
	looked()
	g.eventually("both letters wait for the morning", func() bool {
		log, err := g.store.Deliveries(t.Context(), engine.DeliveryFilter{Collaboration: "post", Limit: 99})
		if err != nil {
			t.Fatal(err)
		}
		waiting := 0
		for _, d := range log.Rows {
			if d.Mail == "bo@nybro.example" && d.IsDigest() {
				waiting++
			}
		}
		return waiting == 2
	})
	g.flow.at("2026-03-03 08:01")
	g.worker.Wake()
	g.eventually("bo has the day's letter", func() bool { return len(g.lettersTo("bo@nybro.example")) == 1 })
	gathered := g.lettersTo("bo@nybro.example")[0]
	link := strings.Trim(gathered.head.Get("List-Unsubscribe"), "<>")
	if gathered.head.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" || !strings.HasPrefix(link, g.base) {
		t.Fatalf("the letter “%s” turns off by %q", gathered.subject, link)
	}
	press := func(want int) {
		t.Helper()
		response, err := http.PostForm(link, url.Values{"List-Unsubscribe": {"One-Click"}})
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("one click came to %d, want %d", response.StatusCode, want)
		}
	}
	for range 2 {
		press(http.StatusNoContent)
		if got := pace(); got != engine.Never {
			t.Errorf("bo has letters %q", got)
		}
	}
	looked()
	choose(engine.Weekly)
	g.flow.at("2026-09-01 10:00")
	press(http.StatusNoContent)
	if got := pace(); got != engine.Never {
		t.Errorf("half a year later bo has letters %q", got)
	}
	if _, err := g.dispose(t.Context(), Retention{Addresses: 1}); err != nil {
		t.Fatal(err)
	}
	choose(engine.Weekly)
	press(http.StatusNoContent)
	if got := pace(); got != engine.Never {
		t.Errorf("where addresses are forgotten bo has letters %q", got)
	}
	if n := len(g.lettersTo("bo@nybro.example")); n != 1 {
		t.Errorf("bo has had %d letters", n)
	}
}
