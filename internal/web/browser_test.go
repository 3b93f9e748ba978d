package web_test

import (
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"beredd/internal/web/browsertest"
)

// allowed is what axe cannot decide by itself.
var allowed = []browsertest.Allowance{
	{Rule: "color-contrast", Target: ".marker", Reason: "a number on a drawn shape: TestTheColoursCanBeTold weighs both"},
	{Rule: "color-contrast", Target: "text", Reason: "text in the wheel: TestTheColoursCanBeTold weighs its colours"},
	{Rule: "color-contrast", Target: ".mark", Reason: "text in the wheel: TestTheColoursCanBeTold weighs its colours"},
	{Rule: "color-contrast", Target: ".heat", Reason: "cells on stripes and beneath the first column, which stays: TestEverybodyCanReadACrowdedYear weighs each"},
	{Rule: "color-contrast", Target: ".matrix", Reason: "answers beneath the first column, which stays: TestTheColoursCanBeTold weighs the colours of each shape"},
}

// looked are the pages that are looked at: each sort once, and those that show
// what goes wrong.
func (w *world) looked() []string {
	p := w.number("Praktiska anvisningar för habilitering")
	open := w.number("Handlingsplan för det generella")
	late := w.number("Överenskommelse kring personer")
	at := func(number string) string { return "/arenden/" + strings.ReplaceAll(number, " ", "-") }
	return []string{
		"/", "/arenden?flik=all", "/arenden?sok=finnsinte", "/arenden/nytt", at(p.Number), at(late.Number), at(open.Number),
		at(late.Number) + "/vag", at(open.Number) + "/steg/put_on_agenda", at(open.Number) + "/andra",
		w.linkOf("registrator@torsas.example", p.Number), w.linkOf("registrator@borgholm.example", p.Number), "/s/nothing",
		w.linkIn("decision", "registrator@kalmar.example", w.number("Rutin för samordnad individuell plan").Number), // long closed
		"/utskick?status=failed", "/aret", "/aret/2026?vy=hjul", "/aret/2026/belastning", "/arbetsflode", "/historik?kontroll=ja", "/installningar", "/logga-in",
		"/tillganglighet", "/personuppgifter", "/ny-lank", "/hjalp", "/demo/brevlada", "/finns-inte",
	}
}

func TestEverybodyCanReadEveryPage(t *testing.T) {
	w := newWorld(t, true)
	for _, look := range []browsertest.Look{browsertest.Light, browsertest.Dark, browsertest.Narrow, browsertest.Forced} {
		t.Run(look.String(), func(t *testing.T) {
			tab := browsertest.Open(t, look)
			signInAs(t, tab, w, "preparation_secretary")
			for _, path := range w.looked() {
				t.Run(path, func(t *testing.T) {
					tab.Visit(t, w.http.URL+path)
					tab.Axe(t, allowed...)
					if wide := browsertest.Eval[float64](t, tab, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
						t.Errorf("%s is %v pixels wider than the window", path, wide)
					}
				})
			}
			for _, complaint := range tab.Complaints() {
				if !strings.Contains(complaint, "404") && !strings.Contains(complaint, "410") {
					t.Error(complaint)
				}
			}
		})
	}
}

// Whom a round asks answers without a letter too, on a page that only it may see.
func TestAMemberCanReadItsAnswerPage(t *testing.T) {
	w := newWorld(t, true)
	number := strings.ReplaceAll(w.number("Praktiska anvisningar för habilitering").Number, " ", "-")
	for _, look := range []browsertest.Look{browsertest.Light, browsertest.Dark, browsertest.Narrow} {
		t.Run(look.String(), func(t *testing.T) {
			tab := browsertest.Open(t, look)
			signInAs(t, tab, w, "borgholm_social")
			tab.Visit(t, w.http.URL+"/arenden/"+number+"/svar/dissemination/borgholm")
			tab.Axe(t, allowed...)
			tab.Keyboard(t)
		})
	}
}

func TestEveryPageIsReachedByKeyboard(t *testing.T) {
	w := newWorld(t, true)
	tab := browsertest.Open(t, browsertest.Light)
	signInAs(t, tab, w, "preparation_secretary")
	for _, path := range w.looked() {
		t.Run(path, func(t *testing.T) {
			tab.Visit(t, w.http.URL+path)
			tab.Keyboard(t)
		})
	}
}

func TestEveryPageIsSoundHTMLAndLeadsSomewhere(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("preparation_secretary")
	pages := map[string][]byte{}
	links := map[string]string{}
	for _, path := range w.looked() {
		page := b.get(path)
		pages[path] = []byte(page.body)
		each(page.parsed(), func(n *html.Node) {
			for _, name := range []string{"href", "src"} {
				if to := attribute(n, name); strings.HasPrefix(to, "/") {
					links[to] = path
				}
			}
			if to := attribute(n, "href"); strings.HasPrefix(to, "#") && len(to) > 1 && !strings.Contains(page.body, `id="`+to[1:]+`"`) {
				t.Errorf("%s links to %s, which is not on it", path, to)
			}
		})
	}
	browsertest.HTMLValidate(t, pages)
	for to, from := range links {
		if page := b.get(to); page.status != http.StatusOK {
			t.Errorf("%s links to %s, which answers %d", from, to, page.status)
		}
	}
}

// A scanner of mail that is a whole browser opens links and runs what stands there; it
// reads the page to its end, and nothing has happened.
func TestAScannerThatRunsScriptChangesNothing(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	links := []string{w.linkOf("registrator@vimmerby.example", p.Number), w.linkOf("registrator@monsteras.example", p.Number)}
	before := w.state()
	tab := browsertest.Open(t, browsertest.Light)
	for _, link := range links {
		tab.Visit(t, w.http.URL+link)
		browsertest.Eval[float64](t, tab, `(() => { window.scrollTo(0, document.body.scrollHeight); return document.forms.length })()`)
	}
	if w.state() != before {
		t.Error("opening links in a browser has changed what is kept")
	}
}
