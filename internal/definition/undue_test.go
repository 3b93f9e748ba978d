package definition_test

import (
	"testing"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// A state whose only deadline hangs on a date that may lack is told of, and refused
// where the pack promises that everything waits with one; nothing else is.
func TestADeadlineThatMayLackIsTold(t *testing.T) {
	const head = "fields: {until: {type: date, title: Until}, then: {type: date, title: Then}}\nstates:\n"
	const tail = `
  c: {title: C, final: true}
transitions:
  decide: {title: Decide, from: b, to: c, by: group}
  go: {title: Go, from: a, to: b, by: group, `
	for _, row := range []struct{ sentence, flow, code string }{
		{"a field that a step may take", head + `  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: {at: proposal.until}}` + tail + `takes: until}`, "deadline_may_lack"},
		{"a field that a step needs", head + `  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: {at: proposal.until}}` + tail + `needs: until}`, ""},
		{"a field that every proposal begins with", head + `  a: {title: A, held_by: group, deadline: forever, needs: until}
  b: {title: B, held_by: group, deadline: {at: proposal.until}}` + tail + `takes: comment}`, ""},
		{"two fields, of which each may lack", head + `  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: {at: proposal.until}}` + tail + `takes: [until, then]}
  lapse: {title: Lapse, from: b, to: c, on: proposal.then}`, "deadline_may_lack"},
		{"two fields, of which one is needed", head + `  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: {at: proposal.until}}` + tail + `needs: then}
  lapse: {title: Lapse, from: b, to: c, on: proposal.then}`, ""},
		{"a time beside it", head + `  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: {at: proposal.until}}` + tail + `takes: until}
  lapse: {title: Lapse, from: b, to: c, on: 90 days}`, ""},
		{"a question beside it that is due", head + `  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: {at: proposal.until}}` + tail + `takes: until}
rounds:
  ask: {opens: b, asks: organizations, question: Q, answers: {"yes": {title: Y}}, deadline: 3 days}`, ""},
		{"the day of a decision", head + `  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: {at: decision.follow_up_on}}` + tail + `needs: decision, takes: follow_up_on}`, "deadline_may_lack"},
		{"a meeting", head + `  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: meeting}` + tail + `needs: meeting}`, ""},
		{"a day that only questions wait for", head + `  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}` + tail + `takes: until}
  end: {title: End, from: b, to: c, on: ask.complete}
rounds:
  ask: {opens: b, asks: organizations, question: Q, answers: {"yes": {title: Y}}, deadline: {at: proposal.until}}`, "deadline_may_lack"},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			for promise, severity := range map[string]source.Severity{
				"": source.Warning, "\npromises: [every waiting state has a deadline]": source.Error,
			} {
				fsys, _ := flow(row.flow + promise)
				_, problems := definition.Read(fsys, nil)
				told := ""
				for _, p := range problems {
					if p.Code == "deadline_may_lack" {
						told += p.Code
						if p.Severity != severity {
							t.Error(p)
						}
					} else if p.Severity == source.Error {
						t.Error(p)
					}
				}
				if told != row.code {
					t.Errorf("want %q, got %q: %s", row.code, told, problems)
				}
			}
		})
	}
}
