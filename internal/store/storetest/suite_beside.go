package storetest

import (
	"sync"
	"testing"

	"beredd/internal/fault"
	"beredd/internal/store"
	"beredd/migrations"
)

// beside opens the same database for less than a service does.
func (w *world) beside(access store.Access) *store.Store {
	w.t.Helper()
	s, err := store.Open(w.ctx, w.address, store.Options{Migrations: migrations.FS, Access: access})
	if err != nil {
		w.t.Fatalf("beside a service the database was answered %v", err)
	}
	w.t.Cleanup(func() { s.Close() })
	return s
}

// readsBeside has a check run again and again while others write.
func readsBeside(t *testing.T, w *world) {
	reader := w.beside(store.Reading)
	p := w.opened("Medan det pågår")
	var writing sync.WaitGroup
	stop := make(chan struct{})
	writing.Go(func() {
		for state := "prepared"; ; state += "x" {
			select {
			case <-stop:
				return
			default:
			}
			o, err := w.Save(w.ctx, Moving(p, state[:8+len(state)%2], Start))
			if err != nil {
				t.Error(err)
				return
			}
			p = o.Proposal
		}
	})
	for range 30 {
		audit, err := reader.Verify(w.ctx, Collaboration)
		if err != nil || !audit.Whole() {
			t.Errorf("while others write a check finds %v %v", audit.Findings, err)
			break
		}
	}
	close(stop)
	writing.Wait()
	if got, _, err := reader.Proposal(w.ctx, p.ID, ""); err != nil || got.Version != p.Version {
		t.Errorf("beside a service the proposal is read at version %d, expected %d %v", got.Version, p.Version, err)
	}
	if _, err := reader.Save(w.ctx, Opening("Smygväg", Start)); err == nil {
		t.Error("who only reads has written")
	}
	if err := reader.PutSetting(w.ctx, "x", "y"); err == nil {
		t.Error("who only reads has switched something")
	}
	w.must(w.beside(store.Switching).PutSetting(w.ctx, "x", "y"))
	if value, err := w.Setting(w.ctx, "x"); err != nil || value != "y" {
		t.Errorf("what was switched beside a service is %q to it %v", value, err)
	}
	w.whole()
}

func otherShapes(t *testing.T, w *world) {
	for _, row := range []struct{ statement, code string }{
		{"UPDATE goose_db_version SET version_id = version_id + 1000", "database_new"},
		{"DELETE FROM goose_db_version", "database_old"},
		{"DROP TABLE goose_db_version", "database_old"},
	} {
		w.must(w.raw(row.statement))
		_, err := store.Open(w.ctx, w.address, store.Options{Migrations: migrations.FS, Access: store.Reading})
		if !fault.Is(err, row.code) {
			t.Errorf("after %s the database was answered %v, expected %s", row.statement, err, row.code)
		}
	}
}
