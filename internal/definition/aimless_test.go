package definition_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// hardly are slips that leave a workflow that runs, and is hardly meant so. Each is told
// where « stands.
var hardly = []flaw{
	{"a target on what it never came from", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, by: group, to: [{state: a, when: «came_from == "c"}, c]}`, "never_aimed", source.Warning},

	{"a step whose condition holds nowhere that it leads from", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group, needs: document}
  on: {title: On, from: b, to: c, by: group}
  off: {title: Off, from: b, to: c, by: group, when: «proposal.documents == 0}`, "never_possible", source.Error},

	{"new before what always comes anew", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group, needs: new «reason}}`, "needless_new", source.Warning},

	{"a follow-up of what was given up", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group, needs: decision}
  stop: {title: Stop, from: a, to: c, by: group}
«follow_up: {opens: {on: c}, at: decision.follow_up_on, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}`, "never_put", source.Warning},

	{"a question that is complete as it is put", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, on: ask.complete}
rounds:
  ask: {opens: go, asks: organizations, question: Q, answers: {"yes": {title: Y}, "no": {title: N}}, complete: «'answered == asked || times("go") > 0', deadline: {within: 3 days, escalate: {after: 1 day, to: coordinator}}, on expiry: close}`, "hasty", source.Warning},

	{"a vote that is taken again and needs no new outcome", `fields: {outcome: {type: choice, title: O, choices: {kept: K, left: L}, only_with: vote}}
states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  «vote: {title: Vote, from: b, by: group, needs: outcome, to: [{state: c, when: 'proposal.outcome == "kept"'}, a]}`, "stale_need", source.Warning},

	{"a count held against two thirds of one", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, on: [ask.lost, ask.won]}
rounds:
  ask: {opens: go, asks: organizations, question: Q, answers: {"yes": {title: Y}, "no": {title: N}}, outcomes: {lost: {title: L, when: «'count("no") >= 2/3'}, won: {title: W}}, deadline: {within: 3 days, escalate: {after: 1 day, to: coordinator}}, on expiry: close}`, "count_fraction", source.Warning},

	{"a step after a day that is to be taken before it", `fields: {day: {type: date, title: D}}
states:
  a: {title: A, held_by: group, deadline: forever, needs: day}
  b: {title: B, held_by: group, deadline: {at: proposal.day, remind: 1 day before}}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, by: group}
  lapse: {title: Lapse, from: b, to: c, on: 1 day after proposal.day, when: «today <= proposal.day}`, "belated", source.Warning},

	{"a step after sixty days that asks for fewer than thirty", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: {within: 20 days, remind: 1 day before}}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  end: {title: End, from: b, to: c, by: group}
  lapse: {title: Lapse, from: b, to: c, on: 60 days, when: «'days(last("b"), today) < 30'}`, "belated", source.Warning},

	{"a letter where no papers are, though there are", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group, needs: document}
  end: {title: End, from: b, to: c, by: group}
notify: [{on: b, to: group, template: information, when: «proposal.documents == 0}]`, "never_sent", source.Warning},

	{"a letter of the state before", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions: {go: {title: Go, from: a, to: b, by: group}}
notify: [{on: b, to: group, template: information, when: «'state == "a"'}]`, "never_sent", source.Warning},

	{"the letter of a decision where there is none", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
notify: [«{on: go, to: group, template: decision}]`, "nothing_decided", source.Warning},

	{"a departure from what nobody recommends", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {«go: {title: Go, from: a, to: b, by: group, needs: decision, takes: departs}}`, "departs_from_nothing", source.Warning},

	{"a final state that waits for somebody", `states: {a: {title: A, held_by: group, deadline: forever}, «b: {title: B, held_by: group, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}`, "final_held", source.Warning},

	{"a state left only with what another way gave", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
fields: {grant: {type: text, title: Grant, only_with: allow}}
transitions:
  allow: {title: Allow, from: a, to: b, by: group, needs: grant}
  go: {title: Go, from: a, to: b, by: group}
  «on: {title: On, from: b, to: c, by: group, needs: grant}`, "locked_without", source.Warning},

	{"a state left only where another way said so", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
fields: {simple: {type: bool, title: Simple, only_with: go}}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, by: group, when: «proposal.simple}`, "locked_unless", source.Warning},

	{"two questions at once where a run ends", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group, needs: decision}
  on: {title: On, from: b, to: c, by: group}
rounds:
  ask: {title: Ask, opens: b, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: {within: 3 days, escalate: {after: 1 day, to: coordinator}}}
  more: {title: More, opens: c, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: {within: 3 days, escalate: {after: 1 day, to: coordinator}}}
promises: [«nobody is asked twice at once]`, "broken_promise", source.Error},

	{"a step that comes before the deadline", `states: {a: {title: A, held_by: group, deadline: «{within: 2 months}}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, on: 30 days}, on: {title: On, from: a, to: b, by: group}}`, "never_late", source.Warning},

	{"a letter that goes by itself", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
notify: [«{on: go, to: group, template: reminder}]`, "letter_by_itself", source.Warning},

	{"a letter that asks where nothing is asked", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
notify: [«{on: go, to: group, template: asked}]`, "letter_by_itself", source.Warning},

	{"a line of letters twice", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
notify: [{on: go, to: group, template: information}, «{on: go, to: group, template: information}]`, "named_twice", source.Warning},

	{"a holiday whose days are in each other's place", `states: {a: {title: A, held_by: group, deadline: {within: 3 months, stops: summer}}, b: {title: B, final: true}}
windows: {summer: {title: Summer, from: «4 August, to: 15 July}}
transitions: {go: {title: Go, from: a, to: b, by: group}}`, "window_nearly_always", source.Warning},

	{"a freeze whose days are in each other's place", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
windows: {freeze: {title: Freeze, from: «7 January, to: 15 December}}
transitions: {go: {title: Go, from: a, to: b, by: group, not_during: freeze}}`, "window_nearly_always", source.Warning},

	{"a paper twice among what a step needs", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group, needs: [reason, decision, «reason]}}`, "named_twice", source.Warning},

	{"a date twice with an answer, of which one was the other", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, held_by: group}, c: {title: C, final: true}}
fields: {first: {type: text, title: First}, second: {type: text, title: Second}}
transitions: {go: {title: Go, from: a, to: b, by: group}, end: {title: End, from: b, to: c, on: ask.complete}}
rounds: {ask: {title: Ask, opens: b, asks: organizations, question: Q, answers: {yes: {title: Y, needs: [first, «first]}}, deadline: 3 days, on expiry: close}}`, "named_twice", source.Warning},

	{"a reminder twice", `states: {a: {title: A, held_by: group, deadline: {within: 30 days, remind: [5 days before, «5 days before]}}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}`, "named_twice", source.Warning},

	{"a trigger twice", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
notify: [{on: [go, «go], to: group, template: information}]`, "named_twice", source.Warning},

	{"a party twice", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: [group, «group]}}`, "named_twice", source.Warning},

	{"a promise twice", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
promises: [go at most once, «go at most once]`, "named_twice", source.Warning},

	{"a promise about decisions where none are made", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
promises: [«every decision is followed up]`, "promises_nothing", source.Warning},

	{"a step by its round's end that closes that round", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, held_by: group}, c: {title: C, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}, «end: {title: End, from: b, to: c, on: ask.complete, closes: ask}}
rounds: {ask: {title: Ask, opens: b, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days, on expiry: close}}`, "closes_unopened", source.Error},

	{"a step that silence takes, and only people are said to", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, held_by: group}, c: {title: C, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}, end: {title: End, from: b, to: c, by: group}}
rounds: {ask: {title: Ask, opens: b, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days, on expiry: end}}
promises: [«end only by group]`, "broken_promise", source.Error},

	{"more present than have seats", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}, on: {title: On, from: a, to: b, by: group, when: «meeting.present > 12}}`, "never_holds", source.Error},

	{"more present than are members", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}, on: {title: On, from: a, to: b, by: group, when: «meeting.present > meeting.members * 2}}`, "never_holds", source.Error},

	{"a quorum of two limits between which nothing is", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}, on: {title: On, from: a, to: b, by: group, when: «meeting.present * 2 > meeting.members && meeting.members > meeting.present * 3}}`, "never_holds", source.Error},

	{"what nobody gives to a date of another proposal", `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
fields: {due: {type: date, title: Due}}
transitions: {go: {title: Go, from: a, to: b, by: group, needs: title}}
rounds: {more: {title: More, opens: go, starts: {workflow: flow, with: {title: input.title, due: «input.title}}, deadline: forever}}`, "gives_another", source.Error},

	{"another proposal that may begin without what it needs", `states: {a: {title: A, held_by: group, deadline: forever, needs: summary}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group, needs: title}}
rounds: {more: {title: More, opens: go, starts: «{workflow: flow, with: {title: input.title}}, deadline: forever}}`, "begins_without", source.Warning},

	{"a last day that a step takes away in the morning", `states: {a: {title: A, held_by: group, deadline: 6 weeks}, b: {title: B, final: true}, c: {title: C, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}, «late: {title: Late, from: a, to: c, on: 6 weeks}}`, "last_day_cut", source.Warning},
}

func TestWhatIsHardlyMeantIsToldWhereItStands(t *testing.T) {
	for _, row := range hardly {
		t.Run(row.sentence, func(t *testing.T) {
			fsys, before := flow(row.flow)
			want := positionAfter("flow.yaml", before)
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

// copied are slips in who takes part, in the year and in scenarios.
var copied = []change{
	{"two members with one mailbox", collaboration, "\npersons:\n", "\n  kalmar: {name: Kalmar, mailbox: «registrator@borgholm.example}\npersons:\n", "shared_mailbox", ""},
	{"two members with one name", collaboration, "\npersons:\n", "\n  kalmar: {name: «Borgholms kommun, mailbox: a@kalmar.example}\npersons:\n", "same_name", ""},
	{"two who stand in for each other at once", collaboration, "mail: bitr@borgholm.example}", "mail: bitr@borgholm.example, substitute: «{person: borgholm_social, from: 2026-08-02}}", "both_away", ""},
	{"a voice and none", collaboration, "presidium: {title: {sv: Presidiet}, seats: [{person: borgholm_social, role: chair}]}", "presidium: {title: {sv: Presidiet}, seats: [{person: borgholm_social, role: chair}, «{person: borgholm_social, role: adjunct}]}", "voice_and_none", ""},
	{"a day that is closed already", collaboration, "closed_days: {2026-05-15:", "closed_days: {«2026-05-16:", "closed_already", ""},
	{"a language twice", collaboration, "languages: [sv, en]", "languages: [sv, en, «sv]", "named_twice", ""},
	{"one of the members in a deadline, misspelt", year, "who: sip, to: information_transfer", "who: sip, to: «information_tranfer", "taken_for_outside", "information_transfer"},
	{"more meetings than months", year, "schools:      {body: [lgl, school_heads], times_a_year: 2,", "«schools:      {body: [lgl, school_heads], times_a_year: 3,", "not_so_many", ""},
	{"a scenario of another millennium", routine, "start: 2026-02-02", "start: «0226-02-02", "wrong_value", ""},
	{"a wait until what has passed", routine, "  - wait: until 2026-04-07 10:00", "  - «wait: until 2026-02-07 10:00", "waits_back", ""},
}

func TestWhatIsCopiedOrMisreadIsToldWhereItStands(t *testing.T) {
	for _, row := range copied {
		t.Run(row.sentence, func(t *testing.T) {
			row.found(t, map[bool]source.Severity{true: source.Error, false: source.Warning}[row.file == routine])
		})
	}
}

// elsewhereTold are the codes that are provoked below.
var elsewhereTold = []flaw{{code: "holder_idle"}, {code: "lone_function"}, {code: "meets_never"}, {code: "weight_unread"}, {code: "coordinator_leaves"}, {code: "holder_untold"}, {code: "task_to_idle"}, {code: "seat_vacant"}, {code: "untranslated_unsaid"}, {code: "answer_happens"}, {code: "date_of_event"}, {code: "guard_idiom"}, {code: "beside_opens"}, {code: "parties_in_text"}}

// Whose turn it is, and whom letters go to, hang on who sits where.
func TestAnIdleHolderAndALoneContactAreTold(t *testing.T) {
	const two = `collaboration: small
title: Small
organizations:
  a: {name: A, mailbox: a@a.example, contacts: {function: social, person: p}}
  b: {name: B, mailbox: b@b.example, contacts: {function: socal, person: q}}
persons: {p: {name: P, mail: p@a.example}, q: {name: Q, mail: q@a.example}}
bodies: {one: {title: One, seats: [{person: p}]}, two: {title: Two, seats: [{person: q}]}}
coordinators: [p]
binds: {flow: {first: one, second: two}}
`
	const steps = `workflow: flow
title: Flow
bodies: [first, second]
states: {z: {title: Z, held_by: second, deadline: forever}, a: {title: A, held_by: first, deadline: forever}, b: {title: B, final: true}}
transitions: {come: {title: Come, from: z, to: a, by: second}, go: {title: Go, from: a, to: b, by: TAKER}}
notify: [{on: go, to: organizations.social, template: information}]
`
	for taker, want := range map[string][]string{
		"second":                     {"collaboration.yaml:5:59 lone_function", "flow.yaml:4:61 holder_idle"},
		"q":                          {"collaboration.yaml:5:59 lone_function", "flow.yaml:4:61 holder_idle"},
		"submitted, and another may": {"collaboration.yaml:5:59 lone_function", "flow.yaml:4:61 holder_idle"},
		"submitted, and it may":      {"collaboration.yaml:5:59 lone_function"},
		"first":                      {"collaboration.yaml:5:59 lone_function"}, "p": {"collaboration.yaml:5:59 lone_function"}, "submitter": {"collaboration.yaml:5:59 lone_function"},
	} {
		text := strings.Replace(steps, "TAKER", taker, 1)
		if by, submitted := map[string]string{"submitted, and another may": "p", "submitted, and it may": "q"}[taker]; submitted {
			text = strings.Replace(strings.Replace(steps, "TAKER", by, 1), "held_by: first", "held_by: submitter", 1)
		}
		_, problems := definition.Read(fstest.MapFS{
			"collaboration.yaml": {Data: []byte(two)}, "flow.yaml": {Data: []byte(text)}}, nil)
		var found []string
		for _, p := range problems {
			found = append(found, p.Pos.String()+" "+p.Code)
		}
		if !slices.Equal(found, want) {
			t.Errorf("%s: %v", taker, problems)
		}
	}
}

// Whoever decides at a meeting has meetings, where the year has any.
func TestAWorkflowWhoseBodiesNeverMeetIsTold(t *testing.T) {
	const bodies = `collaboration: small
title: Small
persons: {p: {name: P, mail: p@a.example}}
bodies: {one: {title: One, seats: [{person: p}]}, two: {title: Two, seats: [{person: p}]}}
coordinators: [p]
binds: {flow: {first: one, second: one}}
`
	const year = `cycle: S
title: The year
meetings: {two: {body: WHO, title: Two meets, on: first Friday of April, else: next workday}}
`
	const steps = `workflow: flow
title: Flow
bodies: [first, second]
states: {a: {title: A, held_by: first, deadline: forever}, b: {title: B, held_by: second, NEEDS deadline: {at: meeting, escalate: {after: 3 days, to: coordinator}}}, c: {title: C, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: first, needs: meeting}, end: {title: End, from: b, to: c, by: second}}
`
	for needs, who := range map[string]string{"": "two", "needs: meeting,": "two", "needs: [meeting],": "one"} {
		_, problems := definition.Read(fstest.MapFS{
			"collaboration.yaml": {Data: []byte(bodies)}, "cycle.yaml": {Data: []byte(strings.Replace(year, "WHO", who, 1))},
			"flow.yaml": {Data: []byte(strings.Replace(steps, "NEEDS", needs, 1))}}, nil)
		told := slices.ContainsFunc(problems, func(p source.Problem) bool {
			return p.Code == "meets_never" && p.Pos == source.Pos{File: "collaboration.yaml", Line: 6, Column: 36}
		})
		if told != (who == "two") {
			t.Errorf("%q where body %s meets: %v", needs, who, problems)
		}
	}
}

// What an answer weighs is told where heads are counted and nothing asks for weight.
func TestAWeightThatNothingAsksForIsTold(t *testing.T) {
	const bodies = `collaboration: small
title: Small
organizations: {a: {name: A, mailbox: a@a.example, kind: town, OF}, b: {name: B, mailbox: b@b.example}}
persons: {p: {name: P, mail: p@a.example}}
bodies: {one: {title: One, seats: [{person: p, SEAT}]}}
coordinators: [p]
binds: {flow: {group: one}}
`
	const steps = `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, held_by: group}, c: {title: C, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}, end: {title: End, from: b, to: c, on: ask.complete}}
rounds: {ask: {title: Ask, opens: b, asks: organizations, question: Q, answers: {yes: {title: Y, final: true}, no: {title: N, final: true}}, deadline: 3 days, on expiry: close, complete: COMPLETE}}`
	for _, row := range []struct {
		of, seat, complete string
		want               source.Pos
	}{
		{"weight: 20", "role: chair", `count("yes") * 2 > asked`, source.Pos{File: "collaboration.yaml", Line: 3, Column: 72}},
		{"weight: 20", "weight: 2", `2/3`, source.Pos{File: "collaboration.yaml", Line: 3, Column: 72}},
		{"language: en", "weight: 2", `1`, source.Pos{File: "collaboration.yaml", Line: 5, Column: 56}},
		{"weight: 20", "role: chair", `weight("yes") * 2 > weight()`, source.Pos{}},
		{"weight: 20", "role: chair", `all`, source.Pos{}},
		{"language: en", "role: chair", `count("yes") * 2 > asked`, source.Pos{}},
	} {
		_, problems := definition.Read(fstest.MapFS{
			"collaboration.yaml": {Data: []byte(strings.NewReplacer("OF", row.of, "SEAT", row.seat).Replace(bodies))},
			"flow.yaml":          {Data: []byte(head + strings.Replace(steps, "COMPLETE", row.complete, 1))}}, nil)
		at := slices.IndexFunc(problems, func(p source.Problem) bool { return p.Code == "weight_unread" })
		if told := at >= 0; told != (row.want.Line > 0) || told && problems[at].Pos != row.want {
			t.Errorf("%s, %s, %s: want it at %s, found %v", row.of, row.seat, row.complete, row.want, problems)
		}
	}
}

// turns is a workflow of two bodies with two persons, and two ways from the one to the other.
func turns(t *testing.T, notify, more string) source.Problems {
	t.Helper()
	const two = `collaboration: small
title: Small
organizations: {a: {name: A, mailbox: a@a.example}}
persons: {p: {name: P, mail: p@a.example}, q: {name: Q, mail: q@a.example}}
bodies: {one: {title: One, seats: [{person: p}]}, two: {title: Two, seats: [{person: q}]}}
coordinators: [p]
binds: {flow: {first: one, second: two}}
`
	const steps = `workflow: flow
title: Flow
bodies: [first, second]
states: {a: {title: A, held_by: first, deadline: forever}, x: {title: X, held_by: first, deadline: forever}, b: {title: B, held_by: second, deadline: forever}, c: {title: C, final: true}}
transitions:
  go: {title: Go, from: a, to: b, by: first}
  park: {title: Park, from: a, to: x, by: first}
  jump: {title: Jump, from: x, to: b, by: first}
  stop: {title: Stop, from: [a, b], to: c, by: first}
MORE
notify:
NOTIFY
`
	_, problems := definition.Read(fstest.MapFS{"collaboration.yaml": {Data: []byte(two)},
		"flow.yaml": {Data: []byte(strings.NewReplacer("MORE", more, "NOTIFY", notify).Replace(steps))}}, nil)
	return problems
}

// Whose turn it is gets to know of it, and nobody else is told that it is theirs.
func TestLettersGoToWhoseTurnItIs(t *testing.T) {
	const end = "  end: {title: End, from: b, to: c, by: second}"
	for _, row := range []struct{ sentence, notify, more, want string }{
		{"each way is told of", "  - {on: b, to: second, template: to_decide}", end, ""},
		{"one way of two is told of", "  - {on: go, to: second, template: to_decide}", end, "flow.yaml:8:3 holder_untold"},
		{"no way is told of", "  - {on: end, to: first, template: information}", end, ""},
		{"a task to who has left it", "  - {on: b, to: second, template: to_decide}\n  - {on: go, to: first, template: to_decide}", end, "flow.yaml:13:5 task_to_idle"},
		{"a task to who may take a step", "  - {on: b, to: [second, first], template: to_decide}", end + "\n  undo: {title: Undo, from: b, to: a, by: first}", ""},
		{"information to who has left it", "  - {on: b, to: second, template: to_decide}\n  - {on: go, to: first, template: information}", end, ""},
		{"a task to who is asked there", "  - {on: b, to: [second, first], template: to_decide}", end + "\nrounds: {ask: {title: Ask, opens: b, asks: first, question: Q, answers: {yes: {title: Y}}, deadline: forever}}", ""},
		{"a turn of who can only give it up", "  - {on: b, to: first, template: information}", "  end: {title: End, from: b, to: c, by: p}", "flow.yaml:4:110 holder_idle"},
	} {
		problems := turns(t, row.notify, row.more)
		found := ""
		for _, p := range problems {
			found = strings.TrimSpace(found + " " + p.Pos.String() + " " + p.Code)
		}
		if found != row.want {
			t.Errorf("%s: want %q, found\n%s", row.sentence, row.want, problems)
		}
	}
}

// A coordinator who leaves with nobody after is told of where that day is written.
func TestTheLastCoordinatorWhoLeavesIsTold(t *testing.T) {
	for coordinators, want := range map[string]string{"[p]": "collaboration.yaml:3:47", "[p, q]": "", "[p, r]": "collaboration.yaml:3:147", "[r, p]": "collaboration.yaml:3:147"} {
		text := strings.Replace(small, "persons: {p: {name: P, mail: p@a.example}}",
			"persons: {p: {name: P, mail: p@a.example, to: 2026-06-30}, q: {name: Q, mail: q@a.example}, r: {name: R, mail: r@a.example, from: 2026-01-01, to: 2026-12-31}}", 1)
		text = strings.Replace(text, "organizations:\n  a: {name: A, mailbox: a@a.example}\n  b: {name: B, mailbox: b@b.example}\n", "", 1)
		_, problems := definition.Read(fstest.MapFS{
			"collaboration.yaml": {Data: []byte(strings.Replace(text, "coordinators: [p]", "coordinators: "+coordinators, 1))},
			"flow.yaml":          {Data: []byte(head + "states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}\ntransitions: {go: {title: Go, from: a, to: b, by: group}}\n")}}, nil)
		found := ""
		for _, p := range problems {
			if p.Code == "coordinator_leaves" {
				found += p.Pos.String()
			}
		}
		if found != want {
			t.Errorf("coordinators %s: want it at %q, found %v", coordinators, want, problems)
		}
	}
}

// A step of time that waits a day more leaves the last day whole, and one that leads where the
// same may be done takes nothing away.
func TestAWholeLastDayIsNotWarnedOf(t *testing.T) {
	for _, row := range []string{
		`states: {a: {title: A, held_by: group, deadline: 6 weeks}, b: {title: B, final: true}, c: {title: C, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}, late: {title: Late, from: a, to: c, on: 43 days}}`,
		`states: {a: {title: A, held_by: group, deadline: 6 weeks}, b: {title: B, final: true}, c: {title: C, held_by: group, deadline: forever}}
transitions: {go: {title: Go, from: [a, c], to: b, by: group}, late: {title: Late, from: a, to: c, on: 6 weeks}}`,
	} {
		fsys, _ := flow(row + "«")
		if _, problems := definition.Read(fsys, nil); strings.Contains(problems.Error(), "last day") {
			t.Errorf("%s\nis warned of: %s", row, problems)
		}
	}
}
