package engine_test

import (
	"slices"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

// hanging is the test pack with dates that things hang on.
func hanging(t *testing.T, changes ...string) *world {
	t.Helper()
	w := newWorld(t)
	w.pack = published(t, append([]string{"fields:\n", "fields:\n  in_force: {type: date, title: {sv: Gäller från, en: In force}}\n"}, changes...)...)
	return w
}

// date gives the test pack's date in an edit.
func (w *world) date(person, date string) engine.Proposal {
	w.t.Helper()
	return w.must(engine.Act{Kind: engine.Edit, Actor: by(person), Inputs: inputs{"in_force": date}})
}

func openNow(p engine.Proposal, round string) (open int) {
	for _, r := range p.Rounds {
		if r.Name == round && r.Open() {
			open++
		}
	}
	return open
}

func TestARoundWaitsForADateThatComesLater(t *testing.T) {
	t.Parallel()
	w := hanging(t, "opens: {on: decided}", "opens: {on: prepared}\n    at: proposal.in_force")
	stage(w, "prepared")
	w.wait("2026-02-20 12:00")
	if _, err := w.answer("torsas", "received", nil); !fault.Is(err, "round_not_open") {
		t.Errorf("before it has its date: %v", err)
	}
	w.date("secretary", "2026-03-09")
	w.wait("2026-03-08 12:00")
	if n := openNow(w.store.proposals[w.id], "dissemination"); n != 0 {
		t.Fatal("it opened before its date")
	}
	w.date("secretary", "2026-03-16") // moved before it opened
	w.wait("2026-03-10 12:00")
	if n := openNow(w.store.proposals[w.id], "dissemination"); n != 0 {
		t.Fatal("it opened on the date that was moved")
	}
	w.mailed()
	w.wait("2026-03-16 08:00")
	if n := openNow(w.store.proposals[w.id], "dissemination"); n != 1 {
		t.Fatalf("%d are open on the date", n)
	}
	if got := w.mailed(); len(got) != 3 {
		t.Errorf("asked by %v", got)
	}
	if last := w.store.history[len(w.store.history)-1]; last.Kind != engine.Opened {
		t.Errorf("history ends with %s", last.Kind)
	}
	w.date("secretary", "2026-06-01")
	w.wait("2026-06-02 12:00")
	if p := w.store.proposals[w.id]; len(p.Rounds) != 1 {
		t.Error("a date that moved after the round had opened asked anew")
	}
}

func TestARoundWhoseDateIsTakenAwayWaitsForAnother(t *testing.T) {
	t.Parallel()
	w := hanging(t, "opens: {on: decided}", "opens: {on: prepared}\n    at: proposal.in_force")
	stage(w, "prepared")
	w.date("secretary", "2026-03-09")
	w.date("secretary", "")
	w.wait("2026-03-20 12:00")
	if n := openNow(w.store.proposals[w.id], "dissemination"); n != 0 {
		t.Fatal("it opened on a date that was taken away")
	}
	w.date("secretary", "2026-03-02") // a date that has passed is today
	w.wait("2026-03-23 08:00")
	if n := openNow(w.store.proposals[w.id], "dissemination"); n != 1 {
		t.Errorf("%d are open", n)
	}
}

func TestARoundThatWaitsForItsDateDiesWithItsMatter(t *testing.T) {
	t.Parallel()
	w := hanging(t, "opens: {on: decided}", "opens: {on: prepared}\n    at: proposal.in_force")
	stage(w, "prepared")
	if p := w.mustDo("withdraw", "drafter", inputs{"reason": "Inaktuellt", "in_force": "2026-03-09"}); len(p.Awaiting) != 0 {
		t.Errorf("it waits on: %v", p.Awaiting)
	}
	w.wait("2026-04-01 12:00")
	if n := openNow(w.store.proposals[w.id], "dissemination"); n != 0 {
		t.Error("a withdrawn matter asks")
	}
}

func TestARoundsDeadlineStartsWithItsDate(t *testing.T) {
	t.Parallel()
	w := hanging(t, "opens: {on: decided}", "opens: {on: prepared}",
		"deadline: {within: 30 days, remind: [7 days before, on the day], every: 7 days after", "deadline: {at: proposal.in_force, remind: 7 days before")
	stage(w, "prepared")
	round := w.store.proposals[w.id].Rounds[0].ID
	due := func(p engine.Proposal) string {
		if d := p.RoundDeadline(round); d != nil && d.Status == engine.Running {
			return d.Moment.Date.String()
		}
		return ""
	}
	for _, row := range []struct{ given, want string }{{"2026-03-16", "2026-03-16"}, {"2026-04-13", "2026-04-13"}, {"", ""}, {"2026-04-20", "2026-04-20"}} {
		if got := due(w.date("secretary", row.given)); got != row.want {
			t.Errorf("the date is %q, and the deadline %q", row.given, got)
		}
	}
	w.mailed()
	w.wait("2026-04-07 12:00")
	torsas := "reminder to registrator@torsas.example"
	if got := w.mailed(); slices.Contains(got, torsas) {
		t.Errorf("reminded of a date that was moved: %v", got)
	}
	w.wait("2026-04-13 12:00")
	if got := w.mailed(); !slices.Contains(got, torsas) {
		t.Errorf("a week before: %v", got)
	}
}

// A step may be taken by whichever comes first, a period or a date: moving the date
// leaves the period.
func TestADateLeavesThePeriodBesideIt(t *testing.T) {
	t.Parallel()
	w := hanging(t, "on: 180 days", "on: [180 days, proposal.in_force]")
	stage(w, "referred_back")
	lapses := func(p engine.Proposal) (days []string) {
		for _, d := range p.Deadlines {
			if d.About == "transition" && d.Status == engine.Running {
				days = append(days, d.Moment.Date.String())
			}
		}
		return days
	}
	before := lapses(w.store.proposals[w.id])
	if got := lapses(w.date("drafter", "2026-12-01")); len(got) != 2 || got[0] != before[0] || got[1] != "2026-12-01" {
		t.Errorf("with a date it lapses on %v, before on %v", got, before)
	}
	if got := lapses(w.date("drafter", "")); len(got) != 1 || got[0] != before[0] {
		t.Errorf("without it on %v", got)
	}
}

// What hangs on a day counted from a date follows that date, and says how the day
// was found.
func TestADayCountedFromADateFollowsIt(t *testing.T) {
	t.Parallel()
	w := hanging(t, "on: 180 days", "on: 90 days before proposal.in_force",
		"within: 60 days", "at: the Friday before proposal.in_force")
	stage(w, "referred_back")
	days := func(p engine.Proposal) (lapses, due string) {
		for _, d := range p.Deadlines {
			if d.About == "transition" && d.Status == engine.Running {
				lapses = d.Moment.Date.String()
			}
		}
		if d := p.StateDeadline(); d != nil {
			due = d.Moment.Explanation.In("sv")
		}
		return lapses, due
	}
	if lapses, due := days(w.store.proposals[w.id]); lapses+due != "" {
		t.Errorf("without a date it lapses on %q, and is due on %q", lapses, due)
	}
	for _, row := range []struct{ given, lapses, due string }{
		{"2026-09-01", "2026-06-03", "fredagen före 1 september 2026: fredag 28 augusti 2026 (v. 35)"},
		{"2026-10-02", "2026-07-04", "fredagen före 2 oktober 2026: fredag 25 september 2026 (v. 39)"},
		{"", "", ""},
	} {
		if lapses, due := days(w.date("drafter", row.given)); lapses != row.lapses || due != row.due {
			t.Errorf("of %q it lapses on %q and is due on %q", row.given, lapses, due)
		}
	}
	w.date("drafter", "2026-03-06") // 90 days before it has been
	w.wait("2026-02-03 09:00")
	if p := w.store.proposals[w.id]; p.State != "withdrawn" {
		t.Errorf("a step whose day has been leaves it in %s", p.State)
	}
}
