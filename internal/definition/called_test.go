package definition_test

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
)

// What several editions call differently is called as in the latest that has it,
// every time that it is asked.
func TestTheLatestEditionNamesWhatIsNoMore(t *testing.T) {
	const title = "sv: Återremittera,"
	first, second := kalmarCalling(t, title, title), kalmarCalling(t, title, "sv: Skicka åter,")
	third := kalmarCalling(t, title, "sv: Lämna åter,")
	living := third.Since(first, second, third)
	for range 20 {
		var titles []string
		for _, flow := range living.At("agreement", first.Workflow("agreement").Edition).Editions("agreement") {
			titles = append(titles, flow.Transition("refer_back").Title.In("sv"))
		}
		if said := strings.Join(titles, ", "); said != "Lämna åter, Skicka åter, Återremittera" {
			t.Fatalf("the editions come as %s", said)
		}
	}
}

// kalmarCalling is Kalmar's pack with another text in its proposals.
func kalmarCalling(t *testing.T, old, new string) *definition.Pack {
	t.Helper()
	folder, files := os.DirFS("../../workflows/kalmar-lgl"), fstest.MapFS{}
	for _, name := range []string{"collaboration.yaml", "cycle.yaml", "proposal.yaml"} {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: bytes.ReplaceAll(text, []byte(old), []byte(new))}
	}
	p, problems := definition.Read(files, nil)
	if p == nil {
		t.Fatal(problems)
	}
	return p
}

// A pack's files tell whose they are, whatever is wrong with them.
func TestABrokenPackSaysWhoseItIs(t *testing.T) {
	for text, want := range map[string]string{
		"collaboration: kalmar-lgl # länet\ntitle: [": "kalmar-lgl",
		"collaboration: \"duo\"\n":                    "duo",
		"title: x\n":                                  "",
		"collaboration: Två ord\n":                    "",
	} {
		if key := definition.CollaborationOf(fstest.MapFS{"collaboration.yaml": {Data: []byte(text)}}); key != want {
			t.Errorf("%q is of %q, expected %q", text, key, want)
		}
	}
}
