package definition_test

import (
	"strings"
	"testing"

	"beredd/internal/definition"
)

// waiting is a workflow whose question ends in a step when its time is out, and which
// says of its deadline what is put in.
const waiting = `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  fall: {title: Fall, from: b, to: c, by: system}
  end: {title: End, from: b, to: c, on: ask.complete}
rounds:
  ask: {title: Ask, opens: go, asks: organizations, question: Q, answers: {"yes": {title: Y}}, deadline: {within: 3 days<ask>}, on expiry: fall}
  talk: {title: Talk, opens: go, asks: organizations, question: Q, answers: {"yes": {title: Y}}, deadline: {within: 2 days<talk>}, on expiry: close}
`

// What a question stands still for has ended before its time is out, and that is known
// of every run; questions that stand still for each other have no time at all.
func TestATimeThatStandsStillIsNotOut(t *testing.T) {
	for _, row := range []struct{ sentence, ask, talk, promise, code string }{
		{"it runs on", "", "", "never fall without talk.complete or talk.expired", "broken_promise"},
		{"it stands still for the other", ", stops: talk", "", "never fall without talk.complete or talk.expired", ""},
		{"each stands still for the other", ", stops: talk", ", stops: ask", "every waiting state has a deadline", "no_deadline_left"},
		{"it runs where it is asked", ", runs: [a, b]", "", "every waiting state has a deadline", ""},
		{"it runs where it is never asked", "", ", runs: a", "go only by group", "pauses_for_ever"},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			text := strings.NewReplacer("<ask>", row.ask, "<talk>", row.talk).Replace(waiting)
			fsys, _ := flow(text + "promises: [" + row.promise + "]\n")
			_, problems := definition.Read(fsys, nil)
			told := ""
			for _, p := range problems.Errors() {
				if told == "" {
					told = p.Code
				}
			}
			if told != row.code {
				t.Errorf("it is told %q, want %q: %v", told, row.code, problems)
			}
		})
	}
}
