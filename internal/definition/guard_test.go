package definition_test

import (
	"strings"
	"sync"
	"testing"

	"beredd/internal/definition"
)

// guarded is a workflow with a guard, whose field and round it may name.
const guarded = `fields: {simple: {type: bool, title: S}, cost: {type: number, title: C}, day: {type: date, title: D}, place: {title: P}}
states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group, takes: [decision, day, follow_up_on]}}
rounds: {ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}, no: {title: N}}, deadline: 3 days}}
notify: {on: ask.complete, to: group, template: information, when: 'GUARD'}`

func guard(t *testing.T, source string) *definition.Guard {
	t.Helper()
	fsys, _ := flow(strings.Replace(guarded, "GUARD", source, 1))
	pack, problems := definition.Read(fsys, nil)
	if problems.Err() != nil {
		t.Fatal(problems.Errors())
	}
	return pack.Workflows[0].Notify[0].When
}

func TestAGuardHolds(t *testing.T) {
	env := definition.Env{
		Proposal: map[string]any{"simple": true, "cost": 12, "day": "2026-03-02", "documents": 2},
		Decision: map[string]any{"follow_up_on": "2027-01-01"},
		Meeting:  map[string]any{"date": "2026-04-07"},
		State:    "a", CameFrom: "b", Today: "2026-03-02", Now: "2026-03-02 09:00", Asked: 3, Answered: 2,
		Count: func(words ...string) int {
			return map[string]int{"yes": 2, "ask yes": 2, "ask no": 1}[strings.Join(words, " ")]
		},
		None:     func(words ...string) bool { return words[0] == "no" },
		Complete: func(round string) bool { return round == "ask" },
	}.Map()
	for _, row := range []struct {
		sentence string
		guard    string
		want     bool
	}{
		{"a field of yes or no", `proposal.simple`, true},
		{"a number that was kept as another kind of number", `proposal.cost > 11.5`, true},
		{"dates compare as such", `meeting.date > today and proposal.day == today`, true},
		{"how many documents", `proposal.documents >= 2`, true},
		{"a field that nobody has filled is empty", `proposal.place == "" && len(proposal.title) == 0`, true},
		{"an input that was not given is empty", `input.reason == ""`, true},
		{"what a decision carries", `decision.follow_up_on > "2026-12-31" && decision.day == ""`, true},
		{"where it came from", `came_from == "b" && state in ["a"]`, true},
		{"how many gave an answer", `count("yes") >= 2 && none("no")`, true},
		{"how many gave an answer in a round by name", `count("ask", "no") == 1`, true},
		{"how many have answered", `answered == asked`, false},
		{"a round that is complete", `complete("ask")`, true},
		{"a round that the engine doesn't speak of is not open", `open("ask")`, false},
		{"not", `not proposal.simple || !complete("ask")`, false},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			got, err := guard(t, row.guard).Holds(env)
			if err != nil || got != row.want {
				t.Errorf("%s: %v, %v", row.guard, got, err)
			}
		})
	}
}

func TestAGuardNeedsNothingOfItsEnv(t *testing.T) {
	g := guard(t, `proposal.simple || proposal.cost > 0 || count("yes") > 0 || complete("ask") || meeting.date > "2000-01-01"`)
	for _, env := range []map[string]any{nil, {}, {"proposal": 3, "count": "many"}, {"proposal": map[string]any{"simple": nil, "cost": "x"}}} {
		if got, err := g.Holds(env); got || err != nil {
			t.Errorf("in %v: %v, %v", env, got, err)
		}
	}
	if yes, err := (*definition.Guard)(nil).Holds(nil); !yes || err != nil {
		t.Error("no guard must stop nobody")
	}
}

func TestAGuardMayBeAskedByManyAtOnce(t *testing.T) {
	g := guard(t, `proposal.cost > 10 && count("yes") == 1`)
	var asking sync.WaitGroup
	for i := range 8 {
		asking.Go(func() {
			env := definition.Env{
				Proposal: map[string]any{"cost": float64(i * 4)},
				Count:    func(...string) int { return 1 },
			}.Map()
			for range 200 {
				if got, err := g.Holds(env); got != (i*4 > 10) || err != nil {
					t.Errorf("cost %d: %v, %v", i*4, got, err)
					return
				}
			}
		})
	}
	asking.Wait()
}
