package engine_test

import (
	"testing"

	"beredd/internal/engine"
)

// A day of the year is found once, and stays where it was found whatever happens
// after it: a date that is late must not become next year's.
func TestADayOfTheYearIsFoundOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = edited(t, "deadline: {within: 20 workdays,", "deadline: {at: 15 February, time: \"12:00\",")
	stage(w, "prepared")
	due := func() string {
		for _, d := range w.store.proposals[w.id].Deadlines {
			if d.About == "state" && d.Name == "prepared" && d.Status == engine.Running {
				return d.Moment.Date.String() + " " + d.Moment.Time
			}
		}
		return "none"
	}
	if got := due(); got != "2026-02-15 12:00" {
		t.Fatalf("it is due %s", got)
	}
	w.wait("2026-02-20 09:00")
	w.must(engine.Act{Kind: engine.Edit, Actor: by("secretary"), Inputs: inputs{"summary": "Ny"}})
	if got := due(); got != "2026-02-15 12:00" {
		t.Errorf("after an edit it is due %s", got)
	}
	w.mustDo("refer_back", "secretary", inputs{"reason": "Komplettera"})
	w.mustDo("submit", "drafter", nil)
	if got := due(); got != "2027-02-15 12:00" {
		t.Errorf("entered anew it is due %s", got)
	}
}
