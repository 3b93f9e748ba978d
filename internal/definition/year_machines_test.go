package definition_test

import (
	"io/fs"
	"os"
	"slices"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/workflows"
)

// Nobody is told of what is wrong in the machines that every year runs on, for nobody
// could mend it: so nothing is. As a pack's own files they have no error and no warning,
// under every cycle that is shipped.
func TestTheYearsOwnMachinesHaveNoProblems(t *testing.T) {
	packs, err := fs.Glob(workflows.FS, "*/cycle.yaml")
	if err != nil || len(packs) < 5 {
		t.Fatalf("%d packs have a cycle (%v)", len(packs), err)
	}
	for _, cycle := range packs {
		folder := cycle[:len(cycle)-len("/cycle.yaml")]
		for _, machine := range []struct{ file, as string }{{"meeting", "meeting"}, {"notes", "meeting"}, {"duty", "duty"}} {
			text, err := os.ReadFile("year/" + machine.file + ".yaml")
			if err != nil {
				t.Fatal(err)
			}
			files := fstest.MapFS{machine.as + ".yaml": &fstest.MapFile{Data: text}}
			names, err := fs.Glob(workflows.FS, folder+"/*.yaml")
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range names {
				data, err := fs.ReadFile(workflows.FS, name)
				if err != nil {
					t.Fatal(err)
				}
				files[name[len(folder)+1:]] = &fstest.MapFile{Data: data}
			}
			pack, problems := definition.Read(files, nil)
			if pack == nil || !slices.ContainsFunc(pack.Year, func(w *definition.Workflow) bool { return w.OfYear() }) {
				t.Errorf("%s has no year with %s as its own: %v", folder, machine.file, problems)
			}
			for _, p := range problems {
				if p.Pos.File == machine.as+".yaml" && p.Code != "empty_seat" { // who sits where is the pack's
					t.Errorf("%s in %s: %s", machine.file, folder, p)
				}
			}
		}
	}
}
