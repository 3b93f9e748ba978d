package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

// Whoever has lost a letter gets it again at the registered address, with a link that
// opens the question; whoever asks for another address is answered alike, and nobody is
// written to.
func TestANewLinkGoesToTheRegisteredAddressAlone(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	const mailbox = "registrator@monsteras.example"
	old := w.linkOf(mailbox, p.Number)
	b := w.as("")
	asks := func(mail string) opened {
		page := b.post("/ny-lank", url.Values{"mail": {mail}}, http.StatusOK)
		w.server.Wait()
		_, err := w.Deliver(t.Context())
		must(t, err)
		return page
	}
	before, all := len(w.capture.Of(mailbox)), len(w.capture.All())
	unknown := asks("nagon.annan@nowhere.example")
	if len(w.capture.All()) != all {
		t.Error("somebody is written to though nobody has the address")
	}
	known := asks("Registrator@Monsteras.example")
	if known.text() != unknown.text() {
		t.Errorf("known: %s\nunknown: %s", known.text(), unknown.text())
	}
	letters := len(w.capture.Of(mailbox)) - before
	if letters == 0 || len(w.capture.All())-all != letters {
		t.Errorf("%d letters go to the mailbox, of %d in all", letters, len(w.capture.All())-all)
	}
	again := w.linkOf(mailbox, p.Number)
	if again == old {
		t.Fatal("the link is the old one")
	}
	for _, link := range []string{old, again} {
		b.get(link).says(p.Title)
	}
	b.post("/ny-lank", url.Values{"mail": {"ingen adress"}}, http.StatusUnprocessableEntity)
	gone, err := b.client.Get(b.absolute(again + "x"))
	must(t, err)
	b.read(gone).says("Få en ny länk")
}
