package definition_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"beredd/internal/definition"
	"beredd/internal/wording"
)

// The language's own page is the first pack that must be understood.
func TestThePageOfTheLanguageReads(t *testing.T) {
	pack, problems := definition.Read(archive(t, "testdata/page.txtar"), letters)
	for _, p := range problems {
		t.Log(p)
	}
	if err := problems.Err(); err != nil {
		t.Fatal("the pack is refused")
	}
	scenarios, problems := definition.ReadScenarios(archive(t, "testdata/page.txtar"), pack)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	if len(scenarios) != 1 || len(scenarios[0].Steps) != 11 {
		t.Errorf("read %d scenarios, want one of 11 steps", len(scenarios))
	}
	flow := pack.Workflow("agreement")
	if got := flow.States[0].Title.In(wording.English); got != "Drafted" {
		t.Errorf("a proposal begins as %q", got)
	}
}

var letters = []string{"to_prepare", "referred_back", "decision", "asked", "reminder"}

func archive(t testing.TB, name string) fs.FS {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return files(a)
}

func files(a *txtar.Archive) fs.FS {
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}
