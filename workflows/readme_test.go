package workflows_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// The pack that the project's README shows is read without a word, and its
// scenario comes out.
func TestTheFirstPackOfTheReadmeIsTrue(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, block := range strings.Split(string(readme), "\n\n") {
		if found := fileOfReadme.FindStringSubmatch(block); found != nil {
			files[found[1]] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(block, "\n    ", "\n"))}
		}
	}
	if len(files) != 3 {
		t.Fatalf("the README shows %d files of a pack, not three", len(files))
	}
	pack, scenarios := read(t, files)
	if len(scenarios) != 1 {
		t.Fatalf("the README has %d scenarios, not one", len(scenarios))
	}
	play(t, pack, scenarios)
}

var fileOfReadme = regexp.MustCompile(`^    # (\S+\.yaml)\n`)
