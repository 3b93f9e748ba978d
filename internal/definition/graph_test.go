package definition_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// small is a collaboration for workflows of a few lines.
const small = `collaboration: small
title: Small
organizations:
  a: {name: A, mailbox: a@a.example}
  b: {name: B, mailbox: b@b.example}
persons: {p: {name: P, mail: p@a.example}}
bodies: {group: {title: Group, seats: [{person: p}]}}
coordinators: [p]
binds: {flow: {group: group}}
`

// head begins every small workflow; it is three lines.
const head = `workflow: flow
title: Flow
bodies: group
`

// A flaw is a small workflow that is wrong where « stands.
type flaw struct {
	sentence string
	flow     string
	code     string
	severity source.Severity
}

var flaws = []flaw{
	{"an outcome that holds whatever is answered", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, held_by: group}, c: {title: C, final: true}, d: {title: D, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}, few: {title: Few, from: b, to: c, on: ask.few}, end: {title: End, from: b, to: d, on: ask.enough}}
rounds:
  ask: {title: Ask, opens: b, asks: organizations, question: Q, answers: {yes: {title: Y, final: true}}, deadline: 3 days, outcomes: {few: {title: F, when: «answered < 6}, enough: {title: E}}}`, "always_outcome", source.Error},

	{"an outcome that wants more answers than end the round", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, held_by: group}, c: {title: C, final: true}, d: {title: D, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}, yes: {title: Yes, from: b, to: c, on: ask.enough}, end: {title: End, from: b, to: d, on: ask.few}}
rounds:
  ask: {title: Ask, opens: b, asks: organizations, question: Q, answers: {yes: {title: Y, final: true}}, deadline: forever, complete: count("yes") >= 1, outcomes: {enough: {title: E, when: «count("yes") > 1}, few: {title: F}}}`, "ended_before", source.Error},

	{"two steps that wait for one outcome, of which one was for the other", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, held_by: group}, c: {title: C, final: true}, d: {title: D, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}, yes: {title: Yes, from: b, to: c, on: «ask.no}, no: {title: No, from: b, to: d, on: ask.no}}
rounds:
  ask: {title: Ask, opens: b, asks: organizations, question: Q, answers: {agree: {title: Y, final: true}}, deadline: 3 days, outcomes: {yes: {title: E, when: count("agree") > 1}, no: {title: F}}}`, "unheeded_outcome", source.Error},

	{"no final state", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, deadline: forever, held_by: group}}
transitions: {go: {title: Go, from: a, to: b, by: group}, back_again: {title: Back, from: b, to: a, by: group}}`, "no_final", source.Error},

	{"a state that no run reaches", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
  «c: {title: C, final: true}
transitions: {go: {title: Go, from: a, to: b, by: group}}`, "unreachable", source.Error},

	{"a step that the end of a round takes again and again", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  «again: {title: Again, from: b, to: b, on: ask.complete, when: count("no") > 0}
  on: {title: On, from: b, to: c, on: ask.complete, when: none("no")}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}, no: {title: N}}, deadline: 3 days}`, "endless", source.Error},

	{"two steps whose conditions on one round both hold, round in a circle", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, held_by: group}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  «there: {title: There, from: b, to: c, on: ask.complete, when: count("yes") > 0}
  here: {title: Here, from: c, to: b, on: ask.complete, when: none("no")}
  end: {title: End, from: [b, c], to: d, by: group}
rounds:
  ask: {opens: {on: go}, asks: organizations, question: Q, answers: {yes: {title: Y}, no: {title: N}}, deadline: 3 days}`, "runs_on", source.Error},
	{"two steps that go round where a field says so", `fields: {urgent: bool}
states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, held_by: group}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  «there: {title: There, from: b, to: c, on: ask.complete, when: proposal.urgent}
  here: {title: Here, from: c, to: b, on: ask.complete, when: proposal.urgent}
  end: {title: End, from: [b, c], to: d, by: group}
rounds:
  ask: {opens: {on: go}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}`, "runs_on", source.Warning},
	{"a number that is never so large", `fields: {share: {type: number, title: Share, min: 0, max: 100}}
states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions: {go: {title: Go, from: a, to: b, by: group, when: «proposal.share > 100}}`, "never_holds", source.Error},
	{"a letter on the minutes, where the year has no meetings", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions: {go: {title: Go, from: a, to: b, by: group}}
notify: [{on: «minutes.published, to: group, template: information}]`, "no_minutes", source.Warning},
	{"a letter on the silence of a question that ends as it stands", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, by: group}
notify: [{on: «ask.expired, to: group, template: information}]
rounds:
  ask: {opens: b, asks: organizations, question: Q, answers: {yes: {title: Y}}, closes: at deadline, deadline: 3 days}`, "never_expires", source.Error},
	{"a letter on the silence of a question that may wait for ever", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, by: group}
notify: [{on: «ask.expired, to: group, template: information}]
rounds:
  ask: {opens: b, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: forever}`, "never_expires", source.Error},
	{"a letter on the silence of a question that goes on", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, by: group}
notify: [{on: «ask.expired, to: group, template: information}]
rounds:
  ask: {opens: b, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}`, "never_expires", source.Error},
	{"one of two ends that never comes", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, by: group}
  on: {title: On, from: b, to: c, on: [ask.complete, «ask.expired]}
rounds:
  ask: {opens: b, asks: organizations, question: Q, answers: {yes: {title: Y}}, closes: at deadline, deadline: 3 days}`, "never_expires", source.Warning},
	{"a step by time or by somebody, who alone can give a reason", `states:
  a: {title: A, held_by: group}
  b: {title: B, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group, needs: reason, on: «5 days}`, "never_by_itself", source.Warning},
	{"a deadline on a day that need not be given", `fields: {until: {type: date, title: Until}}
states:
  a: {title: A, held_by: group, deadline: «{at: proposal.until}}
  b: {title: B, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}`, "deadline_may_lack", source.Warning},
	{"a step that an old end takes at once", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, held_by: group, deadline: forever}
  d: {title: D, held_by: group, deadline: forever}
  e: {title: E, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  answered: {title: Answered, from: b, to: c, on: ask.complete}
  put: {title: Put anew, from: c, to: d, by: group}
  end: {title: End, from: d, to: e, on: [«ask.complete, more.complete]}
rounds:
  ask: {opens: {on: go}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}
  more: {opens: {on: d}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}`, "old_end", source.Warning},

	{"two steps that lead round in a circle", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, held_by: group}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  «there: {title: There, from: b, to: c, on: ask.complete}
  here: {title: Here, from: c, to: b, on: ask.complete}
  end: {title: End, from: c, to: d, by: group}
rounds:
  ask: {opens: {on: go}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}`, "endless", source.Error},

	{"a step that needs what only a step of another way gives", `fields: {urgent: {type: bool, title: Urgent, only_with: other}}
states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  other: {title: Other, from: a, to: b, by: group}
  «go: {title: Go, from: a, to: b, by: group, needs: urgent}`, "needs_ungiven", source.Error},

	{"a step that one person alone may take, and not who took the one before", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  «on: {title: On, from: b, to: c, by: group, but: whoever took go}`, "nobody_else", source.Warning},

	{"a step that one person alone may take, and not who wrote the text", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  «go: {title: Go, from: a, to: b, by: group, but: whoever edited}`, "nobody_else", source.Warning},

	{"a step for a seat that nobody has", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  «go: {title: Go, from: a, to: b, by: group.chair}`, "nobody_can", source.Error},

	{"a step for organizations that only have mailboxes", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  «go: {title: Go, from: a, to: b, by: [every organization, group.chair]}`, "nobody_speaks", source.Error},

	{"a step for organizations that only have mailboxes, and for others", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  «go: {title: Go, from: a, to: b, by: [a, group]}`, "nobody_speaks", source.Warning},

	{"a step that all organizations are to take together, and some cannot", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  «go: {title: Go, from: a, to: b, by: {all: [organizations, group]}}`, "nobody_speaks", source.Error},

	{"proposals that organizations are to open that only have mailboxes", `opened_by: «[group, every organization]
states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}`, "nobody_speaks_first", source.Warning},

	{"a secret answer with a reason", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, on: ask.complete}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, secret: true, answers: {"yes": {title: Y}, «"no": {title: N, needs: reason}}, deadline: {within: 3 days, escalate: {after: 1 day, to: coordinator}}, on expiry: close}`, "secret_tells", source.Error},

	{"a secret round that asks the silent alone", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, on: ask.complete}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, secret: «true, again: the silent, answers: {"yes": {title: Y}, "no": {title: N}}, deadline: {within: 3 days, escalate: {after: 1 day, to: coordinator}}, on expiry: close}`, "secret_with", source.Error},

	{"a condition that asks what one has answered in secret", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, on: ask.complete, when: «'answer("ask", "a") == "yes"'}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, secret: true, answers: {"yes": {title: Y}, "no": {title: N}}, deadline: {within: 3 days, escalate: {after: 1 day, to: coordinator}}, on expiry: close}`, "secret_asks", source.Error},

	{"a quorum of meetings that nobody lays out", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group, when: «meeting.present * 2 > meeting.members}`, "nobody_meets", source.Error},

	{"a quorum that a step waits for by itself", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group, on: {when: «meeting.present > 3}}`, "holds_passes", source.Error},

	{"a step that the system is to agree to", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: {all: «[group, system]}}`, "system_together", source.Error},

	{"a step that one takes together", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: {all: «group}}`, "together_alone", source.Error},

	{"a step for several together of whom one is nobody", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  «go: {title: Go, from: a, to: b, by: {all: [group, group.chair]}}`, "nobody_together", source.Error},

	{"a step for more together than there are", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  «go: {title: Go, from: a, to: b, by: {all: [group, group.member]}}`, "too_few_together", source.Error},

	{"a step of the submitter and of who alone may be that", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  «go: {title: Go, from: a, to: b, by: {all: [submitter, group.member]}}`, "together_as_one", source.Warning},

	{"a state that nothing leads on from", `states:
  a: {title: A, held_by: group, deadline: forever}
  «b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions: {go: {title: Go, from: a, to: [{state: b, when: proposal.documents > 1}, c], by: group}}`, "dead_end", source.Error},

	{"states that lead only to each other", `states:
  a: {title: A, held_by: group, deadline: forever}
  «b: {title: B, held_by: group, deadline: forever}
  c: {title: C, held_by: group, deadline: forever}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  stop: {title: Stop, from: a, to: d, by: group}
  there: {title: There, from: b, to: c, by: group}
  here: {title: Here, from: c, to: b, by: group}`, "never_ends", source.Error},

	{"a state that waits for a round which one way to it does not open", `states:
  a: {title: A, held_by: group, deadline: forever}
  «b: {title: B}
  c: {title: C, final: true}
transitions:
  decide: {title: Decide, from: a, to: b, by: group}
  decide_simple: {title: Simple, from: a, to: b, by: group}
  close: {title: Close, from: b, to: c, on: ask.complete}
rounds:
  ask: {opens: {on: decide}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}`, "never_ends", source.Error},

	{"an end of a round that no condition covers", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: ask.complete, when: count("yes") > 1}
  off: {title: Off, from: b, to: d, on: ask.complete, when: «count("no") > 1}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}, no: {title: N}}, deadline: 3 days}`, "uncovered", source.Error},

	{"silence that its own step does not take", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: ask.complete}
  off: {title: Off, from: b, to: a, by: system, when: «'count("ask", "no") > 0'}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}, no: {title: N}}, deadline: 3 days, on expiry: off}`, "uncovered", source.Error},

	{"an end of a round that two steps lead apart from", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: ask.complete, when: count("yes") > 0}
  off: {title: Off, from: b, to: d, on: ask.complete, when: «count("no") > 0}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}, no: {title: N}}, deadline: 3 days}`, "contested", source.Error},

	{"a condition on more answers than are asked", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}
notify: [{on: ask.complete, to: group, template: information, when: «count("yes") > 2}]`, "never_holds", source.Error},

	{"a condition whose parts exclude each other", `fields: {cost: number}
states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group, when: «proposal.cost > 5 && proposal.cost < 3}}`, "never_holds", source.Error},

	{"a round that answers never complete", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days, complete: «count("yes") > 2}`, "never_completes", source.Error},

	{"a promise about what never comes after", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  return: {title: Return, from: b, to: a, by: group}
  end: {title: End, from: b, to: c, by: group}
promises:
  - never c without go
  - «never a after b`, "broken_promise", source.Error},

	{"a promise about what is done but once", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  return: {title: Return, from: b, to: a, by: group}
  end: {title: End, from: b, to: c, by: group}
promises:
  - end at most once
  - «go at most once`, "broken_promise", source.Error},

	{"a promise about what always follows", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, by: group}
  drop: {title: Drop, from: b, to: d, by: group}
promises:
  - after go always c or d
  - «after go always end`, "broken_promise", source.Error},

	{"a promise about what a round comes to", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  win: {title: Win, from: b, to: c, on: ask.won}
  lose: {title: Lose, from: b, to: d, on: ask.lost}
  drop: {title: Drop, from: a, to: d, by: group}
rounds:
  ask: {title: Ask, opens: {on: b}, asks: organizations, question: Q, answers: {"yes": {title: "Yes"}, "no": {title: "No"}}, deadline: {within: 9 days}, closes: at deadline, outcomes: {won: {title: Won, when: count("yes") > 0}, lost: {title: Lost}}}
promises:
  - after go always ask.won or ask.lost
  - after go always ask.complete
  - after ask.won always c
  - never d after ask.won
  - never c after ask.lost
  - «after go always ask.won`, "broken_promise", source.Error},

	{"a promise about what follows a round's last word", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  win: {title: Win, from: b, to: c, on: ask.complete}
  lose: {title: Lose, from: b, to: d, by: system}
rounds:
  ask: {title: Ask, opens: {on: b}, asks: organizations, question: Q, answers: {"yes": {title: "Yes"}}, deadline: {within: 9 days, escalate: {after: 2 days, to: coordinator}}, on expiry: lose}
promises:
  - after ask.expired always d
  - after ask.complete always c
  - «never d after ask.expired`, "broken_promise", source.Error},

	{"a promise about what nobody can know a round comes to", `states:
  a: {title: A, held_by: group, deadline: 9 days}
  b: {title: B, final: true}
transitions:
  object: {title: Object, from: a, to: a, by: group}
  go: {title: Go, from: a, to: b, on: ask.won}
  stop: {title: Stop, from: a, to: b, on: ask.lost}
rounds:
  ask: {title: Ask, opens: {on: object}, again: adds, asks: organizations, question: Q, answers: {"yes": {title: "Yes"}, "no": {title: "No"}}, deadline: {within: 9 days}, closes: at deadline, outcomes: {won: {title: Won, when: count("yes") > 0}, lost: {title: Lost}}}
promises:
  - «after object always ask.won or ask.lost`, "unproved_vague", source.Warning},

	{"a promise about what becomes of a round that there is not", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions:
  go: {title: Go, from: a, to: b, by: group}
promises:
  - after go always «ask.complete`, "unknown_promised", source.Error},

	{"a promise about who alone takes a step", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions:
  go: {title: Go, from: a, to: b, by: [group, coordinator]}
promises:
  - go only by group or coordinator
  - «go only by group`, "broken_promise", source.Error},

	{"a promise about decisions that nobody follows up", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions:
  go: {title: Go, from: a, to: b, by: group, needs: decision}
promises:
  - «every decision is followed up`, "broken_promise", source.Error},

	{"a promise about questions that the same have at once", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, held_by: group, deadline: forever}, c: {title: C, final: true}}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, by: group}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}
  too: {opens: {on: b}, asks: a, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}
promises:
  - «nobody is asked twice at once`, "broken_promise", source.Error},

	{"a state where people wait without a date once a round has ended", `states:
  a: {title: A, held_by: group, deadline: forever}
  «b: {title: B, held_by: group}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: ask.complete, when: none("no")}
  end: {title: End, from: b, to: c, by: group}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}, no: {title: N}}, deadline: 3 days, on expiry: close}
promises: every waiting state has a deadline`, "no_deadline_left", source.Error},

	{"a way out of a final state", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  «reopen: {title: Reopen, from: b, to: a, by: group}`, "final_exit", source.Error},

	{"a transition that waits for a round which has not opened there", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  «hurry: {title: Hurry, from: a, to: b, on: ask.complete}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}`, "never_taken", source.Error},

	{"a transition whose condition never holds", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  hurry: {title: Hurry, from: a, to: b, by: group, when: «state == "b"}`, "never_possible", source.Error},

	{"a state from which alone others are reached", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
  «c: {title: C, held_by: group, deadline: forever}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: c, to: d, by: group}`, "unreachable", source.Error},

	{"a round that never opens", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
rounds:
  ask: {opens: {on: [«more.complete]}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}
  more: {opens: {on: ask.complete}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}`, "never_opens", source.Error},

	{"a round that its own end opens", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
rounds:
  ask: {opens: {on: «ask.complete}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}`, "never_opens", source.Error},

	{"an expiry whose step leads from elsewhere", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, by: group}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days, on expiry: «go}`, "expiry_elsewhere", source.Error},

	{"a round without a question", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
rounds:
  «ask: {opens: {on: b}, asks: organizations, answers: {yes: {title: Y}}, deadline: 3 days}`, "no_question", source.Error},

	{"a follow-up declared twice", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
rounds:
  «follow_up: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}
follow_up: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}`, "named_twice", source.Error},

	{"a waiting state without a deadline", `states:
  «a: {title: A, held_by: group}
  b: {title: B, final: true}
transitions: {go: {title: Go, from: a, to: b, by: group}}`, "no_deadline", source.Warning},

	{"a waiting state without a deadline, where one is promised", `states:
  «a: {title: A, held_by: group}
  b: {title: B, final: true}
transitions: {go: {title: Go, from: a, to: b, by: group}}
promises: Every waiting state has a deadline.`, "no_deadline", source.Error},

	{"a choice that a condition invents", `fields: {grade: {choices: {low: Low, high: High}, title: Grade}}
states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group, when: 'proposal.grade == «"heigh"'}}`, "unknown_choice", source.Error},

	{"a round without a deadline", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
rounds:
  «ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}}}`, "round_no_deadline", source.Warning},

	{"a deadline at a meeting that there need not be", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: «{at: meeting}}
  c: {title: C, final: true}
transitions: {go: {title: Go, from: a, to: b, by: group}, on: {title: On, from: b, to: c, by: group}}`, "no_meeting", source.Warning},

	{"a day after a decision that nobody makes", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: «14 days after decision.on}`, "date_not_given", source.Error},

	{"a day after a decision that need not be made", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group, takes: decision}
  on: {title: On, from: b, to: c, on: «14 days after decision.on}`, "date_may_lack", source.Warning},

	{"a day after a decision that nobody makes, where people may go on too", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, by: group, on: «14 days after decision.on}`, "date_never", source.Warning},
	{"a reason is needed where time takes the step", `
states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  «on: {title: On, from: b, to: c, on: 5 days, needs: reason}`, "cannot_bring", source.Error},
	{"a summary may lack where time takes the step that needs it", `
states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B}
  c: {title: C, final: true, needs: summary}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  «on: {title: On, from: b, to: c, on: 5 days}`, "need_may_lack", source.Warning},

	{"a promise about ends that a run breaks", `states:
  a: {title: A, held_by: group, deadline: forever}
  «b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  again: {title: Again, from: b, to: b, by: group}
  stop: {title: Stop, from: a, to: c, by: group}
promises:
  - from every state a final state can be reached`, "never_ends", source.Error},

	{"a promise that a way back breaks", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, held_by: group, deadline: forever}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: c, by: group}
  check: {title: Check, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, by: group}
  return: {title: Return, from: c, to: back, by: group}
  decide: {title: Decide, from: c, to: d, by: group}
promises:
  - «never decide without b`, "broken_promise", source.Error},
}

func TestAWorkflowIsRefusedWhereItIsWrong(t *testing.T) {
	for _, row := range flaws {
		t.Run(row.sentence, func(t *testing.T) {
			fsys, before := flow(row.flow)
			want := positionAfter("flow.yaml", before)
			if !strings.Contains(row.flow, "«") {
				want = source.Pos{File: "flow.yaml", Line: 1, Column: 11} // the workflow's own name
			}
			_, problems := definition.Read(fsys, nil)
			for _, p := range problems {
				if p.Pos == want && p.Code == row.code && p.Severity == row.severity {
					return
				}
			}
			t.Errorf("want %s at %s, found:\n%s", row.code, want, problems)
		})
	}
}

// What is right is not refused, however it is written.
func TestAWorkflowMayBeWrittenShortly(t *testing.T) {
	for _, row := range []struct{ sentence, flow string }{
		{"what one step leaves is the next one's, and silence is somebody's", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: ask.complete, when: count("yes") * 2 > asked}
  off: {title: Off, from: b, to: d, on: ask.complete, when: count("yes") * 2 <= asked}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}, no: {title: N}}, deadline: 3 days, on expiry: close}`},

		{"a narrow condition before a wide one", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  all: {title: All, from: b, to: c, on: ask.complete, when: count("yes") == asked}
  some: {title: Some, from: b, to: d, on: ask.complete, when: count("yes") > 0}
  none: {title: None, from: b, to: a, on: ask.complete}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}, no: {title: N}}, deadline: 3 days, on expiry: close}`},

		{"a date is set or not, and each has a step", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: ask.complete, when: meeting.date > today && count("yes") > 0}
  late: {title: Late, from: b, to: d, on: ask.complete, when: meeting.date <= today && count("yes") > 0}
  off: {title: Off, from: b, to: d, on: ask.complete, when: none("yes")}
rounds:
  ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}, no: {title: N}}, deadline: 3 days, on expiry: close}`},

		{"a way back leads only to where a run came from", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, held_by: group, deadline: forever}
  d: {title: D, final: true}
transitions:
  check: {title: Check, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, by: group}
  return: {title: Return, from: c, to: back, by: group}
  decide: {title: Decide, from: c, to: d, by: group}
promises: never decide without b`},
		{"a follow-up whose day every decision gives", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions:
  decide: {title: Decide, from: a, to: b, by: group, needs: [decision, follow_up_on]}
follow_up: {opens: b, at: decision.follow_up_on, asks: group, question: Q, answers: {"yes": {title: Y}}, deadline: 3 days}
promises: [every decision is followed up]`},
		{"a condition over where a run came from is weighed", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, held_by: group, deadline: forever}
  d: {title: D, final: true}
transitions:
  go: {title: Go, from: a, to: [{state: c, when: came_from == "c" && meeting.date > today}, b], by: group}
  on: {title: On, from: b, to: c, by: group}
  again: {title: Again, from: c, to: a, by: group}
  decide: {title: Decide, from: c, to: d, by: group}
promises: [never d without b, never c without b or again]`},
		{"parallel reviews join, and one that expires has its transition", `fields: {grade: {choices: {low: Low, high: High}, title: Grade}, from_day: date, cost: {type: number, title: Cost}}
states:
  a: {title: A, held_by: group, deadline: {within: 3 weeks, time: "12:00", else: previous workday}}
  b: {title: B}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: [group.member, submitter, organizations, a, p, coordinator]}
  join: {title: Join, from: b, to: c, on: reviews.complete, when: none("returns") && proposal.cost < 3.5}
  return: {title: Return, from: b, to: back, on: reviews.complete}
  give_up: {title: Give up, from: b, to: c}
rounds:
  reviews:
    title: Reviews
    opens: b
    asks: bodies [group]
    assurance: login
    fields: {mark: {type: choice, choices: [x, y], title: Mark}}
    answers: {approves: {title: Yes, takes: mark}, returns: {title: No, needs: [reason, mark], final: true}}
    deadline: {within: 10 workdays, escalate: [{after: 2 days, to: [coordinator, group.member]}, {after: 5 days, to: p}]}
    complete: count("approves") >= 1 || answered == asked
    on_expiry: give_up
notify: {on: [go, reviews.opened, reviews.expired], to: [organizations, group], template: information, when: proposal.documents > 0}
promises: never c without reviews.complete or reviews.expired`},
		{"types by other languages' names, a day before and after, a deadline that is the meeting", `fields: {a_text: string, yes_or_no: boolean, how_many: integer, one_of: {type: enum, options: [x, y], title: One}}
states:
  a: {title: A, held_by: group, deadline: {within: 3 weeks, time: "9:00", remind: [the day before, the day after], every: 5 workdays}}
  b: {title: B, held_by: group, needs: meeting, deadline: meeting}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group, needs: meeting, when: proposal.yes_or_no && proposal.how_many > 2 && proposal.one_of == "x"}
  end: {title: End, from: b, to: c, by: group, when: proposal.a_text != ""}`},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			fsys, _ := flow(row.flow)
			if _, problems := definition.Read(fsys, nil); problems.Err() != nil {
				t.Error(problems.Errors())
			}
		})
	}
}

// flow is a pack with one small workflow, and what stands before its «.
func flow(text string) (fstest.MapFS, string) {
	before, after, _ := strings.Cut(head+text, "«")
	return fstest.MapFS{
		"collaboration.yaml": &fstest.MapFile{Data: []byte(small)},
		"flow.yaml":          &fstest.MapFile{Data: []byte(before + after)},
	}, before
}

// Of two questions that the same are asked at once both are named, with their lines, and
// who is asked.
func TestTwoQuestionsAtOnceAreNamed(t *testing.T) {
	fsys, _ := flow(`states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, held_by: group, deadline: forever}, c: {title: C, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}, end: {title: End, from: b, to: c, by: group}}
rounds:
  ask: {title: Hearing, opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}
  too: {title: Count, opens: {on: b}, asks: a, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}
promises: [«nobody is asked twice at once]`)
	_, problems := definition.Read(fsys, nil)
	const en, sv = "“Hearing” (line 7) and “Count” (line 8) both ask a: A —Go→ B", "“Hearing” (rad 7) och “Count” (rad 8) frågar båda a: A —Go→ B"
	if !strings.Contains(problems.Error(), en) || !strings.Contains(problems.In("sv"), sv) {
		t.Errorf("the two are not named: %s", problems.In("sv"))
	}
}

// A promise that names a round's answers, and is broken where nobody gives any, says so; and
// of a round that it names alone it says what may be meant.
func TestAPromiseAboutARoundTellsWhatItLacks(t *testing.T) {
	const steps = `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, held_by: group}, c: {title: C, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}, end: {title: End, from: b, to: c, by: group, when: complete("ask") || passed("slow")}}
clocks: {slow: {title: S, within: 30 days, runs: b, remind: on the day}}
rounds: {ask: {title: Ask, opens: b, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days, on expiry: end}}
promises: [PROMISE]
`
	for promise, want := range map[string]string{
		"never c without ask.complete":                "ask.complete is not ask.expired, where the time ran out; add or ask.expired",
		"never c without ask.complete or slow":        `the promise names "slow"`,
		"never c without ask":                         `did you mean "ask.complete"?`,
		"never c without ask.complete or ask.expired": "",
	} {
		fsys, _ := flow(strings.Replace(strings.Replace(steps, "PROMISE", promise, 1), `complete("ask") || passed("slow")`, `complete("ask") || !open("ask")`, 1) + "«")
		_, problems := definition.Read(fsys, nil)
		if told := problems.Errors().Error(); !strings.Contains(told, want) || want == "" && told != "" {
			t.Errorf("%s: want %q, found %s", promise, want, told)
		}
	}
}

// What is wanted where a mapping stands is shown as one.
func TestAMappingIsAskedForByWhatItMayBe(t *testing.T) {
	fsys, _ := flow(`states: {a: {title: A, held_by: group, deadline: {within: 3 days, escalate: coordinator}}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}«`)
	_, problems := definition.Read(fsys, nil)
	if !strings.Contains(problems.Error(), "expected keys with values, such as {after: 3 workdays, to: coordinator}") {
		t.Error(problems)
	}
}
