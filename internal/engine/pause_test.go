package engine_test

import (
	"testing"

	"beredd/internal/engine"
)

// asking is the test pack whose preparation stands still while the preparers ask
// something, with more changed in it.
func asking(t testing.TB, within string, changes ...string) *world {
	t.Helper()
	w := newWorld(t)
	w.pack = edited(t, append([]string{
		"deadline: {within: 20 workdays,", "deadline: {within: " + within + ", stops: talk,",
		"withdraw: {title", "ask: {title: Ask, from: prepared, to: prepared, by: preparation}\n  withdraw: {title",
		"rounds:\n", "rounds:\n  talk: {title: Talk, opens: ask, asks: drafting, question: What?, answers: {so: {title: So}}, deadline: {within: 90 days}, on expiry: close}\n",
	}, changes...)...)
	return w
}

// lasts is how the deadline of where the proposal stands goes.
func (w *world) lasts() string {
	w.t.Helper()
	p := w.store.proposals[w.id]
	if found := engine.Contradictions(p, w.store.history); len(found) != 0 {
		w.t.Errorf("history contradicts: %q", found)
	}
	d := p.StateDeadline()
	if d.Status == engine.Paused {
		return "paused " + d.Left.String()
	}
	return string(d.Status) + " " + d.Moment.Date.String()
}

// A deadline that stands still, or has, keeps what was left of it when a new edition
// gives it more time or less, and when the calendar is another.
func TestWhatWasLeftIsKept(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ says, within, before, after, closed string }{
		{"nothing new", "20 workdays", "paused 15 workdays", "running 2026-03-23", ""},
		{"ten workdays more", "30 workdays", "paused 25 workdays", "running 2026-04-08", ""},
		{"ten workdays less", "10 workdays", "paused 5 workdays", "running 2026-03-09", ""},
		{"a closed day after it went on", "20 workdays", "paused 15 workdays", "running 2026-03-24", "2026-03-10"},
		{"a closed day while it stood still", "20 workdays", "paused 15 workdays", "running 2026-03-23", "2026-02-12"},
	} {
		w := asking(t, "20 workdays")
		stage(w, "prepared")
		w.at("2026-02-09 09:00")
		w.mustDo("ask", "secretary", nil)
		if got := w.lasts(); got != "paused 15 workdays" {
			t.Fatalf("%s: it stands at %q", row.says, got)
		}
		if row.within != "20 workdays" {
			w.pack = asking(t, row.within).pack.Since(w.pack)
			w.mustAdopt(engine.Mapping{})
		}
		if got := w.lasts(); got != row.before {
			t.Errorf("%s: while it stands still it is %q, want %q", row.says, got, row.before)
		}
		w.at("2026-03-02 09:00")
		w.must(engine.Act{Kind: engine.AnswerAsk, Round: "talk", Respondent: "elderly", Answer: "so", Actor: by("drafter")})
		if row.closed != "" {
			w.pack = asking(t, row.within, "bodies:\n", "closed_days: {"+row.closed+": {sv: Stängt, en: Closed}}\nbodies:\n").pack.Since(w.pack)
			w.must(engine.Act{Kind: engine.Recount, Actor: by("county_coordinator")})
		}
		if got := w.lasts(); got != row.after {
			t.Errorf("%s: it goes on as %q, want %q", row.says, got, row.after)
		}
	}
}

// A deadline that goes on, and is given more time after that, has as much more.
func TestWhatGoesOnIsGivenMore(t *testing.T) {
	t.Parallel()
	w := asking(t, "20 workdays")
	stage(w, "prepared")
	w.at("2026-02-09 09:00")
	w.mustDo("ask", "secretary", nil)
	w.at("2026-03-02 09:00")
	w.must(engine.Act{Kind: engine.AnswerAsk, Round: "talk", Respondent: "elderly", Answer: "so", Actor: by("drafter")})
	w.pack = asking(t, "25 workdays").pack.Since(w.pack)
	w.mustAdopt(engine.Mapping{})
	if got := w.lasts(); got != "running 2026-03-30" {
		t.Errorf("it goes on as %q", got)
	}
	if next := engine.NextDue(w.store.proposals[w.id]); next.IsZero() || next.Before(w.now) {
		t.Errorf("what is next was due %s", next)
	}
}

// As much more as an edition gives a clock is counted in the days of its months.
func TestAClockIsGivenAMonthMore(t *testing.T) {
	t.Parallel()
	w := ticking(t, "1 month")
	stage(w, "referred_back")
	if got := w.handling(); got != "paused 28 days" {
		t.Fatalf("it stands at %q", got)
	}
	w.pack = ticking(t, "2 months").pack.Since(w.pack)
	w.mustAdopt(engine.Mapping{})
	if got := w.handling(); got != "paused 59 days" {
		t.Errorf("it stands at %q", got)
	}
}
