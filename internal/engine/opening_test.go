package engine_test

import (
	"slices"
	"strings"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/fault"
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

// The page for a new proposal says what the act would: until when no proposal is taken,
// and nothing to whom the windows do not stop.
func TestWhetherOneMayOpenNowIsKnownBeforeItIsWritten(t *testing.T) {
	t.Parallel()
	w := windowed(t, "states:\n", "opened_by: {not_during: winter, unless: coordinator}\nstates:\n")
	w.at("2026-02-10 23:59")
	flow := w.pack.Workflows[0]
	err := engine.MayOpenNow(w.pack, flow, "drafter", w.now)
	if !fault.Is(err, "window") || !strings.Contains(fault.As(err).In("sv"), "till och med tisdag 10 februari 2026 (v. 7). Undantag görs för samordnaren") {
		t.Errorf("refused: %v", err)
	}
	if _, told := w.act(engine.Act{Kind: engine.Propose, ID: "1", Actor: by("drafter"), Inputs: inputs{"title": "A"}}); fault.As(told) == nil || fault.As(told).In("sv") != fault.As(err).In("sv") {
		t.Errorf("the act says %v", told)
	}
	coordinator := w.pack.People.Coordinators[0]
	if err := engine.MayOpenNow(w.pack, flow, coordinator, w.now); err != nil || len(engine.MayOpenIn(w.pack, flow, coordinator, day("2026-02-10"))) == 0 {
		t.Errorf("the coordinator may not: %v", err)
	}
	w.at("2026-02-11 00:00")
	if err := engine.MayOpenNow(w.pack, flow, "drafter", w.now); err != nil {
		t.Errorf("the day after: %v", err)
	}
}
