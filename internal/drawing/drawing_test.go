package drawing

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/wording"
	"beredd/workflows"
)

// A picture is a workflow to draw, of its pack.
type picture struct {
	pack *definition.Pack
	flow *definition.Workflow
	name string
}

// odd has names that markup would take for its own, a way back, a step that stays,
// words that are too long, and every kind of box.
var odd = fstest.MapFS{
	"collaboration.yaml": {Data: []byte("collaboration: c\ntitle: C\norganizations: {o: {name: O, mailbox: o@o.example}}\npersons: {p: {name: P, mail: p@p.example}}\nbodies: {g: {title: G, seats: [{person: p}]}}\nbinds: {odd: {g: g}}\n")},
	"odd.yaml": {Data: []byte(`workflow: odd
title: Odd
bodies: {g: {sv: Gruppen, en: The group}}
states:
  end: {title: 'A <b> & "c"; d: #e', held_by: g, deadline: 3 weeks}
  waits: {title: B}
  other: {title: A title that is much too long for any box and for any reader of averylongwordthatnobodycouldeverwriteinonelineofabox, held_by: g}
  gone: {title: D, final: true}
transitions:
  go: {title: Go, from: end, to: waits, by: g}
  again: {title: Again, from: end, to: end, by: g}
  join: {title: Join, from: waits, to: [{state: other, when: proposal.documents > 3}, gone], on: reviews.complete}
  return: {title: Return, from: [waits, other], to: back, by: g}
  lapse: {title: Lapse, from: end, to: gone, on: 180 days}
rounds: {reviews: {question: Reviews, opens: waits, asks: g, answers: {yes: {title: Yes}}}}
`)},
}

// pictures are all workflows of the packs that are shipped, of those that show the
// words of the language, and of the odd one.
func pictures(t *testing.T) []picture {
	t.Helper()
	var found []picture
	read := func(name string, files fs.FS) {
		pack, problems := definition.Read(files, nil)
		if pack == nil {
			t.Fatal(name, problems)
		}
		for _, w := range pack.Workflows {
			found = append(found, picture{pack, w, name + " " + w.Key})
		}
	}
	read("odd", odd)
	for _, root := range []fs.FS{workflows.FS, os.DirFS("../../workflows/testdata/words")} {
		packs, err := fs.Glob(root, "*/collaboration.yaml")
		if err != nil || len(packs) == 0 {
			t.Fatal("no packs", err)
		}
		for _, name := range packs {
			dir := strings.TrimSuffix(name, "/collaboration.yaml")
			files, err := fs.Sub(root, dir)
			if err != nil {
				t.Fatal(err)
			}
			read(dir, files)
		}
	}
	return found
}

// walked marks a proposal that has gone round, so that there is something to show.
func (p picture) walked() Marks {
	marks := Marks{Current: p.flow.States[len(p.flow.States)-1].Name}
	for _, w := range p.flow.Ways() {
		marks.Taken = append(marks.Taken, Taken{p.flow.Transitions[w.Transition].Name, p.flow.States[w.From].Name, p.flow.States[w.To].Name})
	}
	for _, r := range p.flow.Rounds {
		marks.Open = append(marks.Open, r.Name)
	}
	return marks
}

// No box lies over another or outside the paper, no line runs through a box, and
// lines that belong to different things never run on top of each other.
func TestADrawingIsClear(t *testing.T) {
	for _, p := range pictures(t) {
		for _, marks := range []Marks{{}, p.walked()} {
			d := New(p.pack, p.flow, wording.Swedish, marks)
			d.apart(t, p.name)
			var all []part
			d.each(func(w *way) { all = append(all, d.parts(t, p.name, w)...) })
			for i, a := range all {
				for _, b := range all[:i] {
					forks := a.way.line == b.way.line && a.first && b.first && a.way.port() == b.way.port()
					if a.net != b.net && !forks && a.over(b.segment) {
						t.Errorf("%s: the lines of %q and %q run on top of each other, at %v and %v", p.name, a.way.line.said, b.way.line.said, a.a, b.a)
					}
				}
			}
		}
	}
}

func (d *Drawing) apart(t *testing.T, name string) {
	for i, a := range d.boxes {
		if a.x < d.strip || a.y < 0 || a.x+a.w > d.w || a.y+a.h > d.h {
			t.Errorf("%s: %s lies outside the paper", name, a.title)
		}
		if a.y < a.lane.top || a.y+a.h > a.lane.top+a.lane.h {
			t.Errorf("%s: %s lies outside its lane", name, a.title)
		}
		for _, b := range d.boxes[:i] {
			if a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h {
				t.Errorf("%s: %s lies over %s", name, a.title, b.title)
			}
		}
	}
}

// A part is a straight part of a way, the first or a later one.
type part struct {
	segment
	way   *way
	first bool
}

// parts are the parts of a way, each reported that is askew or runs through a box.
func (d *Drawing) parts(t *testing.T, name string, w *way) (all []part) {
	corners := d.path(w)
	for i := 1; i < len(corners); i++ {
		a, b := corners[i-1], corners[i]
		if a.x != b.x && a.y != b.y {
			t.Errorf("%s: the line of %s runs askew from %v to %v", name, w.line.said, a, b)
		}
		for _, c := range d.boxes {
			if min(a.x, b.x) < c.x+c.w && max(a.x, b.x) > c.x && min(a.y, b.y) < c.y+c.h && max(a.y, b.y) > c.y {
				t.Errorf("%s: the line of %s runs through %s", name, w.line.said, c.title)
			}
		}
		all = append(all, part{segment{w.net, a, b}, w, i == 1})
	}
	return all
}

// over says whether two parts share more than a point.
func (s segment) over(o segment) bool {
	if s.a.y == s.b.y && o.a.y == o.b.y && s.a.y == o.a.y {
		return min(s.a.x, s.b.x) < max(o.a.x, o.b.x) && min(o.a.x, o.b.x) < max(s.a.x, s.b.x)
	}
	if s.a.x == s.b.x && o.a.x == o.b.x && s.a.x == o.a.x {
		return min(s.a.y, s.b.y) < max(o.a.y, o.b.y) && min(o.a.y, o.b.y) < max(s.a.y, s.b.y)
	}
	return false
}

// Every row of text fits where it stands, below the one before it.
func TestNoLabelLeavesItsBox(t *testing.T) {
	for _, p := range pictures(t) {
		for _, l := range wording.Languages() {
			d := New(p.pack, p.flow, l, p.walked())
			for _, b := range d.boxes {
				for _, said := range b.title {
					inside(t, p.name, said, d.titleSign(b)+2*padding+wide(said, titleSize), b.w)
				}
				for _, said := range b.under {
					inside(t, p.name, said, 2*padding+wide(said, smallSize), b.w)
				}
				end := b.y + b.head
				for _, line := range b.lines {
					for _, said := range line.rows {
						inside(t, p.name, said, line.left()+wide(said, textSize)+line.right(), b.w)
					}
					if line.y < end || line.y+4+(len(line.rows)-1)*rowPitch > b.y+b.h {
						t.Errorf("%s: %q stands at %d, outside %d to %d", p.name, line.said, line.y, end, b.y+b.h)
					}
					end = line.y + 4 + (len(line.rows)-1)*rowPitch
				}
			}
		}
	}
}

func inside(t *testing.T, name, said string, width, room int) {
	t.Helper()
	if width > room {
		t.Errorf("%s: %q is %d wide, and has %d", name, said, width, room)
	}
}

// Whatever a workflow has is in the picture, and the words say what the picture
// says.
func TestThePictureAndTheWordsSayAll(t *testing.T) {
	for _, p := range pictures(t) {
		for _, l := range wording.Languages() {
			d := New(p.pack, p.flow, l, Marks{})
			boxes, told := labels(t, d.SVG()), d.Text()
			for _, want := range named(p.flow) {
				said := want.In(l)
				if !slices.ContainsFunc(boxes, func(label string) bool { return strings.Contains(label, loose(said)) }) {
					t.Errorf("%s: %q is not in the picture", p.name, said)
				}
				if !strings.Contains(told, said) {
					t.Errorf("%s: %q is not in the words", p.name, said)
				}
			}
			d.allTold(t, p.name, told)
		}
	}
}

// named is what people call all that a workflow has.
func named(w *definition.Workflow) (titles []wording.Text) {
	for _, s := range w.States {
		titles = append(titles, s.Title)
	}
	for _, way := range w.Ways() {
		titles = append(titles, w.Transitions[way.Transition].Title)
	}
	for _, r := range w.Rounds {
		titles = append(titles, r.Title)
		for _, o := range r.Outcomes {
			titles = append(titles, o.Title)
		}
	}
	for _, c := range w.Clocks {
		titles = append(titles, c.Title)
	}
	for _, win := range w.Windows {
		titles = append(titles, win.Title)
	}
	return titles
}

// allTold reports what the picture says and the words don't.
func (d *Drawing) allTold(t *testing.T, name, told string) {
	for _, b := range d.boxes {
		for _, said := range append([]string{d.titleOf(b)}, b.facts...) {
			if !strings.Contains(told, said) {
				t.Errorf("%s: the words lack %q", name, said)
			}
		}
		for _, l := range b.lines {
			for _, w := range l.ways {
				if line := d.lineSaid(l); !strings.Contains(told, line) || !strings.Contains(line, d.titleOf(w.to)) {
					t.Errorf("%s: the words don't say that %q leads to %s", name, l.said, d.titleOf(w.to))
				}
			}
		}
	}
}

// labels are the texts of each group of a picture as one, without spaces: rows of
// one label follow each other.
func labels(t *testing.T, svg string) []string {
	t.Helper()
	var found []string
	var at strings.Builder
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			at.Write(token)
		case xml.EndElement:
			if token.Name.Local == "g" {
				found = append(found, loose(at.String()))
				at.Reset()
			}
		}
	}
}

func loose(said string) string {
	return strings.NewReplacer(" ", "", "\n", "", "-", "").Replace(said)
}

// A drawing is one well-formed image with its name and its story in words, and
// nothing in it that a strict page would block.
func TestADrawingIsAnImageWithWords(t *testing.T) {
	p := pictures(t)[0]
	svg := New(p.pack, p.flow, wording.English, Marks{Current: "waits", Taken: []Taken{{"go", "end", "waits"}}}).SVG()
	labels(t, svg)
	for _, want := range []string{"<title id=\"drawing-odd-title\">Odd</title>", "it begins here", "B (the proposal stands here now)", "[the proposal&#39;s step 1]"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the drawing doesn't say %q, but\n%s", want, svg)
		}
	}
	for _, blocked := range []string{"<script", "<style", " style=", "<foreignObject", "href"} {
		if strings.Contains(svg, blocked) {
			t.Errorf("the drawing has %s", blocked)
		}
	}
}

// Steps that people, a round and time take are told apart without colour, and the
// picture explains how.
func TestKindsOfStepsAreDrawnApart(t *testing.T) {
	p := pictures(t)[0]
	svg := New(p.pack, p.flow, wording.English, Marks{}).SVG()
	for step, dash := range map[string]string{"Go: A": "", "Complete: Join: ": "8 4", "Lapse (after 180 days): ": "1.5 4"} {
		_, after, found := strings.Cut(svg, "<title>"+step)
		path, _, _ := strings.Cut(after, "</g>")
		if !found || strings.Contains(path, "dasharray") != (dash != "") || !strings.Contains(path, dash) {
			t.Errorf("%s is not drawn as %q: %s", step, dash, path)
		}
	}
	_, legend, _ := strings.Cut(svg, `class="drawing-legend"`)
	for _, want := range []string{"somebody takes the step", "happens when a question has ended", "happens when its time has come", "a question opens", "question to many"} {
		if !strings.Contains(legend, want) {
			t.Errorf("the legend doesn't explain %q", want)
		}
	}
}

// A proposal's way is thick in the picture, and its steps are numbered.
func TestAProposalsWayIsShown(t *testing.T) {
	p := pictures(t)[0]
	taken := []Taken{{"go", "end", "waits"}, {"return", "waits", "end"}, {"go", "end", "waits"}, {"join", "waits", "gone"}}
	d := New(p.pack, p.flow, wording.English, Marks{Current: "gone", Taken: taken, Ended: []string{"reviews"}})
	if thick := strings.Count(d.SVG(), `stroke-width="3.4"`); thick != 4 { // three ways and the legend
		t.Errorf("%d ways are thick", thick)
	}
	for _, want := range []string{"Go → B (somebody takes it) [the proposal's steps 1, 3]", "[the proposal's step 2]",
		"D (it ends here; the proposal stands here now)", "Complete: Join → ", "[the proposal's step 4]", "the question has ended"} {
		if !strings.Contains(d.Text(), want) {
			t.Errorf("the words lack %q:\n%s", want, d.Text())
		}
	}
}

func TestAWorkflowIsDrawnTheSameEveryTime(t *testing.T) {
	for _, p := range pictures(t)[:6] {
		once := New(p.pack, p.flow, wording.Swedish, Marks{}).SVG()
		if again := New(p.pack, p.flow, wording.Swedish, Marks{}).SVG(); again != once {
			t.Errorf("%s is drawn in two ways", p.name)
		}
	}
}

// Boxes stand where lines cross least: better than in the order of the file.
func TestLinesCrossLittle(t *testing.T) {
	before, after := 0, 0
	for _, p := range pictures(t) {
		as := New(p.pack, p.flow, wording.Swedish, Marks{})
		after += as.crossings()
		plainly := &Drawing{pack: p.pack, flow: p.flow, l: wording.Swedish, ways: p.flow.Ways()}
		for _, step := range []func(){plainly.states, plainly.rounds, plainly.times, plainly.join, plainly.follow, plainly.place, plainly.route, plainly.measure} {
			step()
		}
		before += plainly.crossings()
	}
	t.Logf("%d crossings, %d as the files have it", after, before)
	if after*10 > before*7 {
		t.Errorf("%d crossings, where the order of the files has %d", after, before)
	}
}

func (d *Drawing) crossings() (n int) {
	var all []segment
	d.each(func(w *way) {
		c := d.path(w)
		for i := 1; i < len(c); i++ {
			all = append(all, segment{w.net, c[i-1], c[i]})
		}
	})
	for _, h := range all {
		for _, v := range all {
			if h.net != v.net && h.a.y == h.b.y && v.a.x == v.b.x && h.crosses(v) {
				n++
			}
		}
	}
	return n
}

func TestMermaidHasThePacksTitles(t *testing.T) {
	p := pictures(t)[0]
	said := New(p.pack, p.flow, wording.Swedish, Marks{}).Mermaid()
	for _, want := range []string{
		"stateDiagram-v2\n",
		"    state \"A #lt;b#gt; & #quot;c#quot;#59; d#58; #35;e (3 veckor)\" as end_\n",
		"    state \"Fråga#58; Reviews (svarar#58; G)\" as round_reviews\n",
		"    [*] --> end_\n",
		"    end_ --> end_ : Again\n",
		"    waits --> end_ : Return\n",
		"    waits --> round_reviews : Ställer frågor\n",
		"    round_reviews --> gone : Klar#58; Join\n",
		"    gone --> [*]\n",
	} {
		if strings.Count(said, want) != 1 {
			t.Errorf("%q stands %d times in\n%s", want, strings.Count(said, want), said)
		}
	}
	if strings.Contains(said, "gone --> end_") {
		t.Error("a way back leads to where no run has come from")
	}
}

func BenchmarkNew(b *testing.B) {
	files, err := fs.Sub(workflows.FS, "jamtland-svom")
	if err != nil {
		b.Fatal(err)
	}
	pack, _ := definition.Read(files, nil)
	for b.Loop() {
		New(pack, pack.Workflow("plan"), wording.Swedish, Marks{})
	}
}
