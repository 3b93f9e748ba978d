package definition_test

import (
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// What waits for a date is told of where no run has it, and only there.
func TestWhatWaitsForADateHasIt(t *testing.T) {
	const states = `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B}
  c: {title: C, final: true}
`
	const tail = "\n  on: {title: On, from: b, to: c, on: 14 days after decision.on}"
	for _, row := range []struct{ sentence, flow, code string }{
		{"a decision that is always made", states + `transitions:
  go: {title: Go, from: a, to: b, by: group, needs: decision}` + tail, ""},
		{"a decision that a step may take along", states + `transitions:
  go: {title: Go, from: a, to: b, by: group, takes: decision}` + tail, "date_may_lack"},
		{"a decision that is made where it is waited for", states + `transitions:
  go: {title: Go, from: a, to: b, by: group}
  decide: {title: Decide, from: b, to: b, by: group, needs: decision}` + tail, ""},
		{"a decision that is put aside", states + `transitions:
  decide: {title: Decide, from: a, to: c, by: group, needs: decision}
  again: {title: Again, from: c, to: b, by: group, reopens: true}` + tail, "date_not_given"},
		{"a step that people may take too", states + `transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, by: group, on: 14 days after decision.on}`, "date_never"},
		{"the earlier of a day and one that there is", "fields: {due: {type: date, title: Due, is: 'earlier(decision.on, \"2027-01-01\")'}}\n" + states + `transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: proposal.due}`, ""},
		{"the later of two, of which one is lacking", "fields: {due: {type: date, title: Due, is: 'later(decision.on, \"2027-01-01\")'}}\n" + states + `transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: proposal.due}`, "date_not_given"},
		{"the latest that is known of two, of which one is lacking", "fields: {due: {type: date, title: Due, is: 'latest_known(decision.on, \"2027-01-01\")'}}\n" + states + `transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: proposal.due}`, ""},
		{"the latest that is known of two that are both lacking", "fields: {due: {type: date, title: Due, is: 'latest_known(decision.on, plus(decision.on, \"1 day\"))'}}\n" + states + `transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: proposal.due}`, "date_not_given"},
		{"a day counted from a step that is not always taken", "fields: {due: {type: date, title: Due, is: 'plus(last(\"go\"), \"3 weeks\")'}}\n" + states + `transitions:
  go: {title: Go, from: a, to: b, by: group}
  jump: {title: Jump, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: proposal.due}`, "date_not_given"},
		{"a day counted from the end of a round that one way does not open", "fields: {due: {type: date, title: Due, is: 'plus(ended(\"ask\"), \"3 weeks\")'}}\n" + states + `transitions:
  go: {title: Go, from: a, to: b, by: group, when: complete("ask")}
  jump: {title: Jump, from: a, to: b, by: group}
  put: {title: Put, from: a, to: a, by: group}
  on: {title: On, from: b, to: c, on: proposal.due}
rounds:
  ask: {opens: {on: put}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}`, "date_not_given"},
		{"a meeting that is given on the way", states + `transitions:
  go: {title: Go, from: a, to: b, by: group, needs: meeting}
  on: {title: On, from: b, to: c, on: meeting}`, ""},
		{"a meeting that is not", states + `transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: 1 day after meeting}`, "date_may_lack"},
		{"a round that opens on the day of a decision that nobody makes", states + `transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: ask.complete}
rounds:
  ask: {opens: {on: b, at: 14 days after decision.on}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}`, "date_not_given"},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			fsys, _ := flow(row.flow)
			_, problems := definition.Read(fsys, nil)
			told := ""
			for _, p := range problems {
				if strings.HasPrefix(p.Code, "date_") {
					told += p.Code
				} else if p.Severity == source.Error {
					t.Error(p)
				}
			}
			if told != row.code {
				t.Errorf("want %q, got %q: %s", row.code, told, problems)
			}
		})
	}
}
