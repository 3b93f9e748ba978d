package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"beredd/internal/store"
	"beredd/internal/store/storetest"
	"beredd/migrations"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

func open(t *testing.T, address string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), address, store.Options{Migrations: migrations.FS})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestSmoke(t *testing.T) {
	for _, address := range []string{"sqlite::memory:", "sqlite:" + filepath.Join(t.TempDir(), "å b?.db"), storetest.Postgres(t)} {
		t.Run(address[:9], func(t *testing.T) {
			s := open(t, address)
			ctx := context.Background()
			o, err := s.Save(ctx, storetest.Opening("Hälsa på lika villkor", storetest.Start))
			if err != nil {
				t.Fatal(err)
			}
			t.Log(o.Proposal.Number)
			o, err = s.Save(ctx, storetest.Moving(o.Proposal, "prepared", storetest.Start))
			if err != nil {
				t.Fatal(err)
			}
			o, err = s.Save(ctx, storetest.Asking(o.Proposal, storetest.Start))
			if err != nil {
				t.Fatal(err)
			}
			o, err = s.Save(ctx, storetest.Answering(o.Proposal, "kalmar", storetest.Start))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range []string{"Häl", "hal", "lik vill", "äldre", "2026 001"} {
				page, err := s.Proposals(ctx, storetest.Filter(f))
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("%s %d %+v %v", f, page.Total, page.Rows, page.Counts)
			}
			as, err := s.Asked(ctx, storetest.Collaboration, []string{"kalmar", "nybro"}, true)
			t.Logf("%+v %v", as, err)
			late, err := s.Late(ctx, storetest.Collaboration, storetest.Start.AddDate(1, 0, 0))
			t.Logf("%+v %v", late, err)
		})
	}
}
