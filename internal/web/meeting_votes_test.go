package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"beredd/internal/agenda"
	"beredd/internal/engine"
)

// Who keeps the record sees that the vote does not carry a step before it is pressed, and
// that it does once another vote is recorded.
func TestTheMeetingsPageSaysThatTheVoteDoesNotCarryAStep(t *testing.T) {
	w := worldOf(t, wordPack(t, "votes_that_carry"), true)
	secretary, day := engine.Actor{Person: "eva", Assurance: "login"}, "2026-02-06"
	meeting := w.laysOut("meeting.board", day, secretary)
	p := w.done(engine.Act{Kind: engine.Propose, Actor: engine.Actor{Person: "cia", Assurance: "login"}, Inputs: map[string]any{"title": "Fees", "proposed_decision": "To raise them"}})
	p = w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "put_up", Actor: engine.Actor{Person: "cia", Assurance: "login"}, Inputs: map[string]any{"meeting": day}})
	w.takes(meeting, secretary, "agenda")
	meeting, err := w.Proposal(t.Context(), meeting.ID)
	must(t, err)
	w.Move(meeting.Meeting.Begins(w.pack.Calendar).Add(20 * time.Minute))
	item := meeting.Gathering.Items[0].ID
	records := func(e agenda.Entry) {
		w.done(engine.Act{Kind: engine.Record, Proposal: meeting.ID, Actor: secretary, Entry: &e})
	}
	for _, person := range []string{"anna", "bo", "dan"} {
		records(agenda.Entry{What: agenda.Came, Present: agenda.Presence{Person: person}})
	}
	b := w.as("eva")
	there, step := "/moten"+strings.TrimPrefix(at(meeting.Number), "/arenden"), at(p.Number)+"/steg/adopt"
	const why = "rösterna räcker inte"
	const press = `name="steg" value="adopt"`
	records(agenda.Entry{What: agenda.Voted, Item: item, Vote: agenda.Vote{For: 1, Against: 2}})
	if page := b.get(there+"/pagar?punkt="+item).says("Fees", why); strings.Contains(page.body, press) {
		t.Error("a step that the vote does not carry can be pressed")
	}
	if page := b.get(step); page.status != http.StatusConflict {
		t.Errorf("the step's own page answers %d", page.status)
	} else {
		page.says(why)
	}
	records(agenda.Entry{What: agenda.Voted, Item: item, Vote: agenda.Vote{For: 2, Against: 1}})
	if page := b.get(there + "/pagar?punkt=" + item); strings.Contains(page.body, why) || !strings.Contains(page.body, press) {
		t.Error("a step that the vote carries cannot be pressed")
	}
	b.get(step).says("Bifall", "Det här händer")
}
