//go:build soak

package definition_test

import "testing"

// TestSoakWhateverHappensHasBeenExplored is the long version of its namesake.
func TestSoakWhateverHappensHasBeenExplored(t *testing.T) { surveys(t, 25, 40) }
