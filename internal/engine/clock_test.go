package engine_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"beredd/internal/engine"
)

// ticking is the test pack with a clock, and whatever else is changed in it.
func ticking(t testing.TB, within string, changes ...string) *world {
	t.Helper()
	w := newWorld(t)
	remind := "5 days before"
	if within == "3 days" || within == "26 hours" { // nobody is reminded before a clock runs
		remind = "1 day before"
	}
	clock := "clocks:\n  handling:\n    title: {sv: Handläggningstid, en: Handling time}\n    within: " + within +
		"\n    runs: [drafted, prepared, on_agenda]\n    stops: dissemination\n    until: decided\n    remind: " + remind + "\n    escalate: {after: 1 day, to: coordinator}\n"
	w.pack = edited(t, append([]string{"rounds:\n", clock + "rounds:\n"}, changes...)...)
	return w
}

// handling is how its clock stands: its status, and the day it is out or what is
// left.
func (w *world) handling() string {
	clock := w.store.proposals[w.id].Clock("handling")
	switch {
	case clock == nil:
		return "none"
	case clock.Status == engine.Paused:
		return "paused " + clock.Left.String()
	}
	return string(clock.Status) + " " + clock.Moment.Date.String()
}

func TestAClockGoesOnWithWhatWasLeft(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ within, left, again string }{
		{"20 workdays", "paused 15 workdays", "running 2026-03-23"}, // from Monday 2 March, 15 workdays
		{"28 days", "paused 21 days", "running 2026-03-23"},
		{"1 month", "paused 21 days", "running 2026-03-23"},
		{"672 hours", "paused 504 hours", "running 2026-03-23"},
		{"7 days", "paused 0 days", "running 2026-03-02"},  // stopped on its last day: due on the day it goes on
		{"3 days", "paused -4 days", "running 2026-02-26"}, // so late then, so late now
		{"26 hours", "paused -142 hours", "running 2026-02-24"},
	} {
		w := ticking(t, row.within)
		stage(w, "prepared")
		w.at("2026-02-09 09:00")
		w.mustDo("refer_back", "secretary", inputs{"reason": "Komplettera"})
		if got := w.handling(); got != row.left {
			t.Errorf("of %s stands %q, want %q", row.within, got, row.left)
		}
		w.at("2026-03-02 09:00")
		w.mustDo("submit", "drafter", nil)
		if got := w.handling(); got != row.again {
			t.Errorf("of %s goes on as %q, want %q", row.within, got, row.again)
		}
		if found := engine.Contradictions(w.store.proposals[w.id], w.store.history); len(found) != 0 {
			t.Errorf("of %s: %q", row.within, found)
		}
	}
}

// After downtime a step that time takes stops a clock when the step was due, and
// not when somebody was awake again: what is left is not used up by our absence.
func TestDowntimeUsesNoTimeOfAClockThatWasToStop(t *testing.T) {
	t.Parallel()
	w := ticking(t, "20 workdays", "withdraw: {title", "park: {title: {sv: V, en: P}, from: prepared, to: referred_back, on: 7 days}\n  withdraw: {title")
	stage(w, "prepared")
	w.wait("2026-04-20 09:00")
	if got := w.handling(); got != "paused 15 workdays" {
		t.Errorf("it stands %q", got)
	}
	for _, e := range w.store.history {
		if e.Kind == engine.ClockPassed || e.Kind == engine.Escalated {
			t.Errorf("while nobody was awake: %s of %s", e.Kind, e.Data.Name)
		}
	}
}

// A clock whose time went out while nobody was awake does what waits for it, before
// whatever was due after it.
func TestDowntimeTakesWhatAClockWaitsForInItsOrder(t *testing.T) {
	t.Parallel()
	w := ticking(t, "5 days", "withdraw: {title", "park: {title: {sv: V, en: P}, from: prepared, to: referred_back, on: 7 days}\n"+
		"  let_go: {title: {sv: T, en: T}, from: prepared, to: withdrawn, on: handling.passed}\n  withdraw: {title")
	stage(w, "prepared")
	w.wait("2026-04-20 09:00")
	if p := w.store.proposals[w.id]; p.State != "withdrawn" {
		t.Errorf("it stands in %s", p.State)
	}
	if got := w.handling(); got != "late 2026-02-07" {
		t.Errorf("its clock is %q", got)
	}
}

// Who comes first wins: a decision just after the time is out, before time itself
// has acted, stands, and is late.
func TestADecisionThatIsQuickerThanTheTickStands(t *testing.T) {
	t.Parallel()
	w := ticking(t, "5 days", "withdraw: {title", "let_go: {title: {sv: T, en: T}, from: [prepared, on_agenda], to: withdrawn, on: handling.passed}\n  withdraw: {title")
	stage(w, "on_agenda")
	w.at("2026-02-08 00:00")
	if p := w.mustDo("decide", "chair", inputs{"decision": "att anta"}); p.State != "decided" {
		t.Fatalf("it stands in %s", p.State)
	}
	if got := w.handling(); got != "late 2026-02-07" {
		t.Errorf("its clock is %q", got)
	}
	w.wait("2026-02-08 12:00")
	if p := w.store.proposals[w.id]; p.State != "decided" {
		t.Errorf("then time took it to %s", p.State)
	}
}

// A reminder and an escalation go once for each deadline, however often the clock
// stands still between.
func TestAClockThatStandsStillRemindsNobody(t *testing.T) {
	t.Parallel()
	w := ticking(t, "20 days")
	stage(w, "prepared")
	w.wait("2026-02-17 12:00") // five days before 22 February
	if got := w.mailed(); !slices.Contains(got, "reminder to sekreterare@lan.example") {
		t.Fatalf("reminded: %v", got)
	}
	w.mustDo("refer_back", "secretary", inputs{"reason": "Komplettera"})
	w.mailed()
	w.wait("2026-03-20 12:00")
	if got := w.mailed(); len(got) != 0 {
		t.Errorf("while it stands still: %v", got)
	}
	w.mustDo("submit", "drafter", nil)
	w.mailed()
	w.wait("2026-03-26 12:00") // five days were left, on Friday the 20th
	if got := w.mailed(); !slices.Contains(got, "escalation to samordnare@lan.example") || slices.Contains(got, "reminder to sekreterare@lan.example") {
		t.Errorf("when it is out: %v", got)
	}
}

// The preview of a step says that a clock would stop.
func TestAPreviewTellsOfClocks(t *testing.T) {
	t.Parallel()
	w := ticking(t, "20 days")
	stage(w, "prepared")
	preview, err := engine.PreviewOf(w.pack, w.store.proposals[w.id], engine.Act{Kind: engine.Do, Transition: "refer_back", Actor: by("secretary")}, w.now)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(preview.Stops, func(d engine.Deadline) bool { return d.About == "clock" && d.Left.String() == "20 days" }) {
		t.Errorf("it stops %+v", preview.Stops)
	}
}

// Whatever anybody does at any time, a clock runs where it should, and is what
// history says.
func TestNoSequenceOfActsConfusesAClock(t *testing.T) {
	t.Parallel()
	pack := ticking(t, "20 workdays").pack
	people := []string{"drafter", "secretary", "chair", "county_coordinator"}
	values := map[string][]any{
		"reason": {"Komplettera"}, "decision": {"att anta"}, "meeting": {"2026-02-06", "2026-04-07"},
		"simple": {true}, "follow_up_on": {"2026-09-01"}, "title": {"Ny rubrik"},
	}
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		w.pack = pack
		w.propose()
		for range rapid.IntRange(1, 20).Draw(rt, "acts") {
			w.now = w.now.Add(time.Duration(rapid.IntRange(0, 20*24).Draw(rt, "hours")) * time.Hour)
			if rapid.Bool().Draw(rt, "awake") {
				w.must(engine.Act{Kind: engine.Tick})
			}
			_, _ = w.act(anything(rt, pack, people, values))
			p := w.store.proposals[w.id]
			runs := slices.Contains([]string{"drafted", "prepared", "on_agenda"}, p.State)
			clock := p.Clock("handling")
			switch {
			case clock == nil || runs != (clock.Status == engine.Running) && p.Closed.IsZero() && p.Decision == nil:
				rt.Fatalf("in %s it is %s", p.State, w.handling())
			case !p.Closed.IsZero() && (clock.Status == engine.Running || clock.Status == engine.Paused):
				rt.Fatalf("closed in %s, and it is %s", p.State, w.handling())
			}
			if found := engine.Contradictions(p, w.store.history); len(found) != 0 {
				rt.Fatal(found)
			}
		}
	})
}
