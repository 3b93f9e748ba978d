package storetest

import (
	"crypto/ed25519"
	"slices"
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/store"
	"beredd/migrations"
)

func onlyAddedTo(t *testing.T, w *world) {
	p := w.save(Moving(w.opened("För alltid"), "prepared", Start))
	for _, statement := range []string{
		"UPDATE history SET data = '{}'",
		"UPDATE history SET hash = 'x' WHERE seq = 2",
		"UPDATE history SET private = '{}'",
		"UPDATE history SET private = '', salt = '', seq = 7 WHERE seq = 2",
		"DELETE FROM history",
	} {
		if err := w.raw(statement); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s was answered %v", statement, err)
		}
	}
	if w.isPostgres() {
		if err := w.raw("TRUNCATE history"); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("history was emptied: %v", err)
		}
	}
	w.whole()
	w.must(w.raw("UPDATE history SET private = '', salt = '' WHERE seq = 1"))
	if audit := w.whole(); audit.Erased != 1 {
		t.Errorf("%d events have been erased, expected 1", audit.Erased)
	}
	history, err := w.History(w.ctx, p.ID)
	w.must(err)
	if history[0].Private.Person != "" || history[1].Private.Person != "anna" {
		t.Errorf("erased was %+v, left %+v", history[0].Private, history[1].Private)
	}
}

// unguard takes away what guards history in the database, as somebody might who
// has the database in hand.
func (w *world) unguard() {
	w.t.Helper()
	on := map[bool]string{true: " ON history", false: ""}[w.isPostgres()]
	w.must(w.raw("DROP TRIGGER history_keeps"+on, "DROP TRIGGER history_stays"+on))
	on = strings.Replace(on, "history", "checkpoints", 1)
	w.must(w.raw("DROP TRIGGER checkpoints_keep"+on, "DROP TRIGGER checkpoints_stay"+on))
}

func findsTampering(t *testing.T, w *world) {
	w.unguard()
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	p := w.save(Asking(w.save(Moving(w.opened("Orört"), "prepared", Start)), Start))
	w.opened("Ett till")
	_, _, err := w.Checkpoint(w.ctx, Collaboration, Start, key)
	w.must(err)
	w.whole()
	of := "'" + p.ID + "'"
	for _, row := range []struct {
		tamper, mend string
		want         engine.FindingKind
	}{
		{"UPDATE history SET data = replace(data, 'prepared', 'approved') WHERE seq = 2 AND proposal = " + of,
			"UPDATE history SET data = replace(data, 'approved', 'prepared') WHERE seq = 2 AND proposal = " + of, engine.BrokenChain},
		{"UPDATE history SET seq = 9 WHERE seq = 2 AND proposal = " + of, "UPDATE history SET seq = 2 WHERE seq = 9", engine.BrokenChain},
		{"UPDATE history SET private = replace(private, 'anna', 'bo') WHERE seq = 1 AND proposal = " + of,
			"UPDATE history SET private = replace(private, 'bo', 'anna') WHERE seq = 1 AND proposal = " + of, engine.WrongCommitment},
		{"UPDATE proposals SET version = 3 WHERE id = " + of, "UPDATE proposals SET version = 4 WHERE id = " + of, engine.WrongHead},
		{"UPDATE proposals SET state = 'x' WHERE id = " + of, "UPDATE proposals SET state = 'decided' WHERE id = " + of, engine.WrongRow},
		{"UPDATE proposals SET wakes_at = NULL WHERE id = " + of, "", engine.WrongRow},
		{"UPDATE deadlines SET status = 'kept' WHERE about = 'round'", "UPDATE deadlines SET status = 'running' WHERE about = 'round'", engine.WrongRow},
		{"UPDATE respondents SET answer = 'x' WHERE respondent = 'nybro'", "UPDATE respondents SET answer = '' WHERE respondent = 'nybro'", engine.WrongRow},
		{"UPDATE texts SET words = 'x' WHERE proposal = " + of, "", engine.WrongRow},
		{"UPDATE numbers SET last = 5", "UPDATE numbers SET last = 2", engine.WrongNumber},
		{"UPDATE checkpoints SET entries = 'x'", "", engine.WrongCheckpoint},
		{"DELETE FROM history WHERE seq = 4 AND proposal = " + of, "", engine.WrongHead},
	} {
		w.must(w.raw(row.tamper))
		audit, err := w.Verify(w.ctx, Collaboration)
		w.must(err)
		if !slices.ContainsFunc(audit.Findings, func(f engine.Finding) bool { return f.Kind == row.want }) {
			t.Errorf("after %s the check found %+v, expected %s", row.tamper, audit.Findings, row.want)
		}
		if row.mend != "" {
			w.must(w.raw(row.mend))
		}
	}
}

func checkpointsWitness(t *testing.T, w *world) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	other := ed25519.NewKeyFromSeed(append(make([]byte, ed25519.SeedSize-1), 1))
	day := func(n int) time.Time { return Start.AddDate(0, 0, n) }
	take := func(n int) (store.Checkpoint, bool) {
		t.Helper()
		c, ok, err := w.Checkpoint(w.ctx, Collaboration, day(n), key)
		w.must(err)
		return c, ok
	}
	if _, ok := take(0); ok {
		t.Error("a checkpoint was written of nothing")
	}
	p := w.opened("Bevittnat")
	w.opened("Ett till")
	first, ok := take(0)
	if !ok || strings.Count(first.Entries, "\n") != 2 || first.Prev != "" {
		t.Errorf("the first checkpoint is %+v", first)
	}
	if _, ok := take(1); ok {
		t.Error("a checkpoint was written though nothing had happened")
	}
	p = w.save(Moving(p, "prepared", day(0))) // dated before the checkpoint, and new to it
	second, ok := take(2)
	if !ok || second.Prev != first.Hash() || strings.Count(second.Entries, "\n") != 1 || !strings.Contains(second.Entries, p.Head) {
		t.Errorf("the second checkpoint is %+v", second)
	}
	if audit := w.whole(); audit.Checkpoints != 2 || !audit.Latest.Equal(day(2)) {
		t.Errorf("the check saw %d checkpoints, the latest at %v", audit.Checkpoints, audit.Latest)
	}
	trusted, err := w.Verify(w.ctx, Collaboration, key.Public().(ed25519.PublicKey))
	if err != nil || !trusted.Whole() {
		t.Errorf("with its own key the check found %+v %v", trusted.Findings, err)
	}
	stranger, err := w.Verify(w.ctx, Collaboration, other.Public().(ed25519.PublicKey))
	if err != nil || len(stranger.Findings) != 2 || stranger.Findings[0].Kind != engine.WrongCheckpoint {
		t.Errorf("with another key the check found %+v %v", stranger.Findings, err)
	}
	// Somebody takes the last event away and mends all else: the witness tells.
	w.unguard()
	earlier, _, err := w.Proposal(w.ctx, p.ID, "")
	w.must(err)
	w.must(w.raw("DELETE FROM history WHERE seq = 2 AND proposal = '" + earlier.ID + "'"))
	audit, err := w.Verify(w.ctx, Collaboration)
	w.must(err)
	if !slices.ContainsFunc(audit.Findings, func(f engine.Finding) bool { return f.Kind == engine.WrongCheckpoint && f.Seq == 2 }) {
		t.Errorf("a history cut short is found as %+v", audit.Findings)
	}
}

func shapeBackAndForth(t *testing.T, w *world) {
	w.opened("Före")
	w.must(w.Unmigrate(w.ctx, migrations.FS))
	w.must(w.Remigrate(w.ctx, migrations.FS))
	if page, err := w.Proposals(w.ctx, engine.Filter{Collaboration: Collaboration}); err != nil || page.Total != 0 {
		t.Errorf("after the shape was taken back there are %d proposals, %v", page.Total, err)
	}
	w.opened("Efter")
	w.whole()
}
