//go:build soak

package simulation_test

import (
	"fmt"
	"testing"

	"beredd/internal/app"
)

// Long years of every pack, under the eyes of the model.
func TestSoakTheEngineAndTheModelAgree(t *testing.T) {
	for _, name := range app.EmbeddedPacks() {
		for seed := range uint64(40) {
			t.Run(fmt.Sprintf("%s/%d", name, seed), func(t *testing.T) { agree(t, name, 60, 100+seed) })
		}
	}
}
