package definition_test

import (
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// choosing is a workflow whose proposals name somebody; STEP, ASKS and OPENED stand for
// more of its lines.
const choosing = `OPENED
fields:
  officer: {type: party, of: organizations, title: Officer}
  colleague: {type: party, of: every member of group, title: Colleague}
  those:   {type: party, many: true, of: organizations, title: Those}
states:
  a: {title: A, held_by: group, deadline: forever}
  «b: {title: B, held_by: HELD, deadline: 3 days}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group, NEEDS}
  «on: {title: On, from: b, to: c, STEP}
rounds:
  «ask: {title: Ask, OPENS, asks: ASKS, question: Q, answers: {yes: {title: Y}}, deadline: 3 days, on expiry: close}
`

// chosenRight are the lines of choosing where nothing is wrong.
var chosenRight = map[string]string{
	"OPENED": "opened_by: group", "NEEDS": "needs: [officer, those]", "HELD": "group", "STEP": "by: proposal.officer", "OPENS": "opens: go", "ASKS": "proposal.those",
}

// mischosen are such workflows of which one line says something else.
var mischosen = []struct {
	sentence, line, is string
	at, code           string
	severity           source.Severity
}{
	{"a step that nobody else takes", "NEEDS", "needs: those", "on:", "chosen_may_lack", source.Warning},
	{"a step of two together", "STEP", "by: {all: [group, proposal.officer]}, takes: comment", "", "", ""},
	{"a question before they are chosen", "OPENS", "opens: a", "ask:", "asks_may_lack", source.Warning},
	{"a question where they have been chosen", "OPENS", "opens: {on: a, when: 'proposal.those != \"\"'}", "", "", ""},
	{"a question to others too", "ASKS", "[group, proposal.those]", "", "", ""},
	{"nothing", "NEEDS", "needs: [officer, those]", "", "", ""},
	{"a submitter of whom nobody need have chosen", "STEP", "by: group, submitter: proposal.colleague", "on:", "submitter_may_lack", source.Warning},
	{"a submitter who is chosen", "STEP", "by: group, needs: colleague, submitter: proposal.colleague", "", "", ""},
	{"a submitter who takes the step", "STEP", "by: group, submitter: whoever takes it", "", "", ""},
	{"a submitter of several", "STEP", "by: group, submitter: «proposal.those", "submitter", "submitter_unfit", source.Error},
	{"a submitter that is an organization", "STEP", "by: group, submitter: «proposal.officer", "submitter", "submitter_unfit", source.Error},
	{"a submitter of whom no field names", "STEP", "by: group, submitter: «proposal.colleag", "submitter", "unknown_party", source.Error},
	{"a submitter in no words that there are", "STEP", "by: group, submitter: «group", "submitter", "unknown_party", source.Error},
	{"a submitter by a step of two", "STEP", "by: {all: [group, proposal.officer]}, submitter: «whoever takes it", "submitter", "submitter_of_nobody", source.Error},
	{"a turn of whom nobody need have chosen", "NEEDS", "needs: those", "b:", "held_may_lack", source.Warning},
	{"a turn of whom somebody has chosen", "HELD", "proposal.officer", "", "", ""},
	{"a turn of several", "HELD", "«proposal.those", "held_by", "held_by_many", source.Error},
	{"a turn of whom no field names", "HELD", "«proposal.officers", "held_by", "unknown_party", source.Error},
	{"a proposal that is opened by whom it names", "OPENED", "opened_by: «proposal.officer", "opened_by", "opened_by_nobody", source.Error},
	{"whom a step sets", "STEP", "by: group, sets: {officer: «proposal.title}", "sets", "sets_somebody", source.Error},
}

func TestWhomNobodyNeedHaveChosenIsTold(t *testing.T) {
	for _, row := range mischosen {
		t.Run(row.sentence, func(t *testing.T) {
			text := choosing
			for line, right := range chosenRight {
				if line == row.line {
					right = row.is
				}
				if line == "HELD" && row.code == "held_may_lack" {
					right = "proposal.officer"
				}
				text = strings.Replace(text, line, right, 1)
			}
			marked := map[string]string{"on:": "«on:", "ask:": "«ask:", "b:": "«b:"}[row.at]
			for _, mark := range []string{"«on:", "«ask:", "«b:"} {
				if mark != marked {
					text = strings.Replace(text, mark, mark[len("«"):], 1)
				}
			}
			if row.code == "" {
				fsys, _ := flow("«" + text)
				_, problems := definition.Read(fsys, nil)
				for _, p := range problems {
					if p.Code == "chosen_may_lack" || p.Code == "asks_may_lack" || p.Code == "held_may_lack" || strings.HasPrefix(p.Code, "submitter_") {
						t.Errorf("told of %s", p.Code)
					}
				}
				return
			}
			tellsFlaw(t, flaw{row.sentence, text, row.code, row.severity}, text)
		})
	}
}
