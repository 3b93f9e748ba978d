package definition_test

import (
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// A pack that does not say which languages it has is told of a text that lacks the one that
// its other texts have; one whose texts mostly lack it is not.
func TestATextThatLacksWhatTheOthersHaveIsTold(t *testing.T) {
	const states = `states:
  a: {title: {sv: A, en: A}, held_by: group, deadline: forever}
  b: {title: «{sv: B}, final: true}
transitions: {go: {title: SAID, from: a, to: b, by: group}}
`
	for said, told := range map[string]bool{"{sv: Gå, en: Go}": true, "{sv: Gå}": false} {
		fsys, before := flow(strings.Replace(states, "SAID", said, 1))
		_, problems := definition.Read(fsys, nil)
		found := false
		for _, p := range problems {
			found = found || p.Code == "untranslated_unsaid" && p.Pos == positionAfter("flow.yaml", before)
		}
		if found != told {
			t.Errorf("with %s the text is told to lack a language: %v\n%s", said, found, problems)
		}
	}
}

// Conditions that hold as time takes a step are not told to exclude it, nor those that a day
// to come decides.
func TestAStepInItsTimeIsNotToldToBeBelated(t *testing.T) {
	for _, when := range []string{
		"today > proposal.day", "today >= proposal.day", "'today <= plus(proposal.day, \"2 weeks\")'",
		"'days(proposal.day, today) < 2'", "'days(proposal.day, today) >= 1'", "proposal.day < today",
	} {
		fsys, _ := flow(`fields: {day: {type: date, title: D}}
states:
  a: {title: A, held_by: group, deadline: forever, needs: day}
  b: {title: B, held_by: group, deadline: {at: proposal.day, remind: 1 day before}}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, by: group}
  lapse: {title: Lapse, from: b, to: c, on: 1 day after proposal.day, when: ` + when + `}
`)
		_, problems := definition.Read(fsys, nil)
		for _, p := range problems {
			if p.Code == "belated" || p.Severity == source.Error {
				t.Errorf("%s: %s", when, p)
			}
		}
	}
}
