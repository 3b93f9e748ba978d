package definition_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
)

// What several editions call differently is called as in the latest that has it,
// every time that it is asked.
func TestTheLatestEditionNamesWhatIsNoMore(t *testing.T) {
	const title = "sv: Återremittera,"
	first, second := kalmarWith(t, ""), kalmarWith(t, "proposal.yaml", title, "sv: Skicka åter,")
	third := kalmarWith(t, "proposal.yaml", title, "sv: Lämna åter,")
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
