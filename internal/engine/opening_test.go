package engine_test

import (
	"slices"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/engine"
)

// Who may open a proposal is weighed by the day: a member that has left opens none,
// and who sits in no drafting body opens it in the first.
func TestWhoMayOpenIsWeighedByTheDay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	usual, flow := w.pack, w.pack.Workflows[0]
	if got := engine.MayOpenIn(usual, flow, "borgholm_social", day("2026-02-02")); len(got) != 0 {
		t.Errorf("a member opens one in %q where nobody has said so", got)
	}
	w.pack = edited(t, "states:\n", "opened_by: organizations\nstates:\n")
	flow = w.pack.Workflows[0]
	first := w.pack.Bodies(flow.Key, flow.States[0].HeldBy)[:1]
	if got := engine.MayOpenIn(w.pack, flow, "borgholm_social", day("2026-02-02")); !slices.Equal(got, first) {
		t.Errorf("a member opens one in %q, want %q", got, first)
	}
	if got := engine.MayOpenIn(w.pack, flow, "drafter", day("2026-02-02")); len(got) != 0 {
		t.Errorf("who drafts opens one in %q where the members alone may", got)
	}
	for i := range w.pack.People.Organizations {
		w.pack.People.Organizations[i].To = day("2026-06-30")
	}
	if got := engine.MayOpenIn(w.pack, flow, "borgholm_social", day("2026-07-01")); len(got) != 0 {
		t.Errorf("a member that has left opens one in %q", got)
	}
}

func day(text string) calendar.Date {
	d, _ := calendar.ParseDate(text)
	return d
}
