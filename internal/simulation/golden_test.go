package simulation_test

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"testing"
)

var update = flag.Bool("update", false, "write the golden year anew")

// A small year in Kalmar, whole: what is told of it is the same on every machine,
// and changes only where the pack, the engine or the habits do. After such a
// change, read the difference and run the test with -update.
func TestASmallYearInKalmar(t *testing.T) {
	var got bytes.Buffer
	played(t, use(t, "kalmar-lgl"), plan(10, 7)).Text(&got)
	text := regexp.MustCompile(`(?m)^Årets journal.*\n`).ReplaceAll(got.Bytes(), nil)
	if *update {
		if err := os.WriteFile("testdata/kalmar.sv.txt", text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/kalmar.sv.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text, want) {
		t.Errorf("another year than it was:\n%s", text)
	}
}
