package app

import (
	"strings"
	"testing"

	"beredd/internal/engine"
)

// A letter that has waited tells what is so when it goes, and asks for nothing that is not
// to be done any more.
func TestLettersThatWaitedOthersGotWrong(t *testing.T) {
	t.Parallel()
	t.Run("a title that was changed meanwhile is the new one everywhere", func(t *testing.T) {
		t.Parallel()
		w := office(t)
		p := w.matter("Jour")
		w.hold()
		w.steps("anna", p, "look", nil)
		w.by("anna", engine.Act{Kind: engine.Edit, Proposal: p.ID, Inputs: map[string]any{"title": "Beredskap"}})
		w.release()
		l := w.wants(1, "bo@nybro.example", "released")
		if strings.Contains(l.Text+l.Subject+string(l.Raw), "Jour") || !strings.Contains(l.Subject, "Beredskap") || !strings.Contains(l.Text, "Beredskap") {
			t.Errorf("the letter “%s” is\n%s", l.Subject, l.Text)
		}
	})
	t.Run("nobody is asked to do what has been ended meanwhile", func(t *testing.T) {
		t.Parallel()
		w := office(t, "close:  {title: {sv: Avsluta, en: Close}, from: [open, spread]", "close:  {title: {sv: Avsluta, en: Close}, from: [open, voted, spread]")
		p := w.matter("Jour")
		w.hold()
		w.steps("anna", p, "submit", map[string]any{"due": "2026-05-29"})
		w.until("2026-03-02 09:30")
		w.steps("anna", p, "close", nil)
		w.release()
		w.hasHad(0, "bo@nybro.example", "Besluta i ärendet", "released")
		if got := strings.Join(w.became(p, "to_decide"), ", "); !strings.Contains(got, "needless") {
			t.Errorf("of the letter became %s", got)
		}
	})
	t.Run("an edit of what is no time calls nobody anew", func(t *testing.T) {
		t.Parallel()
		w, m := councilOf(t)
		w.until("2026-03-02 10:00")
		before := w.tellings("anna@nybro.example")
		w.by("bo", engine.Act{Kind: engine.Edit, Proposal: m.ID, Inputs: map[string]any{"summary": "Kaffe finns"}})
		w.until("2026-03-02 12:00")
		w.tells("after an edit", "anna@nybro.example", before...)
	})
	t.Run("where two share a mailbox the other's meeting stays when one leaves", func(t *testing.T) {
		t.Parallel()
		shared := []string{"mail: bo@nybro.example", "mail: delad@nybro.example", "mail: anna@nybro.example", "mail: delad@nybro.example"}
		w, _ := councilOf(t, shared...)
		w.until("2026-03-02 10:00")
		w.tells("called", "delad@nybro.example", "meeting_notice REQUEST")
		w.system.shelf.inUse.Store(readCouncil(t, append(shared, "{person: bo, role: chair, of: nybro}", "{person: dan, role: chair, of: nybro}")...))
		w.must(w.system.callAnew(t.Context()))
		w.counted.Store(false)
		w.until("2026-03-02 12:00")
		w.tells("when one has left", "delad@nybro.example", "meeting_notice REQUEST")
		w.tells("when one has left", "dan@nybro.example", "meeting_notice REQUEST")
	})
}
