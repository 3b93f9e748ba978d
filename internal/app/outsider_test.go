package app

import (
	"encoding/json"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/store/storetest"
)

// Who has answered from outside the collaboration is told of and erased by name, or by the
// address that stands in it, beside a running service: afterwards the name is nowhere in
// the database, what happens next doesn't bring it back, and history is whole.
func TestWhoAnsweredFromOutsideIsErased(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.config.Pack = "../../workflows/testdata/words/others_may_answer"
		f.at("2026-02-02 09:00")
		f.start()
		defer f.stop()
		f.act("anna", engine.Act{Kind: engine.Propose, Inputs: map[string]any{"title": "Hamnen"}})
		f.do("anna", "send", nil)
		hash, err := f.store.PutBlob(f.Context(), []byte("%PDF-1.4 a letter"))
		if err != nil {
			f.Fatal(err)
		}
		from := func(sender, answer string, inputs map[string]any) {
			f.act("cia", engine.Act{Kind: engine.AnswerAsk, Round: "consultation", Respondent: engine.OutsideKey(sender), Answer: answer, Inputs: inputs})
		}
		paper := []engine.Document{{Name: "brev.pdf", Type: "application/pdf", Size: 17, Hash: hash}}
		from("Åsa Östlund (asa@grannen.example)", "objects", map[string]any{"reason": "Fåglarna", "documents": paper})
		from("Åsa Ö", "supports", nil)
		if len(f.proposal().Documents) != 1 {
			f.Fatal("the paper is not kept")
		}
		draft := engine.DraftOwner(engine.OutsideKey("Åsa Östlund (asa@grannen.example)"))
		if err := f.store.PutDraft(f.Context(), draft, "svar:"+f.round("consultation").ID, `{"answer":"supports"}`, f.clock.Now()); err != nil {
			f.Fatal(err)
		}

		for _, who := range []string{"åsa östlund", "ASA@grannen.example", "outside:Åsa Östlund (asa@grannen.example)"} {
			data, err := PersonData(f.Context(), f.config.Place, who)
			if err != nil || len(data.Outside) != 1 || len(data.Acts) != 1 || len(data.Drafts) != 1 || data.Outside[0].Answer != "objects" || data.Outside[0].Inputs["reason"] != "Fåglarna" {
				f.Errorf("of %s is kept %+v, %v", who, data, err)
			}
		}
		if _, err := PersonData(f.Context(), f.config.Place, "Åsa"); !fault.Is(err, "unknown_person") {
			f.Errorf("who has not answered is known: %v", err)
		}
		gone, err := ErasePerson(f.Context(), f.config.Place, "Åsa Östlund", true)
		if err != nil || gone.Acts != 1 || gone.Drafts != 1 {
			f.Errorf("erased is %+v, %v", gone, err)
		}
		nowhere := func(when string) {
			f.Helper()
			for table, rows := range storetest.Dump(f.TB, f.config.Database) {
				for _, name := range []string{"östlund", "asa@grannen"} {
					if strings.Contains(strings.ToLower(rows), name) {
						f.Errorf("%s the table %s has %q:\n%s", when, table, name, rows)
					}
				}
			}
		}
		nowhere("once it is erased")
		from("Bo Ek", "objects", map[string]any{"reason": "Utsikten"}) // on what the service remembers
		nowhere("after the next answer")
		if others := f.round("consultation").Others; len(others) != 3 || others[0].Answer != "objects" || others[1].Outside != "Åsa Ö" {
			f.Errorf("the answers are %+v", others)
		}
		if data, err := PersonData(f.Context(), f.config.Place, "Åsa Ö"); err != nil || len(data.Acts) != 1 {
			f.Errorf("of another is kept %+v, %v", data, err)
		}
		if audit, _, err := Verify(f.Context(), f.config.Place); err != nil || !audit.Whole() || audit.Erased != 1 {
			f.Errorf("the history is %+v, %v", audit, err)
		}
		told, err := json.Marshal(f.proposal())
		if err != nil || strings.Contains(string(told), "Östlund") {
			f.Errorf("the service still tells: %s %v", told, err)
		}
	})
}
