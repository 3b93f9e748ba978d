//go:build soak

package app

import (
	"math/rand/v2"
	"path/filepath"
	"testing"

	"beredd/internal/store/storetest"
)

// 10,000 letters are delivered by processes of which 200 are killed.
func TestSoakTenThousandLettersSurviveTwoHundredKills(t *testing.T) {
	deliverUntilKilled(t)
	for name, database := range map[string]func(testing.TB) string{
		"postgres": storetest.PostgresDurable,
		"sqlite":   func(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "beredd.db") },
	} {
		t.Run(name, func(t *testing.T) {
			k := newKilling(t, "TestSoakTenThousandLettersSurviveTwoHundredKills", database(t))
			k.owe(10_000)
			for range 200 {
				k.kill(1 + rand.IntN(90))
			}
			k.finish()
		})
	}
}
