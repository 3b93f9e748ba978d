package engine_test

import (
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

func TestAnAnswerIsAsSureAsItsRoundAsksFor(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		says, level, answer, before, has string
		want                             string // the refusal, or ""
	}{
		{"the link will do where the round says so", "link", "spread", "", "link", ""},
		{"nobody is less than a link", "link", "spread", "", "", "low_assurance"},
		{"a code is more than a link", "link", "spread", "", "code", ""},
		{"a link is no code", "code", "spread", "", "link", "low_assurance"},
		{"a code is a code", "code", "spread", "", "code", ""},
		{"a code is no sign-in", "login", "received", "", "code", "low_assurance"},
		{"a sign-in is enough for all", "login", "received", "", "login", ""},
		{"unless the round says, a receipt takes the link", "", "received", "", "link", ""},
		{"and what settles a code", "", "spread", "", "link", "low_assurance"},
		{"what took a code is not undone by a link", "", "received", "declined", "link", "low_assurance"},
		{"but by another code", "", "received", "declined", "code", ""},
	} {
		t.Run(row.says, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.pack.Workflows[0].Round("dissemination").Assurance = row.level
			stage(w, "decided")
			answer := func(answer, has string, in inputs) error {
				_, err := w.act(engine.Act{Kind: engine.AnswerAsk, Round: "dissemination", Respondent: "borgholm", Answer: answer,
					Actor: engine.Actor{Organization: "borgholm", Person: "borgholm_social", Assurance: has}, Inputs: in})
				return err
			}
			if row.before != "" {
				if err := answer(row.before, "code", inputs{"reason": "Berör inte oss"}); err != nil {
					t.Fatal(err)
				}
			}
			got := ""
			if f := fault.As(answer(row.answer, row.has, spread)); f != nil {
				got = f.Code
			}
			if got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}
