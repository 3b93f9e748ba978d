package definition_test

import (
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
)

// However a file looks, it is a pack or a list of problems, never a crash.
func FuzzRead(f *testing.F) {
	page := archive(f, "testdata/page.txtar").(fstest.MapFS)
	f.Add(page[collaboration].Data, page[proposal].Data, page[year].Data, page[routine].Data)
	for _, row := range broken {
		if len(row.text) < 10_000 {
			f.Add([]byte(row.text), []byte(row.text), []byte(row.text), []byte(row.text))
			f.Add([]byte(small), []byte(row.text), []byte(row.text), []byte(row.text))
		}
	}
	for _, row := range flaws {
		f.Add([]byte(small), []byte(head+row.flow), []byte("cycle: C"), []byte("scenario: S\nsteps: [{do: go, as: group}]"))
	}
	f.Fuzz(func(t *testing.T, who, what, when, story []byte) {
		fsys := fstest.MapFS{
			collaboration: {Data: who}, proposal: {Data: what}, year: {Data: when}, routine: {Data: story},
		}
		pack, problems := definition.Read(fsys, letters)
		if (pack == nil) != (problems.Err() != nil) {
			t.Fatalf("a pack and its errors exclude each other: %v", problems)
		}
		if pack != nil {
			_, more := definition.ReadScenarios(fsys, pack)
			problems = append(problems, more...)
		}
		for _, p := range problems {
			if p.Pos.File == "" || p.Message.In("sv") == "check."+p.Code {
				t.Fatalf("a problem without place or words: %#v", p)
			}
		}
	})
}
