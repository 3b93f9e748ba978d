package store_test

import (
	"os"
	"testing"

	"beredd/internal/definition"
)

// What the benchmarks measure with is read as any pack is, also where nobody measures.
func TestThePackThatIsMeasuredCanBeUsed(t *testing.T) {
	t.Parallel()
	if _, problems := definition.Read(os.DirFS("testdata/bench"), nil); problems.Err() != nil {
		t.Error(problems.Err())
	}
}
