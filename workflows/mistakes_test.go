package workflows_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/workflows"
)

// A mistake is one that people make in a pack. plant makes it at a spot, where it can
// be made there and is one; what is left a meaningful pack is no mistake.
type mistake struct {
	kind  string
	plant func(p *planting, s spot) *planted
	warns bool // it may be a warning: the pack can be used, and is hardly meant so
}

// A planted mistake is one or more changes of a file, and what tells of it: a problem
// on a line that was changed, or one that names these things.
type planted struct {
	edits []edit
	names []string
	lines []span // places of the text before, where the problem may stand too
}

// An edit puts a text in place of a part of a file.
type edit struct {
	file string
	at   span
	text string
}

// changed is a mistake on the line where it stands.
func changed(s spot, at span, text string) *planted {
	return &planted{edits: []edit{{s.file, at, text}}}
}

// A planting is a pack that mistakes are planted in.
type planting struct {
	name    string
	files   map[string]string
	spots   []spot
	words   map[string]bool // all that the pack says, so that a misspelt word is no other
	letters []string
	chance  *rand.Rand
}

// find is the spot of a file under these keys, or nil.
func (p *planting) find(file string, path ...string) *spot {
	for i, s := range p.spots {
		if s.file == file && slices.Equal(s.path, path) {
			return &p.spots[i]
		}
	}
	return nil
}

// all are the spots of a file under these keys, where * is any one.
func (p *planting) all(file string, pattern ...string) []spot {
	var found []spot
	for _, s := range p.spots {
		if s.file == file && s.under(pattern...) {
			found = append(found, s)
		}
	}
	return found
}

// parent is what a spot stands in, or nil at the top of a file.
func (p *planting) parent(s spot) *spot { return p.find(s.file, s.path[:len(s.path)-1]...) }

func (p *planting) text(s spot) string { return s.value.of(p.files[s.file]) }

// says is what stands under these keys, "" where nothing does.
func (p *planting) says(file string, path ...string) string {
	if s := p.find(file, path...); s != nil {
		return p.text(*s)
	}
	return ""
}

// workflow says whether a file is a workflow's.
func workflow(file string) bool {
	return !strings.Contains(file, "/") && file != "collaboration.yaml" && file != "cycle.yaml"
}

// made are the files with the mistake in them, and the lines on which it is.
func (p *planting) made(m *planted) (fstest.MapFS, []string) {
	files := fstest.MapFS{}
	var lines []string
	for name, text := range p.files {
		edits := slices.DeleteFunc(slices.Clone(m.edits), func(e edit) bool { return e.file != name })
		slices.SortFunc(edits, func(a, b edit) int { return a.at.from - b.at.from })
		var made strings.Builder
		at := 0
		for _, e := range edits {
			made.WriteString(text[at:e.at.from])
			from := strings.Count(made.String(), "\n") + 1
			made.WriteString(e.text)
			for line := from; line <= from+strings.Count(strings.TrimRight(e.text, "\n"), "\n"); line++ {
				lines = append(lines, fmt.Sprintf("%s:%d", name, line))
			}
			at = e.at.to
		}
		made.WriteString(text[at:])
		files[name] = &fstest.MapFile{Data: []byte(made.String())}
	}
	for _, l := range m.lines { // they stand before what was changed, so that their lines are what they were
		text := p.files[m.edits[0].file]
		for line := 1 + strings.Count(text[:l.from], "\n"); line <= 1+strings.Count(text[:l.to], "\n"); line++ {
			lines = append(lines, fmt.Sprintf("%s:%d", m.edits[0].file, line))
		}
	}
	return files, lines
}

// slips says how a mistake slips through; "" where it is refused where it stands.
func (p *planting) slips(kind mistake, m *planted) string {
	files, lines := p.made(m)
	pack, problems := definition.Read(files, p.letters)
	if pack != nil {
		_, more := definition.ReadScenarios(files, pack)
		problems = append(problems, more...)
	}
	for _, found := range problems {
		if found.Severity == source.Warning && !kind.warns {
			continue
		}
		at := fmt.Sprintf("%s:%d", found.Pos.File, found.Pos.Line)
		told := found.String()
		if slices.Contains(lines, at) || slices.ContainsFunc(m.names, func(name string) bool { return strings.Contains(told, name) }) {
			return ""
		}
	}
	told := "nothing"
	if len(problems) > 0 {
		told = problems.Error()
	}
	return fmt.Sprintf("%s, %s: %v says %q; check says\n%s", p.name, kind.kind, lines[:min(1, len(lines))], m.edits[0].text, told)
}

// refused says whether a spot stands in a scenario's step that is to be refused: that
// may be wrong on purpose.
func (p *planting) refused(s spot) bool {
	if slices.Contains(s.path, "refused") {
		return false
	}
	for i := range s.path {
		if step := s.path[:i+1]; i > 0 && (s.path[i-1] == "steps") {
			text := p.text(*p.find(s.file, step...))
			return strings.Contains(text, "refused:")
		}
	}
	return false
}

// chances are the ways in which a mistake can be planted in the pack, in an order that
// is another for each seed.
func (p *planting) chances(kind mistake) []*planted {
	var all []*planted
	for _, s := range p.spots {
		if p.refused(s) {
			continue
		}
		if m := kind.plant(p, s); m != nil {
			all = append(all, m)
		}
	}
	p.chance.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// plantings are the packs that come with the program and those that show the words of
// the language.
func plantings(t *testing.T, seed uint64) []*planting {
	t.Helper()
	var all []*planting
	folders := map[string]fs.FS{}
	packs, err := fs.ReadDir(workflows.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packs {
		if folders[p.Name()], err = fs.Sub(workflows.FS, p.Name()); err != nil {
			t.Fatal(err)
		}
	}
	words, err := filepath.Glob("testdata/words/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range words {
		folders[filepath.Base(folder)] = os.DirFS(folder)
	}
	letters := letters(t)
	for name, files := range folders {
		all = append(all, newPlanting(t, name, files, letters, seed))
	}
	slices.SortFunc(all, func(a, b *planting) int { return strings.Compare(a.name, b.name) })
	return all
}

func newPlanting(t *testing.T, name string, files fs.FS, letters []string, seed uint64) *planting {
	t.Helper()
	p := &planting{name: name, files: map[string]string{}, words: map[string]bool{}, letters: letters, chance: rand.New(rand.NewPCG(seed, uint64(len(name))))}
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".yaml") {
			return err
		}
		text, err := fs.ReadFile(files, path)
		p.files[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range slices.Sorted(mapKeys(p.files)) {
		p.spots = append(p.spots, spots(t, file, p.files[file])...)
		for _, word := range strings.FieldsFunc(p.files[file], func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
			p.words[word] = true
		}
	}
	return p
}

func mapKeys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m {
			if !yield(key) {
				return
			}
		}
	}
}

// mistakes are all kinds.
func mistakes() []mistake {
	return slices.Concat(ofText, ofWords, ofLack, ofValues, ofGuards, ofMachines, ofYear, ofSpeech, ofOffice)
}

// sampled is in how many packs a kind of mistake is planted when time is short.
const sampled = 2

// Mistakes that people make are refused where they stand: here each kind in a few
// packs, and in the long tests wherever one can be made.
func TestPlantedMistakesAreRefused(t *testing.T) {
	all := plantings(t, 1)
	refused := 0
	for _, kind := range mistakes() {
		planted := 0
		all[0].chance.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for _, p := range all {
			if planted == sampled {
				break
			}
			if chances := p.chances(kind); len(chances) > 0 {
				planted++
				refused += p.plant(t, kind, chances[:1])
			}
		}
		if planted == 0 {
			t.Errorf("nowhere could there be planted %s", kind.kind)
		}
	}
	t.Logf("%d mistakes of %d kinds are refused where they stand", refused, len(mistakes()))
}

// plant plants mistakes one by one, and says how many are refused where they stand.
func (p *planting) plant(t *testing.T, kind mistake, all []*planted) (refused int) {
	t.Helper()
	for _, m := range all {
		if slipped := p.slips(kind, m); slipped != "" {
			t.Error(slipped)
			continue
		}
		refused++
	}
	return refused
}
