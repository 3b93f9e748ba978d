package engine_test

import (
	"slices"
	"testing"

	"beredd/internal/engine"
)

// needless lists the addresses of the letters owed since it was last asked that
// need not go any more.
func (w *world) needless() (mails []string) {
	for _, n := range w.store.notices[w.seen:] {
		at := slices.IndexFunc(w.store.history, func(e engine.Event) bool { return e.ID == n.Event })
		facts := engine.LetterFacts{Delivery: engine.Delivery{Notice: n}, Event: w.store.history[at], Proposal: w.store.proposals[w.id]}
		if facts.IsNeedless() {
			mails = append(mails, n.Letter+" to "+n.Mail)
		}
	}
	return mails
}

func TestAReminderIsNeedlessOnceItsAnswerIsIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "decided")
	w.mailed()
	w.wait("2026-04-30 08:00")
	if got := w.needless(); len(w.store.notices[w.seen:]) != 3 || len(got) != 0 {
		t.Fatalf("of %d reminders %v are needless at once", len(w.store.notices[w.seen:]), got)
	}
	w.at("2026-04-30 08:05")
	if _, err := w.answer("borgholm", "received", nil); err != nil {
		t.Fatal(err)
	}
	if got := w.needless(); len(got) != 0 {
		t.Errorf("Borgholm has said that it got the question, and has its answer left: %v", got)
	}
	if _, err := w.answer("borgholm", "spread", spread); err != nil {
		t.Fatal(err)
	}
	if got := w.needless(); !slices.Equal(got, []string{"reminder to registrator@borgholm.example"}) {
		t.Errorf("Borgholm alone has answered: %v", got)
	}
	w.must(engine.Act{Kind: engine.CloseRound, Round: "dissemination", Actor: by("county_coordinator"), Inputs: inputs{"reason": "Klart"}})
	if got := w.needless(); len(got) != 3 {
		t.Errorf("the round is closed: %v", got)
	}
}

func TestAReminderIsNeedlessOnceItsHolderHasActed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "prepared")
	w.mailed()
	w.wait("2026-02-23 08:00")
	if got := w.needless(); len(got) != 0 {
		t.Fatalf("needless at once: %v", got)
	}
	w.at("2026-02-23 08:05")
	w.mustDo("refer_back", "secretary", inputs{"reason": "Komplettera"})
	if got := w.needless(); !slices.Equal(got, []string{"reminder to sekreterare@lan.example"}) {
		t.Errorf("the preparation group has acted: %v", got)
	}
}
