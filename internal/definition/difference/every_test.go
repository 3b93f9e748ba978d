package difference

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// packsRead reads every pack there is: those that come with the program, and the
// small ones that show a word each.
func packsRead(t *testing.T) map[string]*definition.Pack {
	t.Helper()
	packs := map[string]*definition.Pack{}
	for _, pattern := range []string{"../../../workflows/*/collaboration.yaml", "../../../workflows/testdata/words/*/collaboration.yaml"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range found {
			p, problems := definition.Read(os.DirFS(filepath.Dir(file)), nil)
			if p == nil {
				t.Fatal(file, problems)
			}
			packs[filepath.Base(filepath.Dir(file))] = p
		}
	}
	hinting, problems := definition.Read(fstest.MapFS{
		"collaboration.yaml": {Data: []byte("collaboration: few\ntitle: Few\nlanguages: [en]\npersons: {a: {name: A, mail: a@few.example}}\n" +
			"bodies: {g: {title: G, seats: [{person: a}]}}\ncoordinators: a\nbinds: {w: {r: g}}\n")},
		"w.yaml": {Data: []byte("workflow: w\ntitle: W\nbodies: r\nfields: {cost: {type: number, title: Cost, hint: In kronor}}\n" +
			"states: {a: {title: A, held_by: r, deadline: forever}, z: {title: Z, final: true}}\n" +
			"transitions: {go: {title: Go, from: a, to: z, by: r}}\n")},
	}, nil)
	if hinting == nil {
		t.Fatal(problems)
	}
	packs["words of no other pack"] = hinting
	return packs
}

// asItStands is a copy of a pack, of which one thing can be changed.
func asItStands(p *definition.Pack) *definition.Pack {
	other := *p
	other.Sources = nil
	for _, s := range p.Sources {
		s.Root = copied(s.Root)
		other.Sources = append(other.Sources, s)
	}
	return &other
}

func copied(n source.Node) source.Node {
	n.Items, n.Entries = slices.Clone(n.Items), slices.Clone(n.Entries)
	for i := range n.Items {
		n.Items[i] = copied(n.Items[i])
	}
	for i := range n.Entries {
		n.Entries[i].Value = copied(n.Entries[i].Value)
	}
	return n
}

// A touch changes one thing somewhere in a file, and says under which key.
type touch struct {
	key  string
	do   func()
	undo func()
}

// touches are every change of one thing in a file: each value another, and each key
// gone.
func touches(n *source.Node, key string) []touch {
	was := *n
	undo := func() { *n = was }
	var all []touch
	switch n.Kind {
	case source.Scalar:
		all = append(all, touch{key, func() { n.Text = "x" + n.Text }, undo})
	case source.List:
		for i := range n.Items {
			all = append(all, touches(&n.Items[i], key)...)
			all = append(all, touch{key, func() { n.Items = append(slices.Clone(was.Items[:i]), was.Items[i+1:]...) }, undo})
		}
	case source.Mapping:
		for i := range n.Entries {
			below := spelt(n.Entries[i].Key.Text)
			if key == "" && below == "workflow" {
				continue // it names the file itself
			}
			all = append(all, touches(&n.Entries[i].Value, below)...)
			all = append(all, touch{below, func() { n.Entries = append(slices.Clone(was.Entries[:i]), was.Entries[i+1:]...) }, undo})
		}
	}
	return all
}

// Whatever is changed in any file of any pack, whichever word of the language it
// stands under, is told; in both languages, in words, and with its place.
func TestNoChangeIsSilent(t *testing.T) {
	seen, count := map[string]bool{}, 0
	for name, p := range packsRead(t) {
		other := asItStands(p)
		if found := Between(p, other); len(found) > 0 {
			t.Fatalf("%s differs from itself: %v", name, found[0].Says)
		}
		for i := range other.Sources {
			tried := map[string]int{}
			for _, change := range touches(&other.Sources[i].Root, "") {
				if tried[change.key]++; tried[change.key] > 3 {
					continue // it has been tried enough in this file
				}
				change.do()
				found := Between(p, other)
				change.undo()
				seen[change.key], count = true, count+1
				if len(found) == 0 {
					t.Errorf("%s/%s: nothing is told of a change under %q", name, p.Sources[i].Name, change.key)
				}
				for _, d := range found {
					whole(t, d)
				}
			}
		}
	}
	t.Logf("%d changes", count)
	for _, key := range grammar.Keywords() {
		if k := spelt(key); !seen[k] && !neverShown[k] {
			t.Errorf("no pack of ours has %q, so nobody knows whether a change of it is told", k)
		}
	}
}

// neverShown are the keywords of scenarios alone.
var neverShown = map[string]bool{"about": true}

// whole checks that a difference can be shown to people.
func whole(t *testing.T, d Difference) {
	t.Helper()
	for _, l := range wording.Languages() {
		said := d.Says[l]
		if said == "" || strings.Contains(said, "diff.") || strings.Contains(said, "<no value>") || strings.Contains(said, "{{") {
			t.Errorf("%s: %q", l, said)
		}
	}
	if d.Old.Line == 0 && d.New.Line == 0 || d.Part.In(wording.Swedish) == "" {
		t.Errorf("%q stands nowhere", d.Says[wording.English])
	}
}

// Every word of the language has a name for people.
func TestEveryKeyHasAWordInDifferences(t *testing.T) {
	d := &differ{}
	for _, key := range grammar.Keywords() {
		if key = spelt(key); strings.Contains(d.noun(spot{kind: "deadline"}, key).In(wording.Swedish), "”") && key != "many" {
			t.Errorf("a difference under %q is told by that name alone", key)
		}
	}
}
