package workflows_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/grammar/editortest"
	"beredd/internal/definition/grammar/grammartest"
	"beredd/internal/wording"
	"beredd/workflows"
)

// A written is a file as somebody has it in an editor: its first line says where the
// schema is, as `beredd schema --write` shows it.
type written struct{ kind, text string }

func (w written) withItsLine() string {
	return "# yaml-language-server: $schema=" + w.kind + ".schema.json\n" + w.text
}

// editor is a language server and a folder with the schemas in a language.
type editor struct {
	*editortest.Server
	folder string
	opened int
}

func edited(t *testing.T, l wording.Language, names grammar.Names) *editor {
	t.Helper()
	e := &editor{Server: editortest.Start(t), folder: t.TempDir()}
	for _, kind := range grammar.Kinds() {
		text, err := grammar.Schema(kind, l, names)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(e.folder, kind+".schema.json"), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return e
}

// open opens a file, and answers how it is called and what is underlined in it.
func (e *editor) open(w written) (string, []editortest.Diagnostic) {
	e.opened++
	uri := fmt.Sprintf("file://%s/%d.yaml", e.folder, e.opened)
	return uri, e.Open(uri, w.withItsLine())
}

// An editor that knows YAML schemas explains every word of the language where the
// pointer rests on it, in both languages, and underlines nothing in a file that is right.
func TestAnEditorExplainsEveryWord(t *testing.T) {
	files := showing(t, everyWritten(t))
	for _, l := range wording.Languages() {
		t.Run(string(l), func(t *testing.T) {
			t.Parallel()
			e, placed := edited(t, l, nil), grammartest.Placed(t, l)
			for w, words := range files {
				e.explains(t, w, words, placed(w.kind, w.text))
			}
		})
	}
}

// showing are files that show every word between them, each with those that it shows:
// the files with the most words first, so that they are few.
func showing(t *testing.T, all []written) map[written][]string {
	t.Helper()
	placed, left, files := grammartest.Placed(t, wording.English), grammartest.AllWords(t), map[written][]string{}
	uses := map[written]map[string]grammartest.Place{}
	for _, w := range all {
		uses[w] = placed(w.kind, w.text)
	}
	for {
		var best written
		var most []string
		for _, w := range all {
			var shows []string
			for word := range uses[w] {
				if seen, known := left[word]; known && !seen {
					shows = append(shows, word)
				}
			}
			if len(shows) > len(most) {
				best, most = w, shows
			}
		}
		if len(most) == 0 {
			break
		}
		for _, word := range most {
			left[word] = true
		}
		files[best] = most
	}
	for word, seen := range left {
		if !seen {
			t.Errorf("no file shows %s", word)
		}
	}
	return files
}

// explains holds what the editor says of words, where the pointer rests in them, against
// what the schema does.
func (e *editor) explains(t *testing.T, w written, words []string, places map[string]grammartest.Place) {
	t.Helper()
	uri, wrong := e.open(w)
	for _, d := range wrong {
		t.Errorf("line %d is underlined: %s\n%s", d.Line-1, d.Says, w.text)
	}
	for _, word := range words {
		at := places[word]
		says, _, _ := strings.Cut(at.Says, "\n")
		if told := e.Hover(uri, at.Line+1, at.Column+1); says == "" || !strings.Contains(plain(told), plain(says)) {
			t.Errorf("%s, which means %q, is explained by %q", word, says, told)
		}
	}
}

// plain is a text without the marks that keep Markdown from reading it.
func plain(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer(`\`, "", "&nbsp;", " ", "&emsp;", " ").Replace(text)), " ")
}

// everyWritten are files that use every word: the examples of the reference, and the
// scenarios of all packs.
func everyWritten(t *testing.T) []written {
	t.Helper()
	var all []written
	overlays := overlaid(t)
	for _, line := range slices.Sorted(maps.Keys(overlays)) {
		for _, name := range slices.Sorted(maps.Keys(overlays[line])) {
			all = append(all, written{grammartest.Kind(name), string(overlays[line][name].Data)})
		}
	}
	all = append(all, written{"workflow", plan})
	for _, text := range []string{weighed, timed, inside} {
		all = append(all, written{"scenario", text})
	}
	packs := everyPack(t)
	for _, key := range slices.Sorted(maps.Keys(packs)) {
		scenarios, err := fs.Glob(packs[key], "scenarios/*.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range scenarios {
			text, err := fs.ReadFile(packs[key], name)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, written{"scenario", string(text)})
		}
	}
	return all
}

// Where somebody writes, the editor offers the words that may stand there, and no
// others, with what they mean; and a pack's own names.
func TestAnEditorOffersTheWordsThatMayStandThere(t *testing.T) {
	kalmar, err := fs.Sub(workflows.FS, "kalmar-lgl")
	if err != nil {
		t.Fatal(err)
	}
	pack, problems := definition.Read(kalmar, letters(t))
	if pack == nil {
		t.Fatal(problems)
	}
	e := edited(t, wording.Swedish, definition.Names(pack))
	for _, row := range []struct {
		sentence, kind, text string // ¦ is where somebody writes
		offers, says, not    string
	}{
		{"a new file of people", "collaboration", "collaboration: a\n¦", "coordinators", "de får stänga en fråga", "states"},
		{"an organization", "collaboration", "organizations:\n  nybro:\n    name: Nybro\n    ¦", "mailbox", "", "held_by"},
		{"a seat in a body", "collaboration", "bodies:\n  group:\n    seats:\n      - person: anna\n        ¦", "role", "", "seats"},
		{"a new workflow", "workflow", "workflow: a\n¦", "transitions", "", "organizations"},
		{"a state", "workflow", "states:\n  open:\n    ¦", "held_by", "Rollen vars tur det är", "from"},
		{"a deadline in a state", "workflow", "states:\n  open:\n    deadline:\n      ¦", "escalate", "", "held_by"},
		{"a step", "workflow", "transitions:\n  go:\n    ¦", "from", "", "held_by"},
		{"a role of the pack", "workflow", "states:\n  open:\n    held_by: ¦", "preparation", "", "from"},
		{"a state of the pack", "workflow", "transitions:\n  go:\n    to: ¦", "on_agenda", "", "held_by"},
		{"a round", "workflow", "rounds:\n  ask:\n    ¦", "on expiry", "", "held_by"},
		{"when a round closes", "workflow", "rounds:\n  ask:\n    closes: ¦", "at deadline", "", "held_by"},
		{"a meeting of the year", "cycle", "meetings:\n  board:\n    ¦", "body", "", "held_by"},
		{"a step of a scenario", "scenario", "steps:\n  - ¦", "propose", "", "held_by"},
		{"what is expected", "scenario", "steps:\n  - expect:\n      ¦", "held_by", "", "refused"},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			before, after, _ := strings.Cut(row.text, "¦")
			uri, _ := e.open(written{row.kind, before + after})
			lines := strings.Split(before, "\n")
			found, says := false, ""
			for _, p := range e.Offers(uri, len(lines)+1, len(lines[len(lines)-1])+1) {
				word := strings.Trim(p.Word, `"`)
				found = found || word == row.offers
				if word == row.offers {
					says = p.Says
				}
				if word == row.not {
					t.Errorf("%s is offered, which can't stand there", p.Word)
				}
			}
			if !found || !strings.Contains(plain(says), row.says) {
				t.Errorf("%s is not offered, or explained by %q", row.offers, says)
			}
		})
	}
}

// A word that is misspelt is underlined where it stands, in a file of each kind.
func TestAnEditorUnderlinesAMisspeltWord(t *testing.T) {
	e := edited(t, wording.English, nil)
	for _, row := range []struct {
		kind, text string
		line       int
	}{
		{"collaboration", "collaboration: a\ntitle: A\nbodies:\n  group:\n    title: Group\n    seets: []\n", 6},
		{"workflow", "workflow: a\nbodies: b\nstates:\n  c: {title: C, final: true}\ntransitions:\n  go:\n    title: Go\n    from: c\n    too: c\n", 9},
		{"cycle", "cycle: a\nmeetings:\n  board: {title: Board, body: board, time_a_year: 4}\n", 3},
		{"scenario", "scenario: A\nsteps:\n  - propose: {as: anna, titel: A}\n  - exspect: {state: open}\n", 4},
	} {
		t.Run(row.kind, func(t *testing.T) {
			_, wrong := e.open(written{row.kind, row.text})
			if !slices.ContainsFunc(wrong, func(d editortest.Diagnostic) bool { return d.Line == row.line+1 }) {
				t.Errorf("nothing is underlined on line %d, but %v", row.line, wrong)
			}
		})
	}
}
