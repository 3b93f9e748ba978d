package web_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"beredd/internal/web/browsertest"
)

// A manager who uses no mouse opens the letter's link and answers, with script
// and without.
func TestTheAnswerIsGivenByKeyboardAlone(t *testing.T) {
	for _, look := range []browsertest.Look{browsertest.Light, {NoScript: true}, {Width: 360, Height: 640}} {
		t.Run(look.String(), func(t *testing.T) {
			w := newWorld(t, true)
			p := w.number("Praktiska anvisningar för habilitering")
			tab := browsertest.Open(t, look)
			tab.Visit(t, w.http.URL+w.linkOf("registrator@monsteras.example", p.Number))
			tabTo(t, tab, "svar-received")
			tab.Type(t, " ") // chooses the first
			tab.Type(t, kb.ArrowDown)
			tabTo(t, tab, "f-spread-plan")
			tab.Type(t, "Tas upp på nästa chefsmöte")
			tabTo(t, tab, "f-spread-responsible")
			tab.Type(t, "Enhetschefen")
			tabTo(t, tab, "f-spread-date")
			tab.Type(t, "08242026")
			tabToButton(t, tab, "granska")
			if status := tab.Enter(t); status != 200 {
				t.Fatalf("the check page answers %d: %s", status, tab.Text(t, "main"))
			}
			tabToButton(t, tab, "skicka")
			tab.Enter(t)
			if said := tab.Text(t, "main"); !strings.Contains(said, "Tack, svaret är mottaget") {
				t.Fatalf("after sending, the page says: %s", said)
			}
			if r := w.respondent(p, "dissemination", "monsteras"); r.Answer != "spread" || r.Inputs["date"] != "2026-08-24" {
				t.Errorf("kept is %q with %v", r.Answer, r.Inputs)
			}
		})
	}
}

// tabTo presses Tab until the focus is on the element of that id.
func tabTo(t *testing.T, tab *browsertest.Tab, id string) {
	t.Helper()
	pressTab(t, tab, `document.activeElement.id === "`+id+`"`, id)
}

func tabToButton(t *testing.T, tab *browsertest.Tab, value string) {
	t.Helper()
	pressTab(t, tab, `document.activeElement.tagName === "BUTTON" && document.activeElement.value === "`+value+`"`, value)
}

func pressTab(t *testing.T, tab *browsertest.Tab, there, what string) {
	t.Helper()
	for range 60 {
		if browsertest.Eval[bool](t, tab, there) {
			return
		}
		tab.Type(t, kb.Tab)
	}
	t.Fatalf("Tab never comes to %s", what)
}
