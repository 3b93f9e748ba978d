package definition_test

import (
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// remembering is a workflow whose conditions ask what has been.
const remembering = `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, held_by: group, deadline: forever}
  z: {title: Z, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  return: {title: Back, from: b, to: a, by: group, when: times("return") == 0}
  grant: {title: Grant, from: b, to: b, by: group}
  fast: {title: Fast, from: b, to: z, by: group, when: last("grant") > last("go")}
  slow: {title: Slow, from: b, to: c, by: group}
  check: {title: Check, from: c, to: c, by: group, when: CHECK}
  end: {title: End, from: c, to: z, by: group, when: END}
promises:
  - never fast without grant
  - from every state a final state can be reached
`

func TestWhatHasBeenIsProved(t *testing.T) {
	for _, row := range []struct {
		sentence, check, end, code string
	}{
		{"a step that the one before it makes possible", `times("check") < 2`, `times("check") > 0`, ""},
		{"a step that waits for what another way forbids", `times("check") == 0`, `last("fast") > last("go")`, "never_possible"},
		{"a step once a thing has been that cannot have been", `times("fast") > 0`, `times("slow") == 1`, "never_possible"},
		{"a step until a thing has been that always has", `last("go") == ""`, `times("c") >= 1`, "never_possible"},
		{"what is only known later", `times("edited") > 3`, `times("edited") != 2`, ""},
		{"an order of two that both have been", `last("go") < last("slow")`, `last("grant") == "" || last("grant") > last("go")`, ""},
		{"a day that never came", `last("fast") < today`, `times("slow") * 2 > 1`, ""},
		{"the other way round", `1 > times("check")`, `"" < last("go")`, ""},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			text := strings.NewReplacer("CHECK", "'"+row.check+"'", "END", "'"+row.end+"'").Replace(remembering)
			fsys, _ := flow(text)
			_, problems := definition.Read(fsys, nil)
			found := false
			for _, p := range problems.Errors() {
				if row.code == "" {
					t.Errorf("refused: %s", p)
				}
				found = found || p.Code == row.code
			}
			if row.code != "" && !found {
				t.Errorf("not refused with %s: %s", row.code, problems)
			}
		})
	}
}

// Where a round's end is divided by how often something has been, all is covered
// that can be, and what is not covered is told.
func TestCoverageCountsWhatHasBeen(t *testing.T) {
	const divided = `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  z: {title: Z, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  again: {title: Again, from: b, to: a, on: ask.complete, when: FIRST}
  end: {title: End, from: b, to: z, on: ask.complete, when: SECOND}
rounds: {ask: {title: Q, opens: {on: b}, asks: organizations, assurance: link, question: Q, answers: {"yes": {title: Y}}, deadline: {within: 3 days, escalate: {after: 1 day, to: coordinator}}}}
`
	for _, row := range []struct {
		sentence, first, second string
		covered                 bool
	}{
		{"the first time and the later ones", `times("b") == 1`, `times("b") > 1`, true},
		{"one that has been before or not", `times("again") == 0`, `times("again") >= 1`, true},
		{"the first two times and from the fourth on", `times("b") <= 2`, `times("b") >= 4`, false},
		{"never again", `times("again") == 0`, `times("again") > 5`, false},
		{"which came later of two steps", `last("again") < last("go")`, `last("go") < last("again")`, true},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			fsys, _ := flow(strings.NewReplacer("FIRST", "'"+row.first+"'", "SECOND", "'"+row.second+"'").Replace(divided))
			_, problems := definition.Read(fsys, nil)
			uncovered := false
			for _, p := range problems {
				uncovered = uncovered || p.Code == "uncovered"
				if p.Severity == source.Error && p.Code != "uncovered" {
					t.Errorf("refused: %s", p)
				}
			}
			if uncovered == row.covered {
				t.Errorf("covered %v: %s", row.covered, problems)
			}
		})
	}
}
