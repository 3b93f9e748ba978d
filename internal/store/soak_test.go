//go:build soak

package store_test

import (
	"testing"

	"beredd/internal/store/storetest"
)

// soakRounds is how often the long test kills.
const soakRounds = 500

func TestSoakSQLiteSurvivesKill(t *testing.T) {
	storetest.Crash()
	storetest.Crashes(t, t.Name(), file(t), soakRounds)
}

func TestSoakPostgresSurvivesKill(t *testing.T) {
	storetest.Crash()
	storetest.Crashes(t, t.Name(), storetest.PostgresDurable(t), soakRounds)
}
