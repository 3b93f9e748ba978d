package engine_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

const valuesPeople = `collaboration: lake
title: Lake
time_zone: Europe/Stockholm
languages: [en]
number: {prefix: L}
organizations:
  north: {name: North, mailbox: a@north.example, weight: 2.5}
  south: {name: South, mailbox: a@south.example}
  gone: {name: Gone, mailbox: a@gone.example, weight: 100, to: 2025-12-31}
persons:
  anna: {name: Anna, mail: anna@lake.example}
  bo: {name: Bo, mail: bo@lake.example}
  cia: {name: Cia, mail: cia@lake.example}
bodies:
  group:
    title: Group
    seats: [{person: anna, role: chair}, {person: anna}, {person: bo, from: 2026-03-01}, {person: cia, role: secretary}]
coordinators: [anna]
binds: {w: {drafting: group}}
`

const valuesFlow = `workflow: w
title: W
bodies: [drafting]
fields: {cost: {type: number, title: Cost}, by_then: {type: date, title: By then}}
states:
  a: {title: A, held_by: drafting, deadline: forever}
  b: {title: B, final: true}
transitions:
  ask: {title: Ask, from: a, to: a, by: drafting, takes: [cost, by_then]}
  never: {title: Never, from: a, to: b, by: drafting}
%s
rounds:
  poll:
    title: Poll
    opens: {on: ask}
    asks: organizations
    assurance: link
    question: Q
    answers: {"yes": {title: Y, takes: number}, "no": {title: N, takes: number}}
    deadline: {within: 10 days, remind: 1 day before}
`

// asked is a world whose proposal may take the step sN where the Nth condition holds.
func asked(t *testing.T, conditions []string) *world {
	t.Helper()
	var steps strings.Builder
	for i, condition := range conditions {
		fmt.Fprintf(&steps, "  s%d: {title: S, from: a, to: b, by: drafting, when: '%s'}\n", i, condition)
	}
	pack, problems := definition.Read(fstest.MapFS{
		"collaboration.yaml": {Data: []byte(valuesPeople)},
		"w.yaml":             {Data: []byte(fmt.Sprintf(valuesFlow, steps.String()))},
	}, nil)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	w.pack = pack
	p, err := w.engine.Act(context.Background(), engine.Act{Kind: engine.Propose, Collaboration: "lake", Actor: by("anna"),
		Inputs: inputs{"title": "T"}})
	if err != nil {
		t.Fatal(err)
	}
	w.id = p.Proposal.ID
	return w
}

// holds says which of the conditions hold now.
func (w *world) holds() map[string]bool {
	held := map[string]bool{}
	for _, c := range engine.Choices(w.pack, w.store.proposals[w.id], by("anna"), w.now) {
		held[c.Transition] = c.Allowed
	}
	return held
}

// What is not there yet neither holds a step up wrongly nor lets it through, and a
// function over it is no defect.
func TestValuesInConditions(t *testing.T) {
	t.Parallel()
	rows := []struct {
		condition     string
		before, after bool // the poll is open and everybody has answered
	}{
		{`sum("poll", "number") == 5.5`, false, true},
		{`sum("poll", "yes", "number") == 4`, false, true},
		{`average("poll", "number") == 2.75`, false, true},
		{`average("poll", "yes", "number") / sum("poll", "no", "number") > 2`, false, true},
		{`sum("poll", "number") == 0 && average("poll", "number") == 0`, true, false},
		{`weight("poll", "yes") == 2.5 && weight("no") == 1`, false, true},
		{`answer("poll", "north") == "yes" && answer("poll", "south") in ["no"]`, false, true},
		{`answer("poll", "south") == ""`, true, false},
		{`ended("poll") == "2026-02-03"`, false, true},
		{`plus(ended("poll"), "2 workdays") == "2026-02-05"`, false, true},
		{`plus(ended("poll"), "2 workdays") == ""`, true, false},
		{`plus("2026-01-31", "1 month") == "2026-02-28" && plus("2026-03-02", "-1 workday") == "2026-02-27"`, true, true},
		{`plus("2028-02-29", "-1 year") == "2027-02-28" && plus("2026-04-02", "1 workday") == "2026-04-07"`, true, true},
		{`later(ended("poll"), "2026-01-01") == ""`, true, false},
		{`later(ended("poll"), "2026-01-01") <= today`, true, true}, // "" is before everything
		{`earlier(ended("poll"), "2026-03-01", proposal.by_then) == "2026-02-03"`, false, true},
		{`earlier(proposal.by_then, ended("poll"), "") == ""`, true, false},
		{`latest_known("2026-01-15", ended("poll"), proposal.by_then) == "2026-02-03"`, false, true},
		{`latest_known("2026-03-01", ended("poll"), "2026-02-01") == "2026-03-01"`, true, true},
		{`latest_known(proposal.by_then, ended("poll"), "") == ""`, true, false},
		{`next("15 April", "2026-12-01") == "2027-04-15" && next("15 April", "2026-04-15") == "2026-04-15"`, true, true},
		{`next("Easter", "2026-04-06") == "2027-03-28" && next("15 April", ended("poll")) == ""`, true, false},
		{`next("60 days after All Saints", "2028-01-02") == "2028-01-05"`, true, true},
		{`days(today, "2026-03-02") == 28 && days("2026-03-02", today) == -28`, true, false},
		{`workdays("2026-04-02", "2026-04-07") == 1 && workdays("2026-04-07", "2026-04-02") == -1`, true, true},
		{`days(proposal.by_then, today) == 0 && workdays("", "") == 0`, true, true},
		{`workdays("0001-01-01", "9999-12-31") > 0`, true, true},
		{`seats("drafting") == 1`, true, true},
		{`times("ask") == 1 && times("poll") == 1 && times("never") == 0`, true, true},
		{`last("never") == "" && last("ask") > last("a") && last("ask") < last("poll")`, true, true},
		{`plus(last("ask"), "1 day") == "2026-02-03"`, true, true},
		{`proposal.cost * 2 - 1 == -1 && proposal.cost / 2 == 0`, true, true},
	}
	conditions := make([]string, len(rows))
	for i, row := range rows {
		conditions[i] = row.condition
	}
	w := asked(t, conditions)
	w.mustDo("ask", "anna", nil)
	before := w.holds()
	w.at("2026-02-03 09:00")
	for organization, answer := range map[string]string{"north": "yes", "south": "no"} {
		given := inputs{"number": map[string]any{"yes": 4, "no": "1,5"}[answer]}
		w.must(engine.Act{Kind: engine.AnswerAsk, Round: "poll", Respondent: organization, Answer: answer, Inputs: given,
			Actor: engine.Actor{Organization: organization, Mailbox: true, Assurance: "link"}})
	}
	after := w.holds()
	for i, row := range rows {
		step := fmt.Sprintf("s%d", i)
		if before[step] != row.before || after[step] != row.after {
			t.Errorf("%s: %v and then %v, want %v and %v", row.condition, before[step], after[step], row.before, row.after)
		}
	}
}

// A seat that is taken later is not counted before.
func TestSeatsAreThoseOfTheDay(t *testing.T) {
	t.Parallel()
	w := asked(t, []string{`seats("drafting") == 2`})
	for day, want := range map[string]bool{"2026-02-28": false, "2026-03-01": true} {
		if w.at(day + " 09:00"); w.holds()["s0"] != want {
			t.Errorf("on %s: %v", day, !want)
		}
	}
}

// What happened in one minute has an order, and a step sees the past before itself.
func TestWhatHappenedFirstIsKnownWithinAMinute(t *testing.T) {
	t.Parallel()
	w := asked(t, []string{`last("ask") > last("edited")`, `last("edited") > last("ask")`, `last("ask") < plus(today, "1 day")`})
	for _, ask := range []bool{true, false, true, false} {
		w.now = w.now.Add(time.Second)
		if ask {
			w.mustDo("ask", "anna", nil)
		} else {
			w.must(engine.Act{Kind: engine.Edit, Actor: by("anna"), Inputs: inputs{"summary": w.now.String()}})
		}
		if held := w.holds(); held["s0"] != ask || held["s1"] == ask || !held["s2"] {
			t.Errorf("after ask %v: %v", ask, held)
		}
	}
}
