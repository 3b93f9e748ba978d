package definition_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
)

// What no members' answers lead to, no body answers: nothing need follow from it. A
// respondent that answers for itself may say it all the same.
func TestWhatNoBodyAnswersNeedsNoNextStep(t *testing.T) {
	const flow = `workflow: w
title: W
bodies: [drafting]
states:
  drafted: {title: Drafted, held_by: drafting, deadline: forever}
  weighed: {title: Weighed, held_by: drafting}
  passed: {title: Passed, final: true}
transitions:
  submit: {title: Submit, from: drafted, to: weighed, by: drafting}
  pass: {title: Pass, from: weighed, to: passed, on: review.complete, when: none("abstains")}
rounds:
  review:
    title: Review
    opens: {on: weighed}
    asks: [upstream, downstream]
    question: Can it go on?
    answers: {approves: {title: Approves it}, returns: {title: Returns it}, abstains: {title: Abstains}}
    through: {answer: {approves: count("approves") > count("returns"), returns: }}
    deadline: {within: 10 days, escalate: {after: 2 days, to: coordinator}}
    on expiry: close
`
	const people = `collaboration: try
title: Try
languages: [en]
organizations: {north: {name: Northtown, mailbox: office@north.example}}
persons: {anna: {name: Anna, mail: anna@try.example}, bo: {name: Bo, mail: bo@try.example}}
bodies:
  upstream: {title: Upstream, seats: [{person: anna, role: chair}, {person: bo}]}
  downstream: {title: Downstream, seats: [{person: bo, role: chair}, {person: anna}]}
coordinators: [anna]
binds: {w: {drafting: upstream}}
`
	told := func(flow string) string {
		_, problems := definition.Read(fstest.MapFS{"collaboration.yaml": {Data: []byte(people)}, "w.yaml": {Data: []byte(flow)}}, []string{"asked", "reminder", "escalation"})
		var all []string
		for _, p := range problems {
			all = append(all, p.Code)
		}
		return strings.Join(all, " ")
	}
	if got := told(flow); got != "" {
		t.Errorf("it is told %s", got)
	}
	if got := told(strings.Replace(flow, "downstream]", "downstream, north]", 1)); !strings.Contains(got, "uncovered") {
		t.Errorf("a member that abstains by itself: told %q", got)
	}
	if got := told(strings.Replace(flow, "returns: }}", "abstains: }}", 1)); !strings.Contains(got, "uncovered") {
		t.Errorf("a body that abstains: told %q", got)
	}
}
