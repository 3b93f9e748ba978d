package definition

import (
	"slices"
	"strings"
	"testing"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
)

// The reader knows no word more than the grammar, so that no schema lacks one.
func TestTheReaderAsksForWordsOfTheGrammarAlone(t *testing.T) {
	defer func() {
		if said, _ := recover().(string); !strings.Contains(said, "no word held_by in opens") {
			t.Errorf("asking for another word says %q", said)
		}
	}()
	r := &reader{}
	r.table(grammar.Opens, source.Node{Kind: source.Mapping}, source.Pos{}).opt("held_by")
}

// A key with nothing behind it is reported wherever something must stand, and a
// line of a list too.
func TestNothingIsReportedWhereverSomethingMustStand(t *testing.T) {
	r := &reader{}
	empty := source.Entry{Key: source.Node{Kind: source.Scalar, Text: "runs", Pos: source.Pos{File: "a.yaml", Line: 3, Column: 3}}, Value: source.Node{Kind: source.Nothing}}
	r.table(grammar.Clock, source.Node{Kind: source.Mapping, Entries: []source.Entry{empty}}, source.Pos{}).opt("runs")
	if len(r.problems) != 1 || r.problems[0].Code != "nothing" || r.problems[0].Pos.Line != 3 {
		t.Errorf("found %v", r.problems)
	}
}

// What acts may give is what editors offer; "documents" is another way to say
// "document".
func TestTheVocabularyIsTheGrammars(t *testing.T) {
	known := []string{"documents"}
	for _, f := range vocabulary {
		known = append(known, f.Name)
	}
	slices.Sort(known)
	if offered := slices.Sorted(slices.Values(grammar.Vocabulary())); !slices.Equal(known, offered) {
		t.Errorf("acts may give %q, and editors offer %q", known, offered)
	}
}
