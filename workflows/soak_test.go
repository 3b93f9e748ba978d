//go:build soak

package workflows_test

import "testing"

// TestSoakMistakes plants every kind of mistake wherever it can be made in every pack,
// with other misspellings than the short test's.
func TestSoakMistakes(t *testing.T) {
	refused := 0
	for _, p := range plantings(t, 2) {
		t.Run(p.name, func(t *testing.T) {
			for _, kind := range mistakes() {
				refused += p.plant(t, kind, p.chances(kind))
			}
		})
	}
	t.Logf("%d mistakes of %d kinds are refused where they stand", refused, len(mistakes()))
}
