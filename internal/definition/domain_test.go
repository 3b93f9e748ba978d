package definition_test

import (
	"testing"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// Conditions that together cover all that there can be are not told to leave anything
// out; others are.
func TestConditionsAreHeldAgainstWhatThereCanBe(t *testing.T) {
	const head = `fields:
  kind: {type: choice, title: Kind, choices: {a: A, b: B}}
  share: {type: number, title: Share, min: 0, max: 100}
  whole: {type: number, title: Whole, min: 1, max: 3}
  fast: bool
  due: {type: date, title: Due}
states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group, `
	const tail = `
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, answers: {"yes": {title: Y}}, deadline: 3 days, on expiry: close}`
	for _, row := range []struct {
		needs, one, other string
		told              bool
	}{
		{"kind", `proposal.kind == "a"`, `proposal.kind == "b"`, false},
		{"comment", `proposal.kind == "a"`, `proposal.kind == "b"`, true}, // it may not be given
		{"comment", `proposal.kind == "a"`, `proposal.kind == "b" || proposal.kind == ""`, false},
		{"kind", `proposal.kind in ["a"]`, `proposal.kind in ["b"]`, false},
		{"kind", `proposal.kind == "a"`, `not (proposal.kind == "b")`, true},
		{"share", `proposal.share == 0`, `proposal.share > 0`, false},
		{"share", `proposal.share < 100`, `proposal.share == 100`, false},
		{"share", `proposal.share < 50`, `proposal.share > 50`, true},
		{"whole", `proposal.whole >= 1`, `proposal.whole > 2`, false},
		{"comment", `proposal.whole >= 1`, `proposal.whole > 2`, true}, // nought where it is not given
		{"comment", `proposal.documents == 0`, `proposal.documents > 0`, false},
		{"comment", `proposal.documents == 0`, `proposal.documents > 1`, true},
		{"fast", `proposal.fast`, `proposal.fast == false`, false},
		{"fast", `proposal.fast == true`, `proposal.fast != true`, false},
		{"fast", `proposal.fast == true`, `proposal.fast != false`, true},
		{"due", `proposal.due == ""`, `proposal.due > ""`, false},
		{"due", `proposal.due < today`, `proposal.due >= today`, false},
		{"due", `proposal.due < today`, `proposal.due > today`, true},
		{"comment", `proposal.title == ""`, `proposal.title != ""`, false},
		{"fast", `complete("ask") == true && proposal.fast`, `complete("ask") != false && proposal.fast == false`, false},
	} {
		t.Run(row.needs+": "+row.one+" or "+row.other, func(t *testing.T) {
			fsys, _ := flow(head + "needs: " + row.needs + "}\n  one: {title: One, from: b, to: c, on: ask.complete, when: '" + row.one +
				"'}\n  other: {title: Other, from: b, to: d, on: ask.complete, when: '" + row.other + "'}" + tail)
			_, problems := definition.Read(fsys, nil)
			told := false
			for _, p := range problems {
				told = told || p.Code == "uncovered"
				if p.Severity == source.Error && !told {
					t.Error(p)
				}
			}
			if told != row.told {
				t.Error(problems)
			}
		})
	}
}
