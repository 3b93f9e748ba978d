package workflows_test

import (
	"os"
	"path/filepath"
	"testing"
)

// What a word of the language means is shown by a pack of its own, as small as it
// can be, whose scenarios come out as they are written.
func TestWordsMeanWhatTheyShow(t *testing.T) {
	packs, err := filepath.Glob("testdata/words/*")
	if err != nil {
		t.Fatal(err)
	}
	if len(packs) == 0 {
		t.Fatal("there is no pack in testdata/words")
	}
	for _, folder := range packs {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			pack, scenarios := read(t, os.DirFS(folder))
			if pack == nil {
				return
			}
			if len(scenarios) == 0 {
				t.Error("no scenario shows what the word means")
			}
			play(t, pack, scenarios)
		})
	}
}
