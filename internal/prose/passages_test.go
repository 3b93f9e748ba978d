package prose

import (
	"slices"
	"strings"
	"testing"
)

func TestATextIsTakenApartForThoseWhoSetTheirOwnType(t *testing.T) {
	got := Passages("En *lätt* och **tung** text\nmed två rader.\n\n# Rubrik\n\n- ett\n- två\n\n  mer om två\n  1. inre\n\n> sagt av en annan\n\nSe [stadgan](https://kalmar.example/s).")
	want := []Passage{
		{Runs: []Run{{Text: "En "}, {Text: "lätt", Stress: true}, {Text: " och "}, {Text: "tung", Strong: true}, {Text: " text\nmed två rader."}}},
		{Heading: true, Runs: []Run{{Text: "Rubrik"}}},
		{Depth: 1, Mark: "–", Runs: []Run{{Text: "ett"}}},
		{Depth: 1, Mark: "–", Runs: []Run{{Text: "två"}}},
		{Depth: 1, Runs: []Run{{Text: "mer om två"}}},
		{Depth: 2, Mark: "1.", Runs: []Run{{Text: "inre"}}},
		{Depth: 1, Runs: []Run{{Text: "sagt av en annan"}}},
		{Runs: []Run{{Text: "Se "}, {Text: "stadgan", Link: "https://kalmar.example/s"}, {Text: "."}}},
	}
	same := func(a, b Passage) bool {
		return a.Heading == b.Heading && a.Depth == b.Depth && a.Mark == b.Mark && slices.Equal(a.Runs, b.Runs)
	}
	if !slices.EqualFunc(got, want, same) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

// A document says every word that a page says.
func FuzzPassagesLoseNoWord(f *testing.F) {
	for _, s := range []string{"a **b** c", "- a\n\n  b\n- c", "> - x\n\ny", "<b>&amp;", "1. a\n   - b\n\n# c", "a  \nb", "```\nx  y\n```", "***"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var said strings.Builder
		for _, p := range Passages(s) {
			if len(p.Runs) == 0 {
				t.Fatalf("%q has an empty passage", s)
			}
			said.WriteString(p.Words())
		}
		if got, want := bare(said.String()), bare(shown(s)); got != want {
			t.Fatalf("%q is said as %q, and on a page as %q", s, got, want)
		}
	})
}

func shown(s string) string {
	var b strings.Builder
	for _, n := range tree(s) {
		if n.FirstChild == nil {
			b.WriteString(wordsOf(n))
		}
		b.WriteString(raw(n))
	}
	return b.String()
}

func bare(s string) string { return strings.Join(strings.Fields(s), "") }
