package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"beredd/internal/web/browsertest"
)

// shared puts two persons at one function mailbox.
func (w *world) shared() string {
	const mail = "beredningen@samverkan.example"
	w.pack.People.Person("preparation_chair").Mail = mail
	w.pack.People.Person("preparation_secretary").Mail = strings.ToUpper(mail)
	return mail
}

func TestWhoeverSharesAnAddressSaysWhoItIs(t *testing.T) {
	w := newWorld(t, true)
	mail := w.shared()
	b := w.as("")
	page := b.askForCode(mail, "/arenden?flik=decided")
	before := b.client.Jar.Cookies(page.url)[0].Value
	who := b.post("/logga-in/kod", page.form("/logga-in/kod", "kod", w.codeTo(mail)), http.StatusOK).
		says("Vem är du?", mail, "Ordförande beredningsgruppen", "Sekreterare beredningsgruppen").lacks("Socialchef Borgholm")
	if b.client.Jar.Cookies(page.url)[0].Value == before {
		t.Error("the session has the same token after the code")
	}
	if to := b.get("/arenden").url.Path; to != "/logga-in" {
		t.Errorf("whoever has not said who it is is let in to %s", to)
	}
	for _, forged := range []string{"county_coordinator", "borgholm_social", "", "nobody"} {
		b.post("/logga-in/vem", url.Values{"person": {forged}}, http.StatusUnprocessableEntity).says("Välj en av dem")
	}
	if to := b.get("/arenden").url.Path; to != "/logga-in" {
		t.Fatalf("a forged choice leads to %s", to)
	}
	in := b.post("/logga-in/vem", who.form("/logga-in/vem", "person", "preparation_secretary"), http.StatusOK)
	if in.url.RequestURI() != "/arenden?flik=decided" {
		t.Errorf("signed in, one stands at %s", in.url)
	}
	in.says("Sekreterare beredningsgruppen")
	if again := b.get("/logga-in/vem"); again.url.Path == "/logga-in/vem" {
		t.Error("the choice can be made twice with one code")
	}
}

func TestNobodyChoosesWithoutACode(t *testing.T) {
	w := newWorld(t, true)
	mail := w.shared()
	b := w.as("")
	b.askForCode(mail, "/")
	for _, path := range []string{"/logga-in/vem"} {
		if to := b.get(path).url.Path; to != "/logga-in" {
			t.Errorf("without a code %s leads to %s", path, to)
		}
	}
	b.post("/logga-in/vem", url.Values{"person": {"preparation_chair"}}, http.StatusOK)
	if to := b.get("/arenden").url.Path; to != "/logga-in" {
		t.Errorf("without a code one is let in to %s", to)
	}
}

func TestTheChoiceIsMadeWithScriptAndWithout(t *testing.T) {
	for _, look := range []browsertest.Look{browsertest.Narrow, {NoScript: true}} {
		t.Run(look.String(), func(t *testing.T) {
			w := newWorld(t, true)
			mail := w.shared()
			tab := browsertest.Open(t, look)
			tab.Visit(t, w.http.URL+"/logga-in?next=/installningar")
			tab.Fill(t, "#mail", mail)
			tab.Enter(t)
			tab.Fill(t, "#kod", w.codeTo(mail))
			tab.Enter(t)
			if !look.NoScript {
				tab.Axe(t)
			}
			tabToButton(t, tab, "preparation_chair")
			tab.Enter(t)
			if said := tab.Text(t, "body"); !strings.Contains(said, "Ordförande beredningsgruppen") || !strings.Contains(said, "Mina inställningar") {
				t.Errorf("after choosing, the page says: %s", said)
			}
		})
	}
}
