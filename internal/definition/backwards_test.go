package definition_test

import (
	"testing"

	"beredd/internal/definition"
)

// turnedRound are the codes that are provoked below.
var turnedRound = []flaw{{code: "backwards"}}

// A step whose from and to stand in each other's place is told of where it stands, and
// nothing of what follows from that; where several could be it, none is accused.
func TestAStepTurnedRoundIsToldOfWhereItStands(t *testing.T) {
	const states = `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, held_by: group, deadline: forever}
  d: {title: D, final: true}
transitions:
`
	const round = `
rounds:
  ask: {opens: b, asks: organizations, question: Q, answers: {"yes": {title: Y}, "no": {title: N}}, deadline: 3 days, outcomes: {carried: {title: Carried, when: count("yes") > 1}, lost: {title: Lost}}}`
	for _, row := range []struct{ sentence, steps, want string }{
		{"the first step", `  «go: {title: Go, from: b, to: a, by: group}
  talk: {title: Talk, from: a, to: a, by: group}
  on: {title: On, from: b, to: c, on: ask.carried}
  off: {title: Off, from: b, to: d, on: ask.lost}
  end: {title: End, from: c, to: d, by: group}`, "backwards"},
		{"one that an outcome takes, beside another from the same state", `  go: {title: Go, from: a, to: b, by: group}
  «on: {title: On, from: c, to: b, on: ask.carried}
  off: {title: Off, from: b, to: a, on: ask.lost}
  down: {title: Down, from: c, to: a, by: group}
  end: {title: End, from: c, to: d, by: group}`, "backwards"},
		{"a way that lacks, and no step that is turned round", `  go: {title: Go, from: a, to: b, by: group}
  off: {title: Off, from: b, to: a, on: ask.lost}
  down: {title: Down, from: c, to: a, by: group}
  again: {title: Again, from: c, to: a, by: group}
  end: {title: End, from: c, to: d, by: group}`, "unheard_outcome"},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			fsys, before := flow(states + row.steps + round)
			_, problems := definition.Read(fsys, nil)
			if len(problems.Errors()) != 1 || problems.Errors()[0].Code != row.want {
				t.Fatal(problems)
			}
			if at := problems.Errors()[0].Pos; before != "" && row.want == "backwards" && at != positionAfter("flow.yaml", before) {
				t.Error(problems)
			}
		})
	}
}
