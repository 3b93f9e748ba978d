package simulation_test

import (
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
)

// Nobody answers, and silence ends nothing: a coordinator closes each question. A step
// that asks for most of a year's notice is taken with a day so far off.
func TestCoordinatorsCloseWhatSilenceLeavesOpen(t *testing.T) {
	t.Parallel()
	pack, problems := definition.Read(fstest.MapFS{
		"collaboration.yaml": {Data: []byte(`collaboration: few
title: Few
organizations: {town: {name: Town, mailbox: post@town.example}}
persons: {ann: {name: The clerk, mail: ann@few.example}}
bodies: {board: {title: The board, seats: [{person: ann, role: chair}]}}
coordinators: ann
binds: {course: {deciding: board}}
`)},
		"course.yaml": {Data: []byte(`workflow: course
title: Course
bodies: deciding
fields: {starts_on: {type: date, past: false, title: First term, only_with: ask}}
states:
  drafted: {title: Drafted, held_by: deciding, deadline: forever}
  asked: {title: Asked, held_by: deciding}
  over: {title: Over, final: true}
transitions:
  ask: {title: Ask, from: drafted, to: asked, by: deciding, needs: starts_on, when: 'days(today, proposal.starts_on) > 240'}
  end: {title: End, from: asked, to: over, on: views.complete}
rounds:
  views:
    title: Views
    opens: asked
    asks: organizations
    question: What do you say?
    answers: {says: {title: Says}}
    deadline: {within: 10 days, escalate: {after: 2 days, to: coordinator}}
promises: never over without views.complete
`)},
	}, nil)
	if problems.Err() != nil {
		t.Fatal(problems.Err())
	}
	p := plan(20, 3)
	p.Habits.Silent = 100
	report := played(t, pack, p)
	if f := report.Workflows[0]; f.Ended < 10 {
		t.Errorf("%d of %d ended", f.Ended, f.Opened)
	}
	if len(report.Broken) > 0 { // a question that was closed by hand is at its end
		t.Errorf("a promise is told to be broken that check has proved: %+v", report.Broken)
	}
}
