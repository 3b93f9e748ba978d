package web_test

import (
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/engine"
)

// Before a step is taken that puts a proposal up at the next meeting, its page names that
// meeting's day as it is laid out, and not the year's; and so it comes to be.
func TestAStepTellsWhichMeetingIsTheNext(t *testing.T) {
	w := worldOf(t, wordPack(t, "up_at_the_next_meeting"), false)
	cia, bo := engine.Actor{Person: "cia", Assurance: "login"}, engine.Actor{Person: "bo", Assurance: "login"}
	p := w.done(engine.Act{Kind: engine.Propose, Workflow: "study", Actor: cia, Inputs: map[string]any{"title": "Hjärtat"}})
	w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "report", Actor: cia, Inputs: map[string]any{"reason": "Någon svimmade"}})
	day := calendar.DateOf(w.now).AddDays(1) // before any that the year has
	w.done(engine.Act{Kind: engine.Propose, Workflow: "meeting.board", Actor: bo, Inputs: map[string]any{"date": day.String(), "time": "13:00"}})
	b, path := w.as("bo"), at(p.Number)+"/steg/again"
	page := b.get(path).says(day.Prose("sv"))
	b.post(path, page.form(path), 200)
	b.get(at(p.Number)).says(day.Prose("sv"))
}
