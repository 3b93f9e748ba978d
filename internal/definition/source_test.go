package definition_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// broken are files that hold no YAML that a pack can be made of.
var broken = []struct {
	sentence string
	text     string
	code     string
	line     int
	column   int
}{
	{"nothing at all", "", "empty_file", 1, 1},
	{"a comment alone", "# soon\n", "empty_file", 1, 1},
	{"a list where keys are wanted", "- a\n- b\n", "wrong_value", 1, 1},
	{"a bracket that is not closed", "workflow: flow\nbodies: [a, b\n", "unclosed", 2, 9},
	{"a bracket that the next key shows is not closed", "workflow: flow\nstates: {a: {title: A}\ntitle: Flow\n", "unclosed", 2, 9},
	{"brackets of two kinds", "workflow: flow\nbodies: [a, b}\n", "unclosed", 2, 9},
	{"what YAML does not know", "workflow: flow\ntitle: &a &b Flow\n", "syntax", 2, 11},
	{"two colons", "workflow: flow\ntitle: a: b\n", "loose_colon", 2, 8},
	{"no space after a colon", "workflow: flow\ntitle:Flow\n", "no_space", 2, 1},
	{"no colon", "workflow: flow\ntitle Flow\n", "no_colon", 2, 1},
	{"a bracket too many", "workflow: flow\nfields: {a: [b]], c: d}\n", "unopened", 2, 16},
	{"quotes within quotes", "workflow: flow\ntitle: {sv: \"Ett \"flöde\"\", en: Flow}\n", "quote_within", 2, 13},
	{"a comment without its sign", "workflow: flow\nbodies: [a, b]  who they are\n", "after_bracket", 2, 17},
	{"a hard space", "workflow: flow\ntitle:\u00a0Flow\n", "hard_space", 2, 7},
	{"a margin of hard spaces", "workflow: flow\nstates:\n\u00a0\u00a0a: {title: A}\n  b: {title: B}\n", "hard_space", 3, 1},
	{"a sign that YAML keeps", "workflow: flow\ntitle: @flow\n", "reserved_sign", 2, 8},
	{"a list with another dash", "workflow: flow\nbodies:\n  - a\n  – b\n", "odd_dash", 4, 3},
	{"a list without a space after its dash", "workflow: flow\nbodies:\n  - a\n  -b\n", "tight_dash", 4, 3},
	{"a list without a dash", "workflow: flow\nnotify:\n  {on: a}\n  - {on: b}\n", "no_dash", 3, 3},
	{"quotes that are not closed", "workflow: flow\ntitle: \"Flow\nbodies: \"group\"\n", "unclosed", 2, 8},
	{"a line too far in", "workflow: flow\nstates:\n  a:\n    title: A\n     final: true\n", "indent", 5, 6},
	{"a line too far out", "workflow: flow\nstates:\n  a:\n    title: A\n  final: true\n    held_by: b\n", "indent", 5, 3},
	{"a line too far out after a block of text", "workflow: flow\nstates:\n  a:\n    final: true\n  task: >-\n      Do it\n    title: A\n", "indent", 5, 3},
	{"a list too far out", "workflow: flow\nstates:\n  a:\n    title: A\n  needs:\n      - a\n    final: true\n", "indent", 5, 3},
	{"a tab for a margin", "workflow: flow\nstates:\n\ta: {title: A}\n", "tab", 3, 1},
	{"bytes that are no UTF-8", "workflow: flow\ntitle: Bl\xe5\n", "not_text", 2, 10},
	{"a picture", "\x89PNG\r\n\x1a\n\x00\x00", "not_text", 1, 1},
	{"a key said twice", "workflow: flow\ntitle: A\ntitle: B\n", "duplicate_key", 3, 1},
	{"a key that is nothing", "workflow: flow\n~: c\n", "not_a_key", 2, 1},
	{"an alias of nothing", "workflow: flow\ntitle: *nobody\n", "unknown_alias", 2, 8},
	{"an alias of itself", "workflow: &w [*w]\n", "unknown_alias", 1, 15},
	{"two documents", "workflow: flow\n---\nworkflow: other\n", "many_documents", 3, 1},
	{"more than a megabyte", "title: " + strings.Repeat("a", 1<<20), "too_large", 1, 1},
	{"more lines than anybody writes", strings.Repeat("# on and on\n", 20_001), "too_long", 20_001, 1},
	{"brackets in brackets", "title: " + strings.Repeat("[", 500), "too_deep", 1, 108},
	{"lists in lists", strings.Repeat("- ", 5000) + "a", "too_deep", 1, 801},
	{"aliases of aliases of aliases", billion(), "too_many", 6, 10},
}

func TestAFileThatCannotBeReadSaysWhere(t *testing.T) {
	for _, row := range broken {
		t.Run(row.sentence, func(t *testing.T) {
			fsys, _ := flow("")
			fsys["flow.yaml"] = &fstest.MapFile{Data: []byte(row.text)}
			_, problems := definition.Read(fsys, nil)
			want := source.Pos{File: "flow.yaml", Line: row.line, Column: row.column}
			if !slices.ContainsFunc(problems, func(p source.Problem) bool { return p.Pos == want && p.Code == row.code }) {
				t.Errorf("want %s at %s, found:\n%s", row.code, want, problems)
			}
		})
	}
}

// billion is a file of a few lines that says nine to the eighth things.
func billion() string {
	var text strings.Builder
	text.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 8; i++ {
		fmt.Fprintf(&text, "a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 8), i-1)
	}
	return text.String()
}

func TestAPackNeedsItsCollaboration(t *testing.T) {
	_, problems := definition.Read(fstest.MapFS{}, nil)
	if len(problems) != 1 || problems[0].Code != "no_collaboration" {
		t.Errorf("found %v", problems)
	}
	fsys, _ := flow("")
	delete(fsys, "flow.yaml")
	if _, problems := definition.Read(fsys, nil); !slices.ContainsFunc(problems, func(p source.Problem) bool { return p.Code == "no_workflows" }) {
		t.Errorf("a pack without a workflow is not warned of: %v", problems)
	}
	fsys[collaboration].Data = []byte(strings.Replace(small, "coordinators: [p]\n", "", 1))
	if _, problems := definition.Read(fsys, nil); !slices.ContainsFunc(problems, func(p source.Problem) bool { return p.Code == "no_coordinator" && p.Pos.Line == 1 }) {
		t.Errorf("a pack without a coordinator is not warned of: %v", problems)
	}
	if _, problems := definition.Read(unreadable{}, nil); problems.Err() == nil {
		t.Error("a folder that cannot be read is taken for a pack")
	}
}

type unreadable struct{}

func (unreadable) Open(name string) (fs.File, error) { return nil, fs.ErrPermission }

// Two files of one workflow would leave it to chance which one runs.
func TestAWorkflowStandsInOneFile(t *testing.T) {
	fsys, _ := flow("states: {a: {title: A, final: true}}\ntransitions: {}\n")
	fsys["second.yaml"] = fsys["flow.yaml"]
	_, problems := definition.Read(fsys, nil)
	want := source.Pos{File: "second.yaml", Line: 1, Column: 11}
	twice := func(p source.Problem) bool {
		return p.Pos == want && p.Code == "named_twice" && strings.Contains(p.String(), "flow.yaml:1")
	}
	if !slices.ContainsFunc(problems, twice) {
		t.Errorf("found %v", problems)
	}
}

// A file that lies beside where it is read from, or is called something else, is told of
// once, with what it is to be called.
func TestAFileIsReadByItsNameAndPlace(t *testing.T) {
	const scene = "scenario: One\nsteps: [{wait: 1 day}]\n"
	for _, row := range []struct{ sentence, from, to, text, want string }{
		{"the collaboration by the shorter ending", collaboration, "collaboration.yml", "", "collaboration.yml:1:1: a file with collaboration at its top is to be called collaboration.yaml; rename this one"},
		{"the collaboration with a capital", collaboration, "Collaboration.yaml", "", "Collaboration.yaml:1:1: a file with collaboration at its top is to be called collaboration.yaml; rename this one"},
		{"the year by the shorter ending", "", "cycle.yml", "cycle: One\nmeetings: {}\n", "cycle.yml:1:1: a file with cycle at its top is to be called cycle.yaml; rename this one"},
		{"a scenario outside its folder", "", "one.yaml", scene, "one.yaml:1:1: a file with scenario at its top is to be called scenarios/one.yaml; rename this one"},
		{"something else altogether", "", "compose.yaml", "services: {db: {image: x}}\n", "compose.yaml:1:1: this file is no workflow, as neither workflow, states nor transitions stand at its top; take it out of the folder"},
		{"a folder for scenarios in the singular", "", "scenario/one.yaml", scene, `scenario/one.yaml:1:1: warning: the files of the folder scenario are not read: scenarios stand in scenarios, and all else beside collaboration.yaml; did you mean "scenarios"?`},
		{"a folder for scenarios with a capital", "", "Scenarios/one.yaml", scene, `Scenarios/one.yaml:1:1: warning: the files of the folder Scenarios are not read: scenarios stand in scenarios, and all else beside collaboration.yaml; did you mean "scenarios"?`},
		{"a folder of what is old", "", "old/flow.yaml", "workflow: w\n", "old/flow.yaml:1:1: warning: the files of the folder old are not read: scenarios stand in scenarios, and all else beside collaboration.yaml"},
		{"a file with an ending more", "", "more.yaml.txt", "workflow: w\n", `more.yaml.txt:1:1: warning: the file is not read, as the name of a file of a pack ends in .yaml; did you mean "more.yaml"?`},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			fsys, _ := flow("states: {a: {title: A, final: true}}\ntransitions: {}\n")
			_, before := definition.Read(fsys, nil)
			fsys[row.to] = &fstest.MapFile{Data: []byte(row.text)}
			if row.from != "" {
				fsys[row.to] = fsys[row.from]
				delete(fsys, row.from)
			}
			_, problems := definition.Read(fsys, nil)
			var more []string
			for _, p := range problems {
				if !slices.ContainsFunc(before, func(q source.Problem) bool { return q.String() == p.String() }) {
					more = append(more, p.String())
				}
			}
			if len(more) != 1 || more[0] != row.want {
				t.Errorf("told is %q", more)
			}
		})
	}
}

// An edition names what a running proposal began on: it changes with the file,
// and with nothing else.
func TestAnEditionFollowsTheText(t *testing.T) {
	first, _ := definition.Read(archive(t, "testdata/page.txtar"), nil)
	again, _ := definition.Read(archive(t, "testdata/page.txtar"), nil)
	if first.Edition != again.Edition || first.Workflows[0].Edition != again.Workflows[0].Edition {
		t.Error("one text has two editions")
	}
	fsys := archive(t, "testdata/page.txtar").(fstest.MapFS)
	fsys[collaboration].Data = append(fsys[collaboration].Data, "# later\n"...)
	later, _ := definition.Read(fsys, nil)
	if first.Edition == later.Edition || first.Workflows[0].Edition != later.Workflows[0].Edition {
		t.Error("a change of the collaboration must change the pack's edition, and no workflow's")
	}
	fsys[routine].Data = append(fsys[routine].Data, "# later\n"...)
	if tested, _ := definition.Read(fsys, nil); tested.Edition != later.Edition {
		t.Error("a scenario changes what the pack is")
	}
}

// Every sentence of the catalogue can be provoked, and is by a row above.
func TestEveryProblemIsProvoked(t *testing.T) {
	provoked := []string{"file_called", "no_pack_file", "unread_file", "unread_folder", "no_collaboration", "no_workflows", "unreadable", "no_coordinator", "named_twice", "too_large_to_explore", "unproved", "sampled", "which_workflow", "nobody_there", "starts_ambiguous"}
	for _, c := range slices.Concat(refused, warned, misstated, ofYear, ofYearHardly, copied) {
		provoked = append(provoked, c.code)
	}
	for _, f := range slices.Concat(flaws, ofRounds, hardly, turnedRound, elsewhereTold, misset, missetAlone) {
		provoked = append(provoked, f.code)
	}
	for _, m := range mischosen {
		provoked = append(provoked, m.code)
	}
	for _, b := range broken {
		provoked = append(provoked, b.code)
	}
	for _, code := range definition.Codes(t) {
		if !wording.Has(wording.Swedish, "check."+code) {
			t.Errorf("no sentence for %s", code)
		}
		if !slices.Contains(provoked, code) {
			t.Errorf("no test is refused with %s", code)
		}
	}
}
