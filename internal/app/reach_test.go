package app

import (
	"strings"
	"testing"

	"beredd/internal/engine"
)

// A letter goes to whom it is for when it goes, not to whom it was for when it was owed.
func TestALetterThatWaitsFollowsItsRecipient(t *testing.T) {
	t.Parallel()
	submitted := func(t *testing.T) (postOffice, engine.Proposal) {
		w := office(t)
		p := w.matter("Jour")
		w.hold()
		w.steps("anna", p, "submit", map[string]any{"due": "2026-05-29"})
		return w, p
	}
	t.Run("to another address, and only there", func(t *testing.T) {
		t.Parallel()
		w, _ := submitted(t)
		w.becomes("bo@nybro.example", "bo.ny@nybro.example", "registrator@nybro", "kommun@nybro")
		w.release()
		w.hasHad(0, "bo@nybro.example", "Jour", "released")
		w.hasHad(1, "bo.ny@nybro.example", "Jour", "released")
		w.hasHad(0, "registrator@nybro.example", "Jour", "released")
		w.hasHad(1, "kommun@nybro.example", "Jour", "released")
	})
	t.Run("in another language", func(t *testing.T) {
		t.Parallel()
		w, _ := submitted(t)
		w.becomes("mail: bo@nybro.example}", "mail: bo@nybro.example, language: en}")
		w.release()
		if l := w.wants(1, "bo@nybro.example", "released"); !strings.Contains(string(l.Raw), "Content-Language: en") {
			t.Errorf("the letter is\n%.900s", l.Raw)
		}
	})
	t.Run("to who has taken over the seat", func(t *testing.T) {
		t.Parallel()
		w, p := submitted(t)
		w.becomes("{person: bo, role: chair, of: nybro}", "{person: bo, role: chair, of: nybro, to: 2026-03-01}, {person: cia, role: chair, of: nybro, from: 2026-03-02}, {person: dan, of: nybro}")
		w.release()
		w.hasHad(0, "bo@nybro.example", "Jour", "released")
		w.hasHad(1, "cia@nybro.example", "Jour", "released")
		w.hasHad(0, "dan@nybro.example", "Jour", "who sat there before and was not told")
		w.hasHad(1, "registrator@nybro.example", "Jour", "released")
		if got := strings.Join(w.became(p, "to_decide"), ", "); !strings.Contains(got, "needless left") {
			t.Errorf("the delivery log says %s", got)
		}
	})
	t.Run("to the function mailbox where nobody has", func(t *testing.T) {
		t.Parallel()
		w, _ := submitted(t)
		w.becomes("{person: bo, role: chair, of: nybro}", "{person: bo, role: chair, of: torsas, to: 2026-03-05}")
		w.until("2026-03-09 09:00")
		w.release()
		w.hasHad(0, "bo@nybro.example", "Jour", "released")
		says(t, w.wants(1, "gemensam@soder.example", "released"), "Jour", "hade lämnat sitt uppdrag")
	})
	t.Run("to who has taken over, though the person is erased before it goes", func(t *testing.T) {
		t.Parallel()
		w, p := submitted(t)
		w.becomes("  bo:   {name: Bo roll, mail: bo@nybro.example}\n", "", "person: bo, role: chair", "person: cia, role: chair")
		gone, err := w.system.erase(t.Context(), engine.Erasing{Collaboration: "post", Person: "bo"})
		w.must(err)
		if gone.Unsent != 1 {
			t.Errorf("%d letters were ended", gone.Unsent)
		}
		w.release()
		w.hasHad(0, "bo@nybro.example", "Jour", "released")
		w.hasHad(1, "cia@nybro.example", "Jour", "released")
		if got := strings.Join(w.became(p, "to_decide"), ", "); strings.Contains(got, "nybro.example") {
			t.Errorf("the delivery log says %s", got)
		}
	})
	t.Run("to nobody in the place of who has gone altogether, where the others have it", func(t *testing.T) {
		t.Parallel()
		w, _ := submitted(t)
		w.becomes("  bo:   {name: Bo roll, mail: bo@nybro.example}\n", "", "{person: bo, role: chair, of: nybro}", "{person: anna, role: chair, of: nybro}", ", {person: anna, of: nybro}", "")
		w.release()
		w.hasHad(0, "bo@nybro.example", "Jour", "released")
		w.hasHad(0, "anna@nybro.example", "till rådet", "who has done it herself")
		w.hasHad(1, "registrator@nybro.example", "Jour", "released")
	})
	t.Run("the new contact answers with a link of its own", func(t *testing.T) {
		t.Parallel()
		w := office(t)
		p := w.matter("Jour")
		w.steps("anna", p, "submit", map[string]any{"due": "2026-05-29"})
		w.hold()
		w.steps("bo", p, "decide", map[string]any{"decision": "Ja"})
		w.becomes("function: care, person: cia", "function: care, person: dan")
		w.release()
		w.hasHad(0, "cia@nybro.example", "Jour", "released")
		if l := w.wants(1, "dan@nybro.example", "released"); !strings.Contains(l.Text, "/s/") {
			t.Errorf("the letter has no link:\n%s", l.Text)
		}
	})
	t.Run("to an organization that is a member no longer only what it was asked while it was one", func(t *testing.T) {
		t.Parallel()
		w, p := submitted(t)
		other := w.matter("Vårdplan")
		w.steps("anna", other, "look", nil)
		w.steps("bo", p, "decide", map[string]any{"decision": "Ja"})
		w.becomes("{name: Torsås kommun, ", "{name: Torsås kommun, to: 2026-03-06, ", "mailbox: gemensam@soder.example}\n  borgholm", "mailbox: torsas@soder.example}\n  borgholm")
		w.until("2026-03-09 12:00")
		w.release()
		w.hasHad(1, "gemensam@soder.example", "Vårdplan", "who is a member still")
		if l := w.wants(1, "torsas@soder.example", "released"); !strings.Contains(l.Text, "/s/") || strings.Contains(l.Text, "Vårdplan") {
			t.Errorf("it has “%s”", l.Subject)
		}
		if got := strings.Join(w.became(other, "information"), ", "); !strings.Contains(got, "needless left") {
			t.Errorf("of what it was told for its information became %s", got)
		}
	})
}
