package definition

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"beredd/internal/wording"
)

// drawn are packs to draw: the language's page, and one with names that markup
// would take for its own, a way back and a step that stays.
func drawn(t *testing.T) []*Workflow {
	t.Helper()
	page, err := txtar.ParseFile("testdata/page.txtar")
	if err != nil {
		t.Fatal(err)
	}
	odd := fstest.MapFS{
		"collaboration.yaml": {Data: []byte("collaboration: c\ntitle: C\npersons: {p: {name: P, mail: p@p.example}}\nbodies: {g: {title: G, seats: [{person: p}]}}\nbinds: {odd: {g: g}}\n")},
		"odd.yaml": {Data: []byte(`workflow: odd
title: Odd
bodies: {g: {sv: Gruppen, en: The group}}
states:
  end: {title: 'A <b> & "c"; d: #e', held_by: g, deadline: 3 weeks}
  waits: {title: B}
  other: {title: A title that is much too long for any card and for any reader too, held_by: g}
  gone: {title: D, final: true}
transitions:
  go: {title: Go, from: end, to: waits, by: g}
  again: {title: Again, from: end, to: end, by: g}
  join: {title: Join, from: waits, to: [{state: other, when: proposal.documents > 3}, gone], on: reviews.complete}
  return: {title: Return, from: [waits, other], to: back, by: g}
rounds: {reviews: {question: Reviews, opens: waits, asks: g, answers: {yes: {title: Yes}}}}
`)},
	}
	fsys := fstest.MapFS{}
	for _, f := range page.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	var flows []*Workflow
	for _, pack := range []fstest.MapFS{fsys, odd} {
		p, problems := Read(pack, nil)
		if p == nil {
			t.Fatal(problems)
		}
		flows = append(flows, p.Workflows...)
	}
	return flows
}

// No card lies over another, and no line runs through one.
func TestADrawingIsClear(t *testing.T) {
	for _, w := range drawn(t) {
		d := layOut(w, wording.Swedish, Marks{})
		for i, a := range d.cards {
			if a.x < 0 || a.y < 0 || a.x+a.w > d.w || a.y+a.h > d.h {
				t.Errorf("%s: %s lies outside the paper", w.Key, a.title)
			}
			for _, b := range d.cards[:i] {
				if a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h {
					t.Errorf("%s: %s lies over %s", w.Key, a.title, b.title)
				}
			}
		}
		for _, e := range d.edges {
			d.clear(t, e)
		}
	}
}

// clear reports a line that is not straight, or runs through a card.
func (d *drawing) clear(t *testing.T, e edge) {
	corners := d.path(e)
	for i := 1; i < len(corners); i++ {
		a, b := corners[i-1], corners[i]
		if a.x != b.x && a.y != b.y {
			t.Errorf("%s: a line runs askew from %v to %v", d.flow.Key, a, b)
		}
		for _, c := range d.cards {
			left, right, top, bottom := min(a.x, b.x), max(a.x, b.x), min(a.y, b.y), max(a.y, b.y)
			if left < c.x+c.w && right > c.x && top < c.y+c.h && bottom > c.y {
				t.Errorf("%s: the line of %s runs through %s", d.flow.Key, d.flow.Transitions[e.transition].Name, c.title)
			}
		}
	}
}

// A drawing is one well-formed image with its name and its story in words, and
// nothing in it that a strict page would block.
func TestADrawingIsAnImageWithWords(t *testing.T) {
	for _, w := range drawn(t) {
		svg := SVG(w, wording.English, Marks{Current: w.States[1].Name, Been: []string{w.States[0].Name}})
		said := words(t, svg)
		for _, want := range []string{w.Title.In(wording.English), "It begins as " + w.States[0].Title.In(wording.English) + ".",
			"It now stands as " + w.States[1].Title.In(wording.English) + ".", "▶ " + w.States[1].Title.In(wording.English)} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: the drawing doesn't say %q, but\n%s", w.Key, want, said)
			}
		}
		for _, blocked := range []string{"<script", "<style", " style=", "<foreignObject", "href"} {
			if strings.Contains(svg, blocked) {
				t.Errorf("%s: the drawing has %s", w.Key, blocked)
			}
		}
	}
}

// words are all texts of a document, which must be well-formed.
func words(t *testing.T, document string) string {
	t.Helper()
	var said strings.Builder
	for d := xml.NewDecoder(strings.NewReader(document)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return said.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if text, ok := token.(xml.CharData); ok {
			said.Write(text)
			said.WriteByte(' ')
		}
	}
}

func TestMermaidHasThePacksTitles(t *testing.T) {
	flows := drawn(t)
	page, odd := Mermaid(flows[0], wording.Swedish), Mermaid(flows[1], wording.Swedish)
	for _, want := range []string{
		"stateDiagram-v2\n",
		"    state \"Återremitterat\" as referred_back\n",
		"    [*] --> drafted\n",
		"    drafted --> prepared : Submit\n",
		"    on_agenda --> referred_back : Refer back\n",
		"    withdrawn --> [*]\n",
	} {
		if strings.Count(page, want) != 1 {
			t.Errorf("%q stands %d times in\n%s", want, strings.Count(page, want), page)
		}
	}
	for _, want := range []string{
		"    state \"A #lt;b#gt; & #quot;c#quot;#59; d#58; #35;e\" as end_\n",
		"    end_ --> end_ : Again\n",
		"    waits --> end_ : Return\n",
	} {
		if strings.Count(odd, want) != 1 {
			t.Errorf("%q stands %d times in\n%s", want, strings.Count(odd, want), odd)
		}
	}
	if strings.Contains(odd, "gone --> end_") {
		t.Error("a way back leads to where no run has come from")
	}
}
