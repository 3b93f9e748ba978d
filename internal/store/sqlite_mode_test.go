package store_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"beredd/internal/store"
	"beredd/migrations"
)

func TestTheDatabaseIsItsOwnersAlone(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "beredd.db")
	s, err := store.Open(t.Context(), "sqlite:"+path, store.Options{Now: time.Now, Migrations: migrations.FS})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, file := range []string{path, path + "-wal", path + "-shm"} {
		about, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if mode := about.Mode().Perm(); mode != 0o600 {
			t.Errorf("%s can be read by others: %v", filepath.Base(file), mode)
		}
	}
}
