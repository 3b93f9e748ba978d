package definition_test

import (
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// setting is a workflow whose step go, from a to b, sets what stands in the place of SETS;
// BACK stands for what leads on from b.
const setting = `fields:
  until: {type: date, title: Until}
  other: {type: date, title: Other}
  late: {type: bool, title: Late, is: proposal.simple}
  simple: {type: bool, title: Simple}
  budget: {type: document, title: Budget}
  level: {type: choice, title: Level, choices: {high: High, low: Low}}
  rank: {type: choice, title: Rank, choices: {high: High, low: Low, none: None}}
  times: {type: number, max: 3, title: Times}
  free: {type: number, title: Free}
  who: {type: party, of: every member of group, title: Who}
  town: {type: party, of: organizations, title: Town}
states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: 3 days}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group, SETS}
  on: {title: On, from: b, to: c, BACK}
`

// misset are settings of a step that people take; « is where the problem is told.
var misset = []flaw{
	{"a field that there is not", "sets: {«simpel: true}", "unknown_field", source.Error},
	{"a computed field", "sets: {«late: true}", "sets_computed", source.Error},
	{"papers", "sets: {«budget: 3}", "sets_unfit", source.Error},
	{"what may be given with it", "takes: simple, sets: {«simple: true}", "sets_given", source.Error},
	{"what must come anew with it", "needs: [new until], sets: {«until: today}", "sets_given", source.Error},
	{"the next meeting of whom never meets", "sets: {meeting: «next meeting of group}", "no_next", source.Error},
	{"the next meeting of nobody", "sets: {meeting: «next meeting of groop}", "unknown_body", source.Error},
	{"the meeting to a day that is worked out", "sets: {meeting: «today}", "wrong_value", source.Error},
	{"the meeting, which is given with it", "needs: meeting, sets: {meeting: «next meeting of group}", "sets_given", source.Error},
	{"a field to another type", "sets: {simple: «today}", "computed_type", source.Error},
	{"a field to who came to a meeting", "sets: {simple: meeting.«present > 3}", "unknown_name", source.Error},
	{"a field to none of its words", `sets: {level: «'"lov"'}`, "sets_choice", source.Error},
	{"a field to one that may be another word", `sets: {level: «proposal.rank}`, "sets_choice", source.Error},
	{"somebody by name", "sets: {who: «anna}", "sets_somebody", source.Error},
	{"whoever takes it, where another may be that", "sets: {town: «whoever takes it}", "sets_taker_outside", source.Warning},
	{"nothing by name", "sets: «simple", "wrong_value", source.Error},
	{"a field to a word that is misspelt", `sets: {simple: count(«"yees") > 0}`, "unknown_answer", source.Error},
}

// missetAlone are settings of a step that nobody takes.
var missetAlone = []flaw{
	{"what its own day need not make later", "to: b, on: proposal.until, sets: {until: «proposal.other}", "sets_again", source.Error},
	{"what its own day makes earlier", `to: b, on: 3 days before proposal.until, sets: {until: «'plus(proposal.until, "-1 days")'}`, "sets_again", source.Error},
	{"whoever takes it, of several together", "to: c, by: {all: [group, coordinator]}, sets: {who: «whoever takes it}", "sets_taker_alone", source.Error},
	{"whoever takes it, where nobody does", "to: c, on: 180 days, sets: {who: «whoever takes it}", "sets_taker_alone", source.Error},
	{"what may lie outside its limits", "to: c, on: 180 days, sets: {times: «proposal.times + 1}", "sets_may_fail", source.Warning},
	{"what may be divided by nought", "to: c, on: 180 days, sets: {free: «1 / proposal.free}", "sets_may_fail", source.Warning},
	{"what hangs on a decision that there may not be", "to: c, on: 180 days, sets: {until: «decision.on}", "sets_may_fail", source.Warning},
	{"what hangs on what it may lack", `to: c, on: 180 days, sets: {until: 'plus(proposal.other, "1 days")'}`, "need_may_lack", source.Warning},
}

func TestWhatAStepCannotSetIsTold(t *testing.T) {
	for _, row := range misset {
		t.Run(row.sentence, func(t *testing.T) {
			tellsFlaw(t, row, strings.ReplaceAll(strings.Replace(setting, "SETS", row.flow, 1), "BACK", "by: group"))
		})
	}
	for _, row := range missetAlone {
		t.Run(row.sentence, func(t *testing.T) {
			text := strings.Replace(setting, "SETS", "needs: reason", 1)
			if !strings.Contains(row.flow, "«") {
				text = strings.Replace(text, "  on:", "  «on:", 1)
			}
			tellsFlaw(t, row, strings.Replace(text, "to: c, BACK", row.flow, 1)+"  end: {title: End, from: a, to: c, by: group}\n")
		})
	}
}

// tellsFlaw reads a workflow and wants a problem where « stands.
func tellsFlaw(t *testing.T, row flaw, text string) {
	t.Helper()
	fsys, before := flow(text)
	want := positionAfter("flow.yaml", before)
	_, problems := definition.Read(fsys, nil)
	for _, p := range problems {
		if p.Pos == want && p.Code == row.code && p.Severity == row.severity {
			return
		}
	}
	t.Errorf("want %s at %s, found:\n%s", row.code, want, problems)
}

// What a step sets is known from then on, so that what waits for that day is not missed,
// and what says how it is set finds nothing wrong with it.
func TestWhatAStepHasSetIsKnown(t *testing.T) {
	const waits = "on: proposal.until"
	told := func(sets, on string) source.Problems {
		fsys, _ := flow("«" + strings.ReplaceAll(strings.Replace(setting, "SETS", sets, 1), "BACK", on))
		_, problems := definition.Read(fsys, nil)
		return problems
	}
	if problems := told("needs: reason", waits); !strings.Contains(problems.Error(), "proposal.until") {
		t.Errorf("a day that nobody has given is not told: %s", problems)
	}
	for _, sets := range []string{
		`sets: {until: 'plus(today, "2 days")'}`,
		`needs: other, sets: {until: 'later(proposal.other, today)'}`,
		`sets: {until: 'latest_known(proposal.other, today)', level: '"low"', rank: proposal.level, times: 2, simple: not proposal.simple, free: proposal.free * 2}`,
	} {
		if problems := told(sets, waits); len(problems) > 0 && strings.Contains(problems.Error(), "until") {
			t.Errorf("%s: %s", sets, problems)
		}
	}
	if problems := told(`sets: {until: 'plus(proposal.other, "2 days")'}`, waits); strings.Contains(problems.Error(), "until") {
		t.Errorf("a step that is taken only where it can set the day lets that be doubted: %s", problems)
	}
}

// A number by which a date is counted is looked for as a date is.
func TestANumberThatADateIsCountedByIsLookedFor(t *testing.T) {
	told := func(needs string) string {
		fsys, _ := flow("«fields: {from: {type: date, title: From}, years: {type: number, title: Y}, to: {type: date, title: T, is: 'plus(proposal.from, proposal.years, \"years\")'}}\n" +
			`states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, held_by: group, deadline: 3 days}, c: {title: C, final: true}}
transitions:
  go: {title: Go, from: a, to: b, by: group, needs: ` + needs + `}
  on: {title: On, from: b, to: c, on: proposal.to}
`)
		_, problems := definition.Read(fsys, nil)
		if len(problems) == 0 {
			return ""
		}
		return problems.Error()
	}
	if said := told("[from, years]"); said != "" {
		t.Errorf("both are given, and this is told: %s", said)
	}
	if said := told("[from]"); !strings.Contains(said, "proposal.years") {
		t.Errorf("that nobody gives the years is not told: %s", said)
	}
}
