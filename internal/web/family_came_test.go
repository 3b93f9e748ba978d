package web_test

import (
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
)

// The page of what each of many was asked shows what each has decided and its own papers,
// and not those that all were sent.
func TestTheRepliesOfEachAreReadWhereTheyWereAskedFor(t *testing.T) {
	own := newPlace()
	w := furnish(t, wordPack(t, "one_for_each_body"), "sqlite::memory:", own)
	w.opens(own, nil)
	w.Move(time.Date(2026, 3, 16, 9, 0, 0, 0, w.pack.Calendar.Zone()))
	as := func(person string) engine.Actor { return engine.Actor{Person: person, Assurance: "login"} }
	paper := func(name, hash string) []engine.Document {
		return []engine.Document{{Name: name, Type: "application/pdf", Size: 10, Hash: hash}}
	}
	p := w.done(engine.Act{Kind: engine.Propose, Workflow: "referral", Actor: as("anna"), Inputs: map[string]any{"title": "Reform", "documents": paper("reform.pdf", "aa")}})
	w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "send", Actor: as("anna"), Inputs: map[string]any{"answer_by": "2026-05-29"}})
	p, err := w.store.ByNumber(t.Context(), p.Collaboration, p.Number)
	if err != nil {
		t.Fatal(err)
	}
	office := w.as("anna")
	office.get("/arbetsflode/referral").says("Ett eget ärende var: alla grupper av slaget ”executive”", "öppnar ett ärende var för alla grupper av slaget ”executive”")
	office.get("/arbetsflode/reply").says("Ett eget ärende var: de som är valda under ”Nämnder som yttrar sig”")
	office.get(at(p.Number)).says("Kommunernas svar", "Alfas kommunstyrelse, T 2026-002", "Betas kommunstyrelse, T 2026-003").lacks("Kommunernas svar: Alfas kommunstyrelse")

	alfa, err := w.store.ByNumber(t.Context(), p.Collaboration, "T 2026-002")
	if err != nil {
		t.Fatal(err)
	}
	w.done(engine.Act{Kind: engine.Attach, Proposal: alfa.ID, Actor: as("alf"), Inputs: map[string]any{"documents": paper("reply.pdf", "bb")}})
	w.done(engine.Act{Kind: engine.Do, Proposal: alfa.ID, Transition: "submit", Actor: as("alf"), Inputs: map[string]any{"decision": "Alfa tillstyrker reformen."}})
	alfa, _ = w.store.ByNumber(t.Context(), p.Collaboration, "T 2026-002")
	shown := office.get(at(p.Number)).says("Kommunernas svar: Alfas kommunstyrelse", "Väntar på 2 ärenden", "Alfa tillstyrker reformen.", "reply.pdf").lacks("Kommunernas svar: Betas kommunstyrelse")
	for _, d := range alfa.Papers() {
		path := at(alfa.Number) + "/handlingar/" + d.ID
		if leads := strings.Contains(shown.body, `href="`+path+`"`); leads != (d.Name == "reply.pdf") {
			t.Errorf("%s of the reply stands on the page: %v", d.Name, leads)
		}
	}
	if len(alfa.Papers()) != 2 {
		t.Errorf("the reply has %d papers, and was sent one beside its own", len(alfa.Papers()))
	}
}
