package definition_test

import (
	"fmt"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// A step that an old end of a round takes at once is told of, and only that.
func TestAnOldEndIsToldOfWhereItLeadsAgain(t *testing.T) {
	const states = `fields: {urgent: bool}
states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
`
	const round = "\nrounds:\n  ask: {opens: %s, asks: organizations, question: Q, answers: {\"yes\": {title: Y}, \"no\": {title: N}}, deadline: {within: 3 days, escalate: {after: 1 day, to: coordinator}}, on expiry: close}\n"
	for _, row := range []struct {
		sentence, steps, opens string
		told                   bool
	}{
		{"two that wait for each other, in either order", `  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, on: ask.complete}`, "a", false},
		{"what comes back with the question put anew", `  go: {title: Go, from: a, to: b, by: group}
  again: {title: Again, from: b, to: a, on: ask.complete, when: none("yes")}
  end: {title: End, from: b, to: c, on: ask.complete, when: count("yes") > 0}`, "b", false},
		{"what comes back with the question put once", `  go: {title: Go, from: a, to: b, by: group}
  put: {title: Put, from: b, to: b, by: group}
  again: {title: Again, from: b, to: a, on: ask.complete, when: none("yes")}
  end: {title: End, from: b, to: c, on: ask.complete, when: count("yes") > 0}
  stop: {title: Stop, from: a, to: c, by: group}`, "put", true},
		{"a condition that tells an old end from a new one", `  go: {title: Go, from: a, to: b, by: group}
  put: {title: Put, from: b, to: b, by: group}
  again: {title: Again, from: b, to: a, on: ask.complete, when: 'none("yes") && last("put") > last("go")'}
  end: {title: End, from: b, to: c, on: ask.complete, when: count("yes") > 0}`, "put", false},
		{"a condition that puts the question whenever the step is taken", `  go: {title: Go, from: a, to: b, by: group}
  leave: {title: Leave, from: b, to: a, by: group}
  again: {title: Again, from: b, to: a, on: ask.complete, when: 'none("yes") && proposal.urgent'}
  end: {title: End, from: b, to: c, on: ask.complete, when: 'count("yes") > 0 && proposal.urgent'}`, "{on: b, when: proposal.urgent}", false},
		{"a state where nothing ever waits for it", `  go: {title: Go, from: a, to: b, by: group, when: complete("ask")}
  end: {title: End, from: b, to: c, on: ask.complete}`, "a", true},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			fsys, _ := flow(states + row.steps + fmt.Sprintf(round, row.opens))
			_, problems := definition.Read(fsys, nil)
			told := false
			for _, p := range problems {
				told = told || p.Code == "old_end"
				if p.Severity == source.Error {
					t.Error(p)
				}
			}
			if told != row.told {
				t.Error(problems)
			}
		})
	}
}
