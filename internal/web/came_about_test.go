package web_test

import (
	"net/http"
	"testing"

	"beredd/internal/engine"
)

// What is written about a proposal that another has taken up is read by who holds that one,
// on its page; what is written about a part stays with the part.
func TestWhatIsWrittenFollowsAProposalIntoAnother(t *testing.T) {
	t.Parallel()
	w := worldOf(t, wordPack(t, "joining"), false)
	anna := engine.Actor{Person: "anna", Assurance: "login"}
	one := w.done(engine.Act{Kind: engine.Propose, Actor: anna, Inputs: map[string]any{"title": "One"}})
	other := w.done(engine.Act{Kind: engine.Propose, Actor: anna, Inputs: map[string]any{"title": "Other"}})
	both := w.done(engine.Act{Kind: engine.Propose, Actor: anna, Inputs: map[string]any{"title": "Both", "joins": one.Number + ", " + other.Number}})
	wrote := func(p engine.Proposal, id, text string) {
		t.Helper()
		_, err := w.store.FileIncoming(t.Context(), engine.Filing{Message: engine.Incoming{ID: id, Key: id, Collaboration: w.pack.Key, Kind: engine.CameReply,
			Proposal: p.ID, Number: p.Number, From: "office@north.example", Subject: "Re: " + p.Title, Text: text, At: w.Now()}})
		must(t, err)
	}
	wrote(one, "0190aaaa-0000-7000-8000-000000000001", "We support one.")
	chair := w.as("dan") // of the board, that has none of it yet
	chair.get(at(both.Number)).lacks("We support one.")
	w.done(engine.Act{Kind: engine.Do, Proposal: both.ID, Transition: "submit", Actor: anna})
	wrote(other, "0190aaaa-0000-7000-8000-000000000002", "We wonder about the other.")
	chair.get(at(both.Number)).says("We support one.", "We wonder about the other.", "Skrevs om "+other.Number+", som ingår i det här ärendet")
	chair.get("/inkommet/0190aaaa-0000-7000-8000-000000000002").says("We wonder about the other.")
	w.as("nils").get(at(both.Number)).lacks("We support one.")
	if status := w.as("nils").get("/inkommet/0190aaaa-0000-7000-8000-000000000002").status; status != http.StatusForbidden {
		t.Errorf("who holds nothing reads what was written: %d", status)
	}

	w = worldOf(t, wordPack(t, "splitting"), false)
	whole := w.done(engine.Act{Kind: engine.Propose, Actor: engine.Actor{Person: "cia", Assurance: "login"}, Inputs: map[string]any{"title": "The whole"}})
	w.done(engine.Act{Kind: engine.Do, Proposal: whole.ID, Transition: "split_off", Actor: engine.Actor{Person: "cia", Assurance: "login"}, Inputs: map[string]any{"title": "Part"}})
	part, err := w.store.ByNumber(t.Context(), w.pack.Key, "T 2026-002")
	must(t, err)
	wrote(whole, "0190aaaa-0000-7000-8000-000000000003", "Of the whole.")
	wrote(part, "0190aaaa-0000-7000-8000-000000000004", "Of the part.")
	holder := w.as("cia") // who coordinates, and so reads both
	holder.get(at(whole.Number)).says("Of the whole.").lacks("Of the part.")
	holder.get(at(part.Number)).says("Of the part.").lacks("Of the whole.")
}
