//go:build soak

package simulation_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"beredd/internal/app"
)

// Long years of every pack, under the eyes of the model.
func TestSoakTheEngineAndTheModelAgree(t *testing.T) {
	for _, name := range app.EmbeddedPacks() {
		for seed := range uint64(40) {
			t.Run(fmt.Sprintf("%s/%d", name, seed), func(t *testing.T) { agree(t, name, 2026+int(seed%3), 60, 100+seed) })
		}
	}
}

// And of every word of the language.
func TestSoakTheEngineAndTheModelAgreeOnEveryWord(t *testing.T) {
	for _, folder := range words(t) {
		for seed := range uint64(30) {
			t.Run(fmt.Sprintf("%s/%d", filepath.Base(folder), seed), func(t *testing.T) { agree(t, folder, 2027, 25, 100+seed) })
		}
	}
}
