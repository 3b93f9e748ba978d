package definition_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// TestEachProofHasAPackThatItRefutes reads the workflows of testdata/refuted. The
// lines of which something is told end in it: a code, and perhaps a part of the
// sentence. Nothing else is an error.
func TestEachProofHasAPackThatItRefutes(t *testing.T) {
	files, err := filepath.Glob("testdata/refuted/*.yaml")
	if err != nil || len(files) < 10 {
		t.Fatal("there are too few packs", len(files), err)
	}
	collaboration, err := os.ReadFile("testdata/refuted/collaboration.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if filepath.Base(file) == "collaboration.yaml" {
			continue
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			expected := told(string(text))
			pack := fstest.MapFS{"collaboration.yaml": {Data: collaboration}, "w.yaml": {Data: text}}
			_, problems := definition.Read(pack, []string{"decision", "asked", "reminder", "escalation"})
			for _, p := range problems {
				e, known := expected[p.Pos.Line]
				switch {
				case known && p.Pos.File == "w.yaml" && p.Code == e.code && strings.Contains(p.Message.In(wording.English), e.says):
					delete(expected, p.Pos.Line)
				case p.Severity == source.Error:
					t.Errorf("line %d, %s: %s", p.Pos.Line, p.Code, p.Message.In(wording.English))
				}
			}
			for line, e := range expected {
				t.Errorf("%s is not told on line %d: %v", e.code, line, problems)
			}
		})
	}
}

// A telling is what is to be told on a line: a code, and a part of the sentence.
type telling struct{ code, says string }

// told is what a pack says is to be told of it, on the lines that end in a comment.
func told(text string) map[int]telling {
	all := map[int]telling{}
	for i, row := range strings.Split(text, "\n") {
		if before, comment, found := strings.Cut(row, " # "); found && before != "" {
			code, says, _ := strings.Cut(comment, ": ")
			all[i+1] = telling{code, says}
		}
	}
	if len(all) == 0 {
		panic(fmt.Sprintf("nothing is to be told of\n%s", text))
	}
	return all
}
