package workflows_test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/mail"
	"beredd/templates"
	"beredd/workflows"
)

// Every pack that comes with the program is read whole, without a warning.
func TestPacksAreSound(t *testing.T) {
	packs, err := fs.ReadDir(workflows.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range packs {
		t.Run(folder.Name(), func(t *testing.T) {
			pack, err := fs.Sub(workflows.FS, folder.Name())
			if err != nil {
				t.Fatal(err)
			}
			read(t, pack)
		})
	}
}

// Every example of the reference is true: files stand as they are, and whatever
// else is shown is laid over the pack lakeside.
func TestReferenceIsTrue(t *testing.T) {
	blocks := examples(t)
	for _, name := range []string{"start", "lakeside"} {
		t.Run(name, func(t *testing.T) { read(t, pack(blocks, name)) })
	}
	laidOver := overlaid(t)
	for line, files := range laidOver {
		t.Run(fmt.Sprintf("line %d", line), func(t *testing.T) { read(t, files) })
	}
	if n := len(laidOver); n < 20 {
		t.Errorf("the reference has %d examples to lay over a pack; it should have an example for every word", n)
	}
}

// overlaid are the pack lakeside with each example of the reference laid over it, by
// the example's line.
func overlaid(t *testing.T) map[int]fstest.MapFS {
	t.Helper()
	blocks := examples(t)
	places := map[string]string{
		"pack collaboration": "collaboration.yaml", "pack workflow": "agreement.yaml", "pack workflow year": "agreement.yaml",
		"pack cycle": "cycle.yaml", "scenario": "scenarios/example.yaml", "scenario year": "scenarios/example.yaml",
	}
	year := blocks[slices.IndexFunc(blocks, func(b block) bool { return b.kind == "pack cycle" })]
	packs := map[int]fstest.MapFS{}
	for _, b := range blocks {
		file, ok := places[b.kind]
		if !ok {
			continue
		}
		files := pack(blocks, "lakeside")
		below := files[file]
		files[file] = &fstest.MapFile{Data: []byte(b.text)}
		if below != nil {
			files[file].Data = laid(t, b.text, string(below.Data))
		}
		if strings.HasSuffix(b.kind, " year") {
			files["cycle.yaml"] = &fstest.MapFile{Data: []byte(year.text)}
		}
		packs[b.line] = files
	}
	return packs
}

// The reference tells of every letter that there is.
func TestReferenceNamesEveryLetter(t *testing.T) {
	text := reference(t)
	for _, letter := range letters(t) {
		if !strings.Contains(text, "`"+letter+"`") {
			t.Errorf("the reference does not tell of the letter %q", letter)
		}
	}
}

// The reference tells of every problem that check may find.
func TestReferenceNamesEveryProblem(t *testing.T) {
	words, err := os.ReadFile("../internal/wording/catalogue/check.en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var catalogue struct{ Check map[string]any }
	if err := yaml.Unmarshal(words, &catalogue); err != nil {
		t.Fatal(err)
	}
	text := reference(t)
	for code := range catalogue.Check {
		frame := slices.Contains([]string{"want", "warning", "expected", "did_you_mean", "also", "closed_day", "draw", "became", "why", "compiler"}, code)
		if !frame && !strings.Contains(text, "| `"+code+"`") {
			t.Errorf("the reference does not tell of the problem %q", code)
		}
	}
}

// read reads a pack and its scenarios, and fails on every problem, warnings too.
func read(t *testing.T, files fs.FS) (*definition.Pack, []definition.Scenario) {
	t.Helper()
	pack, problems := definition.Read(files, letters(t))
	var scenarios []definition.Scenario
	if pack != nil {
		var more source.Problems
		scenarios, more = definition.ReadScenarios(files, pack)
		problems = append(problems, more...)
	}
	for _, p := range problems {
		t.Error(p.String())
	}
	return pack, scenarios
}

func letters(t *testing.T) []string {
	t.Helper()
	folder, err := fs.Sub(templates.FS, "mail")
	if err != nil {
		t.Fatal(err)
	}
	all, err := mail.ReadLetters(folder)
	if err != nil {
		t.Fatal(err)
	}
	return all.Names()
}

// A block is one example of the reference.
type block struct {
	kind string // "pack start/matter.yaml", "pack workflow", "scenario"
	text string
	line int
}

var fenced = regexp.MustCompile("(?ms)^```yaml ([^\n]+)\n(.*?)^```$")

func reference(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func examples(t *testing.T) []block {
	t.Helper()
	text := reference(t)
	var blocks []block
	for _, at := range fenced.FindAllStringSubmatchIndex(text, -1) {
		blocks = append(blocks, block{
			kind: text[at[2]:at[3]], text: text[at[4]:at[5]],
			line: 1 + strings.Count(text[:at[0]], "\n"),
		})
	}
	return blocks
}

// pack gathers the files that the reference shows of one pack.
func pack(blocks []block, name string) fstest.MapFS {
	files := fstest.MapFS{}
	for _, b := range blocks {
		if file, ok := strings.CutPrefix(b.kind, "pack "+name+"/"); ok {
			files[path.Clean(file)] = &fstest.MapFile{Data: []byte(b.text)}
		}
	}
	return files
}

// laid lays one YAML text over another: mappings join, all else is replaced.
func laid(t *testing.T, over, under string) []byte {
	t.Helper()
	var top, below yaml.MapSlice
	for text, into := range map[string]*yaml.MapSlice{over: &top, under: &below} {
		if err := yaml.UnmarshalWithOptions([]byte(text), into, yaml.UseOrderedMap()); err != nil {
			t.Fatal(err)
		}
	}
	text, err := yaml.Marshal(joined(below, top))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// joined lays a file's sections over another's, entry by entry.
func joined(under, over yaml.MapSlice) yaml.MapSlice {
	both := append(yaml.MapSlice{}, under...)
	for _, item := range over {
		at := index(both, item.Key)
		if at < 0 {
			both = append(both, item)
			continue
		}
		below, section := both[at].Value.(yaml.MapSlice)
		above, also := item.Value.(yaml.MapSlice)
		if section && also {
			item.Value = replaced(below, above)
		}
		both[at] = item
	}
	return both
}

// replaced puts each entry of a section in the place of its namesake.
func replaced(under, over yaml.MapSlice) yaml.MapSlice {
	both := append(yaml.MapSlice{}, under...)
	for _, item := range over {
		if at := index(both, item.Key); at >= 0 {
			both[at] = item
			continue
		}
		both = append(both, item)
	}
	return both
}

func index(of yaml.MapSlice, key any) int {
	for i, item := range of {
		if item.Key == key {
			return i
		}
	}
	return -1
}
