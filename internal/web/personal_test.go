package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/engine"
)

const numbered = "Gäller klienten med 811228-9874, se journalen"

// A personal identity number in a text is pointed out beside it. The writer may
// mend it, or let it stand; nothing that was written is lost.
func TestANumberInATextIsPointedOutBeforeItGoesAnywhere(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	b, closer := w.as("preparation_secretary"), w.as("county_coordinator")
	other := w.number("Överenskommelse kring personer")
	for _, row := range []struct {
		by    *browser
		path  string
		field string
		done  string
	}{
		{b, at(p.Number) + "/andra", "summary", "Ändringarna är sparade"},
		{b, at(p.Number) + "/steg/refer_back", "reason", "Återremitterat"},
		{closer, at(other.Number) + "/stang/dissemination", "reason", "Frågan är stängd"},
	} {
		page := row.by.get(row.path)
		page = row.by.post(row.path, page.form(row.path, row.field, numbered), http.StatusUnprocessableEntity)
		page.says("ser det ut att stå ett personnummer", "Texten får stå som den är")
		if form := page.form(row.path); form.Get(row.field) != numbered || form.Has("anda") {
			t.Errorf("%s: the form has %q, confirmed %v", row.path, form.Get(row.field), form["anda"])
		}
		// Without the tick it is refused again.
		page = row.by.post(row.path, page.form(row.path), http.StatusUnprocessableEntity)
		row.by.post(row.path, page.form(row.path, "anda", row.field), http.StatusOK).says(row.done)
	}
	if now, _ := w.Proposal(t.Context(), p.ID); now.Summary != numbered {
		t.Errorf("kept is %q", now.Summary)
	}
}

func TestANumberInADraftIsPointedOutWhenItBecomesAProposal(t *testing.T) {
	b := newWorld(t, false).as("borgholm_elderly")
	page := b.get("/arenden/nytt")
	form := page.form("/arenden/nytt", "title", "Rutin", "summary", numbered, "gor", "skapa")
	page = b.send("/arenden/nytt", form, "", nil, http.StatusUnprocessableEntity).says("Texten får stå som den är")
	b.send("/arenden/nytt", page.form("/arenden/nytt", "anda", "summary", "gor", "skapa"), "", nil, http.StatusOK).says("Ärendet är skapat")
}

func TestWhoAnswersWithANumberReadsAWarningBeforeItIsSent(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	link := w.linkOf("registrator@monsteras.example", p.Number)
	b := w.as("")
	form := b.get(link).form(link, "svar", "declined", "declined.reason", numbered, "gor", "granska")
	b.post(link, form, http.StatusOK).says("Granska svaret", "ser ut att innehålla ett personnummer")
	form.Set("declined.reason", "Vi berörs inte, ring 0480-123456")
	b.post(link, form, http.StatusOK).says("Granska svaret").lacks("personnummer")
}

// The documents of a proposal have a room together; who fills it is told how
// much is used.
func TestADocumentThatHasNoRoomIsRefusedWithHowMuchIsUsed(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("preparation_secretary")
	p := w.number("Handlingsplan för det generella")
	hash, err := w.store.PutBlob(t.Context(), pdf)
	must(t, err)
	var documents []engine.Document
	for i := range 8 {
		documents = append(documents, engine.Document{Name: string(rune('a'+i)) + ".pdf", Type: "application/pdf", Size: 25_000_000, Hash: hash})
	}
	act := engine.Act{Kind: engine.Attach, Proposal: p.ID, Key: "large", ID: "large", Actor: engine.Actor{Person: "preparation_secretary", Assurance: "login"},
		Inputs: map[string]any{"documents": documents}}
	_, err = w.Act(t.Context(), act)
	must(t, err)
	action := at(p.Number) + "/handlingar"
	form := b.get(at(p.Number)).form(action)
	b.send(action, form, "stor.pdf", append(pdf, make([]byte, 12_000_000)...), http.StatusUnprocessableEntity).
		says("stor.pdf (12,0 MB) får inte plats", "högst 200 MB", "200,0 MB är redan använt", "Till ärendet")
	b.send(action, form, "liten.pdf", pdf, http.StatusOK).says("Handlingen är tillagd")
	if now, _ := w.Proposal(t.Context(), p.ID); len(now.Documents) != len(p.Documents)+9 || !strings.HasPrefix(now.Documents[len(now.Documents)-1].Name, "liten") {
		t.Errorf("the proposal has %d documents", len(now.Documents))
	}
}
