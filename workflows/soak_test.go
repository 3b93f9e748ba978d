//go:build soak

package workflows_test

import (
	"testing"
	"time"
)

// soaking is how long mistakes are planted: as many as there is time for, every kind in
// every pack before any in a second place.
const soaking = 5 * time.Minute

// TestSoakMistakes plants every kind of mistake wherever it can be made in every pack,
// with other misspellings than the short test's, for as long as it has.
func TestSoakMistakes(t *testing.T) {
	refused, until, all := 0, time.Now().Add(soaking), plantings(t, 2)
	chances := map[string][]*planted{}
	for _, p := range all {
		for _, kind := range mistakes() {
			chances[p.name+" "+kind.kind] = p.chances(kind)
		}
	}
	for turn, more := 0, true; more; turn++ {
		more = false
		for _, p := range all {
			for _, kind := range mistakes() {
				left := chances[p.name+" "+kind.kind]
				if turn >= len(left) || time.Now().After(until) {
					continue
				}
				more = true
				refused += p.plant(t, kind, left[turn:turn+1])
			}
		}
	}
	t.Logf("%d mistakes of %d kinds are refused where they stand", refused, len(mistakes()))
}
