package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beredd/internal/fault"
	"beredd/internal/store"
	"beredd/internal/store/storetest"
	"beredd/migrations"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

func file(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "å b.db") }

func TestSQLite(t *testing.T)   { storetest.Run(t, file) }
func TestPostgres(t *testing.T) { storetest.Run(t, storetest.Postgres) }

func open(t testing.TB, address string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), address, store.Options{Migrations: migrations.FS})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestASecondStoreOnTheSameFileIsRefused(t *testing.T) {
	address := file(t)
	first := open(t, address)
	refused := func(by string) {
		t.Helper()
		_, err := store.Open(t.Context(), address, store.Options{Migrations: migrations.FS, Holder: "den andra"})
		if !fault.Is(err, "database_in_use") {
			t.Fatalf("the second was answered %v", err)
		}
		if said := fault.As(err).In("sv"); !strings.Contains(said, "å b.db") || !strings.Contains(said, "används redan av "+by) {
			t.Errorf("it was told: %s", said)
		}
	}
	refused("en annan process")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	first, err := store.Open(t.Context(), address, store.Options{Migrations: migrations.FS, Holder: "beredd serve (process 7)"})
	if err != nil {
		t.Fatal(err)
	}
	refused("beredd serve (process 7)")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, address)
}

func TestADatabaseThatIsNotThereIsNotMadeByReading(t *testing.T) {
	address := file(t)
	_, err := store.Open(t.Context(), address, store.Options{Migrations: migrations.FS, Access: store.Reading})
	if !fault.Is(err, "no_database") {
		t.Errorf("it was answered %v", err)
	}
	if _, err := os.Stat(strings.TrimPrefix(address, "sqlite:")); !os.IsNotExist(err) {
		t.Errorf("and now it is there: %v", err)
	}
}

func TestWhatCannotBeOpenedIsRefusedWithItsReason(t *testing.T) {
	for address, want := range map[string]string{
		"mysql://x/y":                               "begins with sqlite: or postgres://",
		"sqlite:/nowhere/at/all.db":                 "/nowhere/at/all.db",
		"postgres://u:secret@127.0.0.1:1/x":         "opening the database",
		"postgres://u:secret@host:port/x":           "cannot be read",
		"postgres://u:secret@127.0.0.1/x?sslmode=x": "sslmode",
	} {
		s, err := store.Open(t.Context(), address, store.Options{Migrations: migrations.FS})
		if err == nil {
			s.Close()
			t.Errorf("%s was opened", address)
			continue
		}
		if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v, expected %q and no password", address, err, want)
		}
	}
}

func TestADiskThatIsFullIsToldOfAndGotOver(t *testing.T) {
	s := open(t, file(t))
	save := func() error {
		c := storetest.Opening("Full", storetest.Start)
		c.Proposal.Summary = strings.Repeat("lång ", 10_000)
		_, err := s.Save(t.Context(), c)
		return err
	}
	if err := errors.Join(save(), store.FillDisk(s, 1)); err != nil {
		t.Fatal(err)
	}
	if err := save(); !store.IsAway(err) {
		t.Errorf("with the disk full a change was answered %v", err)
	}
	if err := store.FillDisk(s, 1<<30); err != nil {
		t.Fatal(err)
	}
	if err := save(); err != nil {
		t.Errorf("with room again a change was answered %v", err)
	}
	if audit, err := s.Verify(t.Context(), storetest.Collaboration); err != nil || !audit.Whole() || audit.Proposals != 2 {
		t.Errorf("afterwards there are %d proposals, %v %v", audit.Proposals, audit.Findings, err)
	}
}

func TestWhatPassesIsToldFromWhatIsWrong(t *testing.T) {
	_, err := store.Open(t.Context(), "postgres://u@127.0.0.1:1/x", store.Options{Migrations: migrations.FS})
	if !store.IsAway(err) {
		t.Errorf("a server that nobody answers at: %v", err)
	}
	s := open(t, "sqlite::memory:")
	change := storetest.Opening("Fel", storetest.Start)
	change.Events = append(change.Events, change.Events[0]) // one event twice
	if _, err := s.Save(t.Context(), change); err == nil || store.IsAway(err) {
		t.Errorf("a row that is refused is no fault of the database: %v", err)
	}
}

func TestTheMemoryStoreIsOneDatabase(t *testing.T) {
	s, other := open(t, "sqlite::memory:"), open(t, "sqlite::memory:")
	done := make(chan error)
	for range 8 {
		go func() {
			_, err := s.Save(context.Background(), storetest.Opening("Minne", storetest.Start))
			done <- err
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	for s, want := range map[*store.Store]int{s: 8, other: 0} {
		audit, err := s.Verify(t.Context(), storetest.Collaboration)
		if err != nil || audit.Proposals != want || !audit.Whole() {
			t.Errorf("%d proposals, expected %d; %v %v", audit.Proposals, want, audit.Findings, err)
		}
	}
}
