package engine_test

import (
	"slices"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

// windowed is the test pack with windows, and whatever else is changed in it.
func windowed(t testing.TB, changes ...string) *world {
	t.Helper()
	w := newWorld(t)
	w.pack = edited(t, withWindows(changes...)...)
	return w
}

func withWindows(changes ...string) []string {
	return append([]string{"rounds:\n", `windows:
  winter: {title: {sv: Vintervila, en: Winter rest}, from: 20 December, to: 10 February}
  spring: {title: {sv: Vår, en: Spring}, from: 1 April, to: 31 May}
  freeze: {title: {sv: Handlingarna är ute, en: The papers are out}, from: 7 days before meeting, to: meeting}
  notice: {title: {sv: Anslagstid, en: Notice period}, after: submit, for: 3 weeks}
rounds:
`}, changes...)
}

// A window of every year goes over the new year, from the first minute of its first
// day to the last of its last.
func TestAWindowOfEveryYearGoesOverTheNewYear(t *testing.T) {
	t.Parallel()
	w := windowed(t, "to: withdrawn, by: drafting, needs: reason", "to: withdrawn, by: drafting, needs: reason, not_during: winter")
	w.at("2026-03-02 09:00")
	w.propose()
	for _, row := range []struct{ at, from string }{
		{"2026-12-19 23:59", ""}, {"2026-12-20 00:00", "2027-02-11"}, {"2027-01-01 12:00", "2027-02-11"},
		{"2027-02-10 23:59", "2027-02-11"}, {"2027-02-11 00:00", ""}, {"2027-06-01 12:00", ""},
	} {
		w.at(row.at)
		choices := engine.Choices(w.pack, w.store.proposals[w.id], by("drafter"), w.now)
		at := slices.IndexFunc(choices, func(c engine.Choice) bool { return c.Transition == "withdraw" })
		if c := choices[at]; c.Allowed != (row.from == "") || c.From.String() != row.from {
			t.Errorf("at %s it is allowed %v, from %q: %v", row.at, c.Allowed, c.From, c.Refusal)
		}
	}
}

// A preview refuses as the act does, and says until when.
func TestAPreviewIsRefusedByAWindow(t *testing.T) {
	t.Parallel()
	w := windowed(t, "to: withdrawn, by: drafting, needs: reason", "to: withdrawn, by: drafting, needs: reason, not_during: winter")
	w.propose()
	_, err := engine.PreviewOf(w.pack, w.store.proposals[w.id], engine.Act{Kind: engine.Do, Transition: "withdraw", Actor: by("drafter")}, w.now)
	if !fault.Is(err, "window") || !strings.Contains(fault.As(err).In("sv"), "Vintervila till och med tisdag 10 februari 2026") {
		t.Errorf("refused: %v", err)
	}
}

// A step that time takes waits for a window of a meeting; when the meeting moves, so
// does what waits, and after downtime it is taken once.
func TestWhatWaitsForAMovedWindowMovesWithIt(t *testing.T) {
	t.Parallel()
	w := windowed(t, "withdraw: {title", "move: {title: {sv: F, en: M}, from: on_agenda, to: on_agenda, by: preparation, needs: meeting}\n"+
		"  expire: {title: {sv: U, en: E}, from: on_agenda, to: withdrawn, on: 10 days, not_during: freeze}\n  withdraw: {title")
	stage(w, "prepared")
	w.mustDo("put_on_agenda", "secretary", inputs{"meeting": "2026-02-13"})
	w.wait("2026-02-12 12:00")
	p := w.store.proposals[w.id]
	last := w.store.history[len(w.store.history)-1]
	if p.State != "on_agenda" || last.Kind != engine.NotTaken || last.Data.Due != "2026-02-14" {
		t.Fatalf("it stands in %s after %s %+v", p.State, last.Kind, last.Data)
	}
	w.mustDo("move", "secretary", inputs{"meeting": "2026-02-16"}) // it is frozen still, and longer
	w.wait("2026-02-16 23:59")
	if p := w.store.proposals[w.id]; p.State != "on_agenda" {
		t.Fatalf("it stands in %s while the moved window is open", p.State)
	}
	w.wait("2026-06-01 12:00")
	if p := w.store.proposals[w.id]; p.State != "withdrawn" {
		t.Errorf("when it has ended it stands in %s", p.State)
	}
}

// Where a window goes before its time, what waits for it is taken at once.
func TestAWindowThatGoesLetsWhatWaitsBeTaken(t *testing.T) {
	t.Parallel()
	w := windowed(t, "withdraw: {title", "move: {title: {sv: F, en: M}, from: on_agenda, to: on_agenda, by: preparation, needs: meeting}\n"+
		"  expire: {title: {sv: U, en: E}, from: on_agenda, to: withdrawn, on: 10 days, not_during: freeze}\n  withdraw: {title")
	stage(w, "prepared")
	w.mustDo("put_on_agenda", "secretary", inputs{"meeting": "2026-02-13"})
	w.wait("2026-02-12 12:00")
	if p := w.mustDo("move", "secretary", inputs{"meeting": "2026-04-10"}); p.State != "withdrawn" {
		t.Errorf("it stands in %s", p.State)
	}
}

// A step on a round's end waits for the window too, and history says so once.
func TestWhatARoundsEndTakesWaitsForAWindow(t *testing.T) {
	t.Parallel()
	w := windowed(t, "on: dissemination.complete", "on: dissemination.complete, not_during: spring")
	stage(w, "decided")
	for _, who := range []string{"borgholm", "emmaboda", "torsas"} {
		if _, err := w.answer(who, "spread", spread); err != nil {
			t.Fatal(err)
		}
	}
	w.wait("2026-05-01 12:00")
	w.wait("2026-05-31 12:00")
	waits := 0
	for _, e := range w.store.history {
		if e.Kind == engine.NotTaken {
			waits++
		}
	}
	if p := w.store.proposals[w.id]; p.State != "decided" || waits != 1 {
		t.Fatalf("in spring it stands in %s, and history says %d times that it waits", p.State, waits)
	}
	w.wait("2026-06-01 00:00")
	if p := w.store.proposals[w.id]; p.State != "disseminated" {
		t.Errorf("in summer it stands in %s", p.State)
	}
}

// A round whose date comes in a window waits for the window's end.
func TestARoundWhoseDateComesInAWindowWaits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = published(t, withWindows("fields:\n", "fields:\n  in_force: {type: date, title: {sv: Gäller från, en: In force}}\n",
		"opens: {on: decided}", "opens: {on: prepared, at: proposal.in_force, not_during: winter}")...)
	w.at("2026-11-02 09:00")
	stage(w, "prepared")
	w.date("secretary", "2026-12-22")
	w.wait("2026-12-22 12:00")
	w.must(engine.Act{Kind: engine.Edit, Actor: by("secretary"), Inputs: inputs{"title": "Rutin"}})
	if last := w.store.history[len(w.store.history)-2]; last.Kind != engine.NotOpened || last.Data.Due != "2027-02-10" {
		t.Errorf("history says %s %+v", last.Kind, last.Data)
	}
	w.wait("2027-02-10 12:00")
	if n := openNow(w.store.proposals[w.id], "dissemination"); n != 0 {
		t.Fatal("it opened in the window")
	}
	w.wait("2027-02-11 12:00")
	if n := openNow(w.store.proposals[w.id], "dissemination"); n != 1 {
		t.Errorf("%d are open when it has ended", n)
	}
}
