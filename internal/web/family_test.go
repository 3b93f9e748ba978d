package web_test

import (
	"io/fs"
	"net/http"
	"os"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// wordPack is one of the small packs that show what words mean.
func wordPack(t *testing.T, name string) *definition.Pack {
	t.Helper()
	return everybodysPack(t, os.DirFS("../../workflows/testdata/words/"+name))
}

// everybodysPack is a pack in which one may be anybody.
func everybodysPack(t *testing.T, files fs.FS) *definition.Pack {
	t.Helper()
	pack, problems := definition.Read(files, nil)
	must(t, problems.Err())
	for _, person := range pack.People.Persons {
		pack.Demo.Personas = append(pack.Demo.Personas, definition.Persona{Person: person.Key})
	}
	return pack
}

func TestAPartAndItsWholeShowEachOther(t *testing.T) {
	w := worldOf(t, wordPack(t, "splitting"), false)
	whole := w.done(engine.Act{Kind: engine.Propose, Actor: engine.Actor{Person: "cia", Assurance: "login"}, Inputs: map[string]any{
		"title": "The whole", "summary": "All of it"}})
	b := w.as("cia")
	step := at(whole.Number) + "/steg/split_off"
	page := b.get(step).says("Ett nytt ärende öppnas hos The preparers", "(Matter)")
	if form := page.form(step); form.Get("title") != "" {
		t.Errorf("the part is called %q before it has a title", form.Get("title"))
	}
	b.post(step, page.form(step, "title", "Part one"), http.StatusOK).
		says("Klart", "The whole", "T 2026-002 Part one", "In preparation", "0 av 1 är klara", "Pågår", "Väntar på andra ärenden: Parts", "Väntar på T 2026-002")
	part := b.get(at("T 2026-002")).says("Ärenden som hör ihop", "Kommer ur", "T 2026-001 The whole", "På grund av")
	if !strings.Contains(part.body, `<a href="/arenden/T-2026-001">T 2026-001 The whole</a>`) {
		t.Error("the part does not lead to the whole")
	}
	b.get(at(whole.Number) + "/steg/split_off").says("öppnas")
	b = w.as("dan")
	reject := at("T 2026-002") + "/steg/reject"
	b.post(reject, b.get(reject).form(reject, "decision", "Nej", "reason", "Onödigt"), http.StatusOK)
	b.get(at(whole.Number)).says("1 av 1 är klara", "T 2026-002 har kommit till ”Rejected”")
}

func TestWhatOneProposalReplacesIsLookedFor(t *testing.T) {
	w := worldOf(t, wordPack(t, "superseding"), false)
	anna := engine.Actor{Person: "anna", Assurance: "login"}
	w.done(engine.Act{Kind: engine.Propose, Actor: anna, Inputs: map[string]any{"title": "The old"}})
	fresh := w.done(engine.Act{Kind: engine.Propose, Actor: anna, Inputs: map[string]any{"title": "The new"}})
	b := w.as("anna")
	edit := at(fresh.Number) + "/andra"
	b.get(edit).says("Replaces", "Ärendets nummer")
	b.post(edit, b.get(edit).form(edit, "replaces", "T 2026-077"), http.StatusUnprocessableEntity).says("Inget ärende har numret T 2026-077")
	b.post(edit, b.get(edit).form(edit, "replaces", "T 2026-001"), http.StatusOK).says("Replaces", "T 2026-001 The old")
}
