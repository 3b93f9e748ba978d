package workflows_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
	"beredd/workflows"
)

// A slip is a mistake of somebody who writes a pack: one text of a file is another.
// It is told once, at a place of what was written, in a sentence that helps.
type slip struct {
	file   string // with its pack
	before string // as it stood, once in the file or first
	after  string
	at     string // the place that is told: this text, on the changed lines or else anywhere
	says   string // a pattern of the sentence in English
}

// One slip is told by one sentence, at the line and column where it was made.
func TestEverySlipIsToldOnceWhereItIs(t *testing.T) {
	packs, letters := map[string]fstest.MapFS{}, letters(t)
	for _, s := range slices.Concat(slipsOfText, slipsOfValues, slipsOfWords, slipsOfConditions, slipsOfMachines) {
		t.Run(s.file+" "+s.after, func(t *testing.T) {
			pack, file, _ := strings.Cut(s.file, "/")
			if packs[pack] == nil {
				packs[pack] = filesOf(t, pack)
			}
			files, place := s.made(t, packs[pack], file)
			problems := toldOf(files, letters)
			if len(problems) != 1 {
				t.Errorf("told %d times, and should be once, at %s:\n%s", len(problems), place, problems.Error())
			}
			if len(problems) == 0 {
				return
			}
			told := problems[0].In(wording.English)
			if problems[0].Pos.String() != place || !regexp.MustCompile(s.says).MatchString(told) {
				t.Errorf("%s\nshould be at %s and say %s", told, place, s.says)
			}
			if swedish := problems[0].In(wording.Swedish); swedish == told {
				t.Errorf("only one language: %s", told)
			} else {
				t.Log(told + "\n" + swedish)
			}
		})
	}
}

// filesOf are all files of a pack that comes with the program.
func filesOf(t *testing.T, pack string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(workflows.FS, pack, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(workflows.FS, path)
		files[strings.TrimPrefix(path, pack+"/")] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// made is the pack with the slip in it, and the place where it should be told.
func (s slip) made(t *testing.T, whole fstest.MapFS, file string) (fstest.MapFS, string) {
	t.Helper()
	files := fstest.MapFS{}
	for name, f := range whole {
		files[name] = f
	}
	text := string(whole[file].Data)
	start := strings.Index(text, s.before)
	if start < 0 {
		t.Fatalf("%s has no %q", s.file, s.before)
	}
	made := text[:start] + s.after + text[start+len(s.before):]
	files[file] = &fstest.MapFile{Data: []byte(made)}
	other, at, elsewhere := strings.Cut(s.at, " >> ") // another file
	if elsewhere {
		file, made, start = other, string(whole[other].Data), 0
	} else {
		at = s.at
	}
	line := strings.LastIndexByte(made[:start], '\n') + 1
	found := strings.Index(made[line:], at)
	if found < 0 {
		line, found = 0, strings.Index(made, at)
	}
	if found < 0 {
		t.Fatalf("%q stands nowhere", s.at)
	}
	before := made[:line+found]
	column := 1 + len([]rune(before[strings.LastIndexByte(before, '\n')+1:]))
	return files, fmt.Sprintf("%s:%d:%d", file, 1+strings.Count(before, "\n"), column)
}

// toldOf is all that check says of a pack and its scenarios.
func toldOf(files fs.FS, letters []string) source.Problems {
	pack, problems := definition.Read(files, letters)
	if pack != nil {
		_, more := definition.ReadScenarios(files, pack)
		problems = append(problems, more...)
	}
	return problems
}
