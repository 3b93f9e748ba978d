package definition_test

import (
	"testing"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// A step that nobody takes has what it needs, or it is told of; only there.
func TestWhatIsTakenByItselfHasWhatItNeeds(t *testing.T) {
	const states = `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B}
  c: {title: C, final: true, needs: summary}
`
	for _, row := range []struct{ sentence, flow, code string }{
		{"what an earlier step needs", states + `transitions:
  go: {title: Go, from: a, to: b, by: group, needs: summary}
  on: {title: On, from: b, to: c, on: 5 days}`, ""},
		{"what an earlier step takes", states + `transitions:
  go: {title: Go, from: a, to: b, by: group, takes: summary}
  on: {title: On, from: b, to: c, on: 5 days}`, "need_may_lack"},
		{"what somebody may give there", states + `transitions:
  go: {title: Go, from: a, to: b, by: group}
  write: {title: Write, from: b, to: b, by: group, needs: summary}
  on: {title: On, from: b, to: c, on: 5 days}`, ""},
		{"a condition, which is weighed again when somebody writes it", states + `transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: {when: proposal.documents > 0}}`, ""},
		{"a decision that a step by time needs", states + `transitions:
  go: {title: Go, from: a, to: b, by: group, needs: [summary, decision]}
  on: {title: On, from: b, to: c, on: 5 days, needs: decision}`, "cannot_bring"},
		{"a reason for a step that people may take too", states + `transitions:
  go: {title: Go, from: a, to: b, by: group, needs: summary}
  on: {title: On, from: b, to: c, by: group, on: 5 days, needs: reason}`, "never_by_itself"},
		{"a state of several that needs what may lack", states + `  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: [{state: c, when: proposal.documents > 0}, d], on: 5 days}`, "need_may_lack"},
		{"one whose own condition asks for it", states + `  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: [{state: c, when: proposal.summary != ""}, d], on: 5 days}`, ""},
		{"one beside which somebody may do something", states + `  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  stop: {title: Stop, from: b, to: d, by: group}
  on: {title: On, from: b, to: [{state: c, when: proposal.documents > 0}, d], on: 5 days}`, ""},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			fsys, _ := flow(row.flow)
			_, problems := definition.Read(fsys, nil)
			told := ""
			for _, p := range problems {
				if p.Code == "cannot_bring" || p.Code == "need_may_lack" || p.Code == "never_by_itself" {
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
