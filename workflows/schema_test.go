package workflows_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"beredd/internal/definition/grammar/grammartest"
	"beredd/internal/wording"
	"beredd/workflows"
)

// Every pack that comes with the program, and every one that shows what a word
// means, is as its schemas say: an editor underlines nothing in it.
func TestPacksAreAsTheirSchemasSay(t *testing.T) {
	schemas := grammartest.Compiled(t, wording.Swedish, nil)
	for name, pack := range everyPack(t) {
		for file, why := range schemas.RefusesIn(t, pack) {
			t.Errorf("%s/%s: %v", name, file, why)
		}
	}
}

// So is what may be written another way.
func TestWhatIsWrittenAnotherWayIsAsTheSchemasSay(t *testing.T) {
	schemas := grammartest.Compiled(t, wording.Swedish, nil)
	for _, text := range []string{weighed, timed, inside} {
		if why := schemas.Refuses("scenario", text); why != nil {
			t.Errorf("%v\n%s", why, text)
		}
	}
}

// everyPack are the packs that come with the program, and those that show what a
// word means.
func everyPack(t *testing.T) map[string]fs.FS {
	t.Helper()
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
	return packs
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

// Every word of the grammar stands in a pack that the reader accepts, and so reads:
// of files but scenarios in an example of the reference, which thereby has one of
// every word; of scenarios in any pack of ours.
func TestEveryWordOfTheGrammarIsRead(t *testing.T) {
	words := grammartest.AllWords(t)
	for _, files := range overlaid(t) {
		words.UseIn(t, files)
	}
	words.Use(t, "workflow", plan)
	for _, text := range []string{weighed, timed, inside} {
		words.Use(t, "scenario", text)
	}
	for _, pack := range everyPack(t) {
		scenarios, err := fs.Glob(pack, "scenarios/*.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range scenarios {
			text, err := fs.ReadFile(pack, name)
			if err != nil {
				t.Fatal(err)
			}
			words.Use(t, "scenario", string(text))
		}
	}
	for _, word := range slices.Sorted(maps.Keys(words)) {
		if !words[word] {
			t.Errorf("no example has %s", word)
		}
	}
}
