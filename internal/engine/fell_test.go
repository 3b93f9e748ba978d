package engine_test

import (
	"testing"

	"beredd/internal/engine"
)

// Who was to do something before a meeting that is cancelled is told that it need not be
// done; nobody is told of a meeting that nobody has been asked anything for.
func TestWhoWasToDoSomethingBeforeACancelledMeetingIsTold(t *testing.T) {
	w := county(t)
	m, quiet := w.meets("2026-02-06"), w.meets("2026-06-05")
	w.must(engine.Act{Kind: engine.Tick, Proposal: m.ID})
	if got, want := w.mailed(), []string{"asked to drafter@county.example", "asked to sec@county.example"}; !sameMail(got, want) {
		t.Fatalf("asked: %v, want %v", got, want)
	}
	w.on(quiet, "cancel", "chair", inputs{"reason": "för få ärenden"})
	if got := w.mailed(); len(got) > 0 {
		t.Errorf("of a meeting that nobody had been told of: %v", got)
	}
	w.on(m, "cancel", "chair", inputs{"reason": "sjukdom"})
	if got, want := w.mailed(), []string{"not_needed to drafter@county.example", "not_needed to sec@county.example"}; !sameMail(got, want) {
		t.Errorf("told: %v, want %v", got, want)
	}
}

// Who hears that the meeting is cancelled is not told once more that what was to be done
// before it need not be.
func TestWhoHearsOfACancelledMeetingIsToldOnce(t *testing.T) {
	w := county(t)
	m := w.meets("2026-02-06")
	w.must(engine.Act{Kind: engine.Tick, Proposal: m.ID})
	w.on(m, "agenda", "coord", nil) // the notice is still to be sent, by the secretary
	w.mailed()
	w.on(m, "cancel", "coord", inputs{"reason": "sjukdom"})
	if got, want := w.mailed(), []string{
		"meeting_cancelled to ann@town.example", "meeting_cancelled to bo@village.example", "meeting_cancelled to chair@county.example",
		"meeting_cancelled to sec@county.example", "not_needed to drafter@county.example",
	}; !sameMail(got, want) {
		t.Errorf("told: %v, want %v", got, want)
	}
}
