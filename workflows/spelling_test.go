package workflows_test

import (
	"testing"
	"testing/fstest"
)

// Two groups review, and what they answered says where a proposal goes. Both
// rounds have the answer "returns".
const (
	county = `collaboration: county
title: The county
time_zone: Europe/Stockholm
languages: [en]
number: {prefix: C}
organizations:
  north: {name: Northern municipality, mailbox: office@north.example, contacts: [{function: social, person: head}]}
  south: {name: Southern municipality, mailbox: office@south.example}
persons:
  head: {name: Head of the north, mail: head@north.example}
  writer: {name: The writer, mail: writer@county.example}
  reader: {name: The reader, mail: reader@county.example}
  clerk: {name: The clerk, mail: clerk@county.example}
bodies:
  writers: {title: The writers, seats: [{person: writer, role: member}]}
  readers: {title: The readers, seats: [{person: reader, role: chair}]}
  board: {title: The board, seats: [{person: clerk, role: secretary}]}
coordinators: [clerk]
binds: {plan: {drafting: writers, deciding: board}}
`
	plan = `workflow: plan
title: Plan
bodies: {drafting: {title: Those who write}, deciding: The board}
fields: {cost: {type: number, title: Cost}}
states:
  drafted: {title: Drafted, held_by: drafting, deadline: forever}
  reviewed: {title: Reviewed, held_by: drafting}
  ready: {title: Ready, held_by: deciding, deadline: forever}
  on_agenda: {title: On the agenda, held_by: deciding, needs: meeting, deadline: {at: meeting}}
  decided: {title: Decided, held_by: deciding}
  adopted: {title: Adopted, final: true}
transitions:
  review: {title: Review, from: drafted, to: reviewed, by: drafting}
  after_review: {title: Go on, from: reviewed, to: [{state: ready, when: none("returns")}, drafted], on: review.complete}
  put_on_agenda: {title: Agenda, from: ready, to: on_agenda, by: deciding, needs: meeting}
  decide: {title: Decide, from: on_agenda, to: decided, by: deciding, needs: decision}
  reopen: {title: Reopen, from: decided, to: back, by: deciding, needs: [reason, meeting]}
  adopt: {title: Adopt, from: decided, to: adopted, on: adoption.complete, when: count("returns") == 0 && answered == asked}
  reconsider: {title: Reconsider, from: decided, to: drafted, on: adoption.complete, when: count("returns") > 0}
rounds:
  review:
    opens: {on: reviewed}
    asks: bodies [readers, board]
    question: Is it ready?
    answers: {approves: {title: Yes}, returns: {title: No, needs: reason}}
    deadline: 10 workdays
  adoption:
    opens: {on: decided}
    asks: organizations.social
    question: Do you adopt it?
    answers: {adopts: {title: Yes}, returns: {title: No, needs: reason}}
    deadline: {within: 30 days, remind: 5 days before}
notify:
  - {on: [after_review, decided], to: {bodies: [drafting, deciding]}, template: information, title: How it goes}
`
	boards = `cycle: Boards
meetings: {board: {body: board, on: last Friday of every month, else: the same day, time: "09:00-12:00"}}
`
)

// What answers say decides where a step leads: those of the round that it waits
// for, though another round has the same answer.
const weighed = `scenario: A plan is returned, approved and reopened
start: 2026-02-02T09:00
steps:
  - propose: {as: The writer, title: Plan}
  - answer: {round: adoption, as: north, with: adopts, refused: wrong_state}
  - {do: review, as: writers}
  - {answer: {round: review, as: The readers, with: approves}}
  - {answer: {round: review, as: The board, with: returns, reason: Too long}}
  - expect: {state: drafted, mail includes: [{to: [drafting, The board], template: information}]}
  - {do: review, as: writer}
  - {answer: {round: review, as: readers.chair, with: approves}}
  - {answer: {round: review, as: board, with: approves}}
  - expect: {on: Plan, state: ready}
  - {do: put_on_agenda, as: board.secretary, meeting: board}
  - expect: {state: on_agenda, meeting: 2026-02-27}
  - wait: until board
  - {do: decide, as: board, decision: as proposed}
  - {do: reopen, as: board, reason: A mistake, meeting: 2026-03-27}
  - expect: {state: on_agenda, meeting: 2026-03-27, deadline: 2026-03-27}
  - wait: until meeting
  - {do: decide, as: clerk, decision: as proposed}
  - wait: until 2026-04-21
  - expect: {mail: [{to: every organization, template: reminder}]}
  - {answer: {round: adoption, as: Head of the north, with: adopts}}
  - {answer: {round: adoption, as: writer, with: adopts, refused: forbidden}}
  - {answer: {round: adoption, as: south, with: adopts}}
  - expect: {state: adopted}
  - {do: reopen, as: board, refused: wrong_state}
  - {do: reopen, as: board, refused: {code: conflict}}
`

// Instants with and without until, seconds and a time; fields with and without
// fields:; and nobody is mailed by what was refused.
const timed = `scenario: A plan is put on an extra meeting
start: 2026-02-02 9:00:00
steps:
  - propose: {as: writer, title: Plan, fields: {cost: 4}}
  - expect: {title: Plan, number: C 2026-001, cost: 4}
  - edit: {as: writer, cost: 5}
  - expect: {fields: {cost: 5}, deadline: none}
  - {do: review, as: writers}
  - {answer: {round: review, as: readers, with: approves}}
  - {answer: {round: review, as: board, with: approves}}
  - {do: put_on_agenda, as: board, meeting: 2026-02-01, refused: true}
  - expect: {mail: []}
  - {do: put_on_agenda, as: board, meeting: 2026-02-11 14:30}
  - expect: {meeting: 2026-02-11 14:30, deadline: 2026-02-11}
  - wait: 2026-02-10
  - wait: 2026-02-10 09:00:00
  - wait: {until: 2026-02-11T08:00}
  - wait: until "meeting"
  - {do: decide, as: board, decision: as proposed}
  - expect: {state: decided, decision: as proposed, round: {adoption: {deadline: 2026-03-13}}}
`

// Which proposal a step is about, and that it is refused, may stand inside it.
const inside = `scenario: A round is closed, and nobody can be recused
start: 2026-02-02 09:00
steps:
  - propose: {as: writer, title: Plan}
  - edit: {as: writer, cost: 4, on: Plan}
  - {do: review, as: writers}
  - close: {round: review, as: clerk, reason: All have said so, on: Plan}
  - close: {round: review, as: clerk, reason: Once more, refused: round_closed}
  - recuse: {as: writer, reason: My brother, on: Plan, refused: no_conflicts}
  - expect: {state: ready, fields: {cost: 4}}
`

func TestWhatIsWrittenAnotherWayMeansTheSame(t *testing.T) {
	for _, spelled := range []struct{ sentence, text string }{
		{"names in full, lists, a meeting by its series, a refusal's kind", weighed},
		{"instants and fields", timed},
		{"what may stand inside a step", inside},
	} {
		t.Run(spelled.sentence, func(t *testing.T) {
			read, scenarios := read(t, fstest.MapFS{
				"collaboration.yaml": {Data: []byte(county)}, "plan.yaml": {Data: []byte(plan)},
				"cycle.yaml": {Data: []byte(boards)}, "scenarios/a.yaml": {Data: []byte(spelled.text)},
			})
			if read != nil {
				play(t, read, scenarios)
			}
		})
	}
}
