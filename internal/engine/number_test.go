package engine_test

import "testing"

func TestAProposalIsNumberedByItsYear(t *testing.T) {
	t.Parallel()
	for prefix, want := range map[string]string{"LGL": "LGL 2026-001", "": "2026-001"} {
		w := newWorld(t)
		w.pack.Number.Prefix = prefix
		if p := w.propose(); p.Number != want {
			t.Errorf("with the prefix %q it is numbered %q, want %q", prefix, p.Number, want)
		}
	}
}
