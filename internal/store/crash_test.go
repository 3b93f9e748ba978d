package store_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"beredd/internal/store"
	"beredd/internal/store/storetest"
	"beredd/migrations"
)

func TestSQLiteSurvivesKill(t *testing.T) {
	storetest.Crash()
	storetest.Crashes(t, t.Name(), file(t), 10)
}

func TestPostgresSurvivesKill(t *testing.T) {
	storetest.Crash()
	storetest.Crashes(t, t.Name(), storetest.Postgres(t), 3)
}

// inUse is the variable that has a second process open a database.
const inUse = "BEREDD_STORE_IN_USE"

func TestASecondProcessOnTheSameFileIsRefused(t *testing.T) {
	if address := os.Getenv(inUse); address != "" {
		_, err := store.Open(t.Context(), address, store.Options{Migrations: migrations.FS})
		t.Fatalf("answered: %v", err)
	}
	address := file(t)
	open(t, address)
	second := exec.Command(os.Args[0], "-test.run", "^"+t.Name()+"$")
	second.Env = append(os.Environ(), inUse+"="+address)
	said, err := second.CombinedOutput()
	if err == nil || !strings.Contains(string(said), "database_in_use") || !strings.Contains(string(said), "already in use by another process") {
		t.Errorf("the second process said %s", said)
	}
}
