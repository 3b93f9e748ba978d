package simulation_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/simulation"
	"beredd/internal/wording"
)

// small is a town whose board has a chair, a vice chair and a clerk, and that meets every
// third Thursday; with one kind of proposal.
func small(t *testing.T, flow string) *definition.Pack {
	t.Helper()
	pack, problems := definition.Read(fstest.MapFS{
		"collaboration.yaml": {Data: []byte(`collaboration: small
title: Small
organizations: {town: {name: Town, mailbox: post@town.example}}
persons:
  clerk: {name: The clerk, mail: clerk@small.example}
  head: {name: The head, mail: head@small.example}
  vice: {name: The deputy, mail: vice@small.example}
bodies:
  board: {title: The board, kind: deciding, seats: [{person: head, role: chair}, {person: vice, role: vice_chair}, {person: clerk, role: secretary}]}
coordinators: clerk
binds: {matter: {deciding: board}}
`)},
		"cycle.yaml": {Data: []byte(`cycle: Small
title: The year
meetings:
  board: {title: The board, body: board, on: third Thursday of every month, time: "19:00", else: next workday}
`)},
		"matter.yaml": {Data: []byte(flow)},
	}, nil)
	if problems.Err() != nil {
		t.Fatal(problems.Err())
	}
	return pack
}

// told is what is told of a year in English.
func told(r simulation.Report) string {
	var text bytes.Buffer
	r.Text(&text)
	return text.String()
}

func english(proposals int, seed uint64) simulation.Plan {
	p := plan(proposals, seed)
	p.Language = wording.English
	return p
}

// Where the chair has declared a conflict of interest, the vice chair acts.
func TestTheViceChairActsWhereTheChairTakesNoPart(t *testing.T) {
	t.Parallel()
	pack := small(t, `workflow: matter
title: Matter
bodies: deciding
opened_by: clerk
states:
  drafted: {title: Drafted, held_by: deciding, deadline: forever}
  weighed: {title: Weighed, held_by: deciding, deadline: {within: 10 days, remind: 2 days before}}
  over: {title: Done, final: true}
transitions:
  ask: {title: Ask, from: drafted, to: weighed, by: deciding.secretary}
  go: {title: Go, from: weighed, to: over, by: deciding.chair}
notify: {on: weighed, to: deciding.chair, template: to_decide}
conflict: {by: deciding.chair}
`)
	p := english(40, 1)
	p.Habits.Recuse, p.Habits.Regret = 30, 0
	report := played(t, pack, p)
	for _, s := range report.Open {
		if len(s.Stuck) > 0 {
			t.Errorf("%s is said to be stuck in %s, where the vice chair may act: %s", s.Stuck[0].Number, s.State, s.Stuck[0].Why)
		}
	}
}

// steps are how often each step of the only kind of proposal was taken.
func steps(r simulation.Report) map[string]simulation.StepReport {
	all := map[string]simulation.StepReport{}
	for _, s := range r.Workflows[0].Steps {
		all[s.Step] = s
	}
	return all
}

// A notice that is to be given long before is given before a later meeting than the next.
func TestALaterMeetingIsTriedWhereTheNextIsTooNear(t *testing.T) {
	t.Parallel()
	report := played(t, small(t, `workflow: matter
title: Matter
bodies: deciding
states:
  drafted: {title: Drafted, held_by: deciding, deadline: forever}
  called: {title: Called, held_by: deciding, deadline: {at: meeting, remind: 2 days before}}
  over: {title: Done, final: true}
transitions:
  call: {title: Call, from: drafted, to: called, by: deciding.secretary, needs: meeting, when: 'days(today, meeting.date) >= 50', when_not: it is called fifty days before}
  end: {title: End, from: called, to: over, by: deciding.secretary, when: meeting.date <= today}
  drop: {title: Drop, from: called, to: over, by: deciding.secretary, needs: reason, when: 'meeting.date < "2020-01-01"', when_not: it is too late}
`), english(20, 3))
	if call := steps(report)["call"]; call.Taken < 15 {
		t.Errorf("of 20 matters %d were called to a meeting fifty days away", call.Taken)
	}
	text := told(report)
	for _, want := range []string{"Steps that were taken", "Never taken: Drop, which was refused ", "mostly so: “Drop” is not possible now: it is too late."} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not told:\n%s", want, text)
		}
	}
}

// What waits for its meeting is not withdrawn because nothing else may be done before; and
// what ends it from wherever it stands is no way through.
func TestWhatWaitsIsSeldomWithdrawn(t *testing.T) {
	t.Parallel()
	pack := small(t, `workflow: matter
title: Matter
bodies: deciding
states:
  drafted: {title: Drafted, held_by: deciding, deadline: forever}
  called: {title: Called, held_by: deciding, deadline: {at: meeting, remind: 2 days before}}
  heard: {title: Heard, held_by: deciding, deadline: {within: 10 days, remind: 2 days before}}
  over: {title: Done, final: true}
  cancelled: {title: Cancelled, final: true}
  withdrawn: {title: Withdrawn, final: true}
transitions:
  call: {title: Call, from: drafted, to: called, by: deciding.secretary, needs: meeting}
  hear: {title: Hear, from: called, to: heard, by: deciding.secretary, when: meeting.date <= today}
  end: {title: End, from: heard, to: over, by: deciding.secretary}
  cancel: {title: Cancel, from: [drafted, called], to: cancelled, by: deciding.chair}
  withdraw: {title: Withdraw, from: [drafted, called, heard], to: withdrawn, by: submitter, needs: reason}
`)
	usual := steps(played(t, pack, english(60, 5)))
	if gone := usual["withdraw"].Taken + usual["cancel"].Taken; gone == 0 || gone > 25 || usual["end"].Taken < 25 {
		t.Errorf("of 60 matters %d were withdrawn or cancelled, and %d ended", gone, usual["end"].Taken)
	}
	steady := english(60, 5)
	steady.Habits.Decline, steady.Habits.Back = 0, 0
	if never := steps(played(t, pack, steady)); never["withdraw"].Taken+never["cancel"].Taken > 0 || never["end"].Taken < 40 {
		t.Errorf("nobody declines, and %d were withdrawn, %d cancelled and %d ended", never["withdraw"].Taken, never["cancel"].Taken, never["end"].Taken)
	}
}

// A step that asks for a reason is taken where there is no other way on, however seldom
// people decline.
func TestAStepWithAReasonIsTakenWhereItIsTheOnlyWay(t *testing.T) {
	t.Parallel()
	p := english(20, 1)
	p.Habits.Decline, p.Habits.Back = 0, 0
	report := played(t, small(t, `workflow: matter
title: Matter
bodies: deciding
states:
  weighed: {title: Weighed, held_by: deciding, deadline: {within: 5 workdays, remind: 2 days before}}
  granted: {title: Granted, held_by: deciding, deadline: {within: 5 workdays, remind: 2 days before}}
  used: {title: Used, final: true}
  refused: {title: Refused, final: true}
transitions:
  grant: {title: Grant, from: weighed, to: granted, by: deciding.chair, needs: reason}
  refuse: {title: Refuse, from: weighed, to: refused, by: deciding.chair, needs: reason}
  use: {title: Use, from: granted, to: used, by: deciding.chair, needs: reason}
`), p)
	taken := steps(report)
	if taken["grant"].Taken < 18 || taken["use"].Taken < 15 || taken["refuse"].Taken > 0 {
		t.Errorf("of 20 matters %d were granted, %d refused and %d used", taken["grant"].Taken, taken["refuse"].Taken, taken["use"].Taken)
	}
	for _, s := range report.Open {
		if len(s.Stuck) > 0 {
			t.Errorf("%s is said to be stuck in %s", s.Stuck[0].Number, s.State)
		}
	}
}

// What is opened only in a part of the year is opened then; and of what nobody may open it
// is told how many there were, and why.
func TestProposalsAreOpenedWhenTheyMayBe(t *testing.T) {
	t.Parallel()
	flow := `workflow: matter
title: Matter
bodies: deciding
opened_by: {by: deciding, only_during: season}
fields: {earlier: {type: proposal, title: The earlier one, required: true}}
states:
  drafted: {title: Drafted, held_by: deciding, deadline: forever}
  over: {title: Done, final: true}
transitions:
  end: {title: End, from: drafted, to: over, by: deciding}
windows:
  season: {title: The season, from: 1 February, to: 28 February}
`
	free := strings.Replace(flow, "fields: {earlier: {type: proposal, title: The earlier one, required: true}}\n", "", 1)
	if report := played(t, small(t, free), english(30, 1)); report.Proposals != 30 {
		t.Errorf("%d of 30 were opened in the season: %v", report.Proposals, report.Unopened)
	}
	bound := strings.Replace(flow, "\n  drafted: {title: Drafted,", "\n  drafted: {title: Drafted, needs: earlier,", 1)
	bound = strings.Replace(bound, ", required: true", "", 1)
	report := played(t, small(t, bound), english(10, 1))
	if report.Proposals != 0 || len(report.Unopened) != 1 || report.Unopened[0].Count != 10 {
		t.Fatalf("none may be the first, and %d were opened; the others so: %v", report.Proposals, report.Unopened)
	}
	if text := told(report); !strings.Contains(text, "10 proposals could not be opened: Fill in The earlier one.") {
		t.Errorf("that none could be opened is not told:\n%s", text)
	}
}

// Where silence is consent, nobody is late; where people were to act, they are.
func TestSilenceThatIsTheRuleIsNotLate(t *testing.T) {
	t.Parallel()
	late := func(on string) (late, stays int) {
		report := played(t, small(t, `workflow: matter
title: Matter
bodies: deciding
states:
  controlled: {title: Controlled, held_by: deciding, deadline: {within: 30 days, remind: 7 days before}}
  over: {title: Done, final: true}
  referred: {title: Referred, final: true}
transitions:
  refer: {title: Refer, from: controlled, to: referred, by: deciding, needs: reason}
  stand: {title: Not contested, from: controlled, to: over, on: `+on+`}
`), english(20, 2))
		state := report.Workflows[0].States[0]
		return state.Late, state.Stays
	}
	if n, stays := late("31 days"); n > 2 || stays < 10 {
		t.Errorf("silence is consent after thirty days, and %d of %d stays are told to be late", n, stays)
	}
	if n, stays := late("60 days"); n < stays/2 {
		t.Errorf("a month after the date time takes it on, and %d of %d stays are told to be late", n, stays)
	}
}
