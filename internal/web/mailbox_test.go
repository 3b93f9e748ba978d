package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// The demo's mailbox begins with what the visitor would read: the own letters and
// those to the organizations and bodies the visitor acts for.
func TestTheMailboxBeginsWithOnesOwn(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("borgholm_social")
	page := b.get("/demo/brevlada")
	page.says("Socialchef Borgholm socialchef@borgholm.example", "Borgholms kommun, funktionsbrevlåda registrator@borgholm.example", "Andras brevlådor")
	text := page.text()
	if own, others := strings.Index(text, "registrator@borgholm.example"), strings.Index(text, "registrator@torsas.example"); own < 0 || others < own {
		t.Error("another's mailbox stands before one's own")
	}
	if n := strings.Count(page.body, "registrator@borgholm.example</"); n != 1 {
		t.Errorf("the organization's mailbox stands %d times", n)
	}
}

// A letter is new until this visitor has opened it.
func TestALetterIsNewUntilItIsOpened(t *testing.T) {
	w := newWorld(t, true)
	b, other := w.as("borgholm_social"), w.as("borgholm_social")
	b.post("/demo/tid", url.Values{"till": {"nasta"}, "next": {"/"}}, http.StatusOK)
	count := func(page opened) string {
		return regexp.MustCompile(`Brevlådan(?: \((\d+) ny)?`).FindStringSubmatch(page.text())[1]
	}
	before := count(b.get("/"))
	page := b.get("/demo/brevlada").says("Nytt")
	first := regexp.MustCompile(`Nytt</span> <a class="what" href="(/demo/brevlada/[^"]+)"`).FindStringSubmatch(page.body)
	if first == nil || before == "" {
		t.Fatalf("no letter is marked as new, and %q are", before)
	}
	b.get(first[1])
	page = b.get("/demo/brevlada")
	if strings.Contains(page.body, `Nytt</span> <a class="what" href="`+first[1]+`"`) || count(page) == before {
		t.Errorf("the opened letter is still new; %s of %s are", count(page), before)
	}
	if count(other.get("/")) != before {
		t.Error("one visitor's reading counts for another")
	}
}
