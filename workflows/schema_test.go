package workflows_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"beredd/internal/definition/grammar/grammartest"
	"beredd/internal/wording"
	"beredd/workflows"
)

// Every pack that comes with the program, and every one that shows what a word
// means, is as its schemas say: an editor underlines nothing in it.
func TestPacksAreAsTheirSchemasSay(t *testing.T) {
	schemas := grammartest.Compiled(t, wording.Swedish, nil)
	packs := map[string]fs.FS{}
	shipped, err := fs.ReadDir(workflows.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range shipped {
		if packs[folder.Name()], err = fs.Sub(workflows.FS, folder.Name()); err != nil {
			t.Fatal(err)
		}
	}
	words, err := filepath.Glob("testdata/words/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range words {
		packs[folder] = os.DirFS(folder)
	}
	if len(packs) < 20 {
		t.Fatalf("there are but %d packs", len(packs))
	}
	for name, pack := range packs {
		for file, why := range schemas.RefusesIn(t, pack) {
			t.Errorf("%s/%s: %v", name, file, why)
		}
	}
}

// Every example of the reference is as the schemas say.
func TestTheReferenceIsAsTheSchemasSay(t *testing.T) {
	schemas := grammartest.Compiled(t, wording.English, nil)
	for line, files := range overlaid(t) {
		t.Run(fmt.Sprintf("line %d", line), func(t *testing.T) {
			for file, why := range schemas.RefusesIn(t, files) {
				t.Errorf("%s: %v", file, why)
			}
		})
	}
}
