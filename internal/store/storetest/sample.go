package storetest

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// Collaboration is whose proposals the suite's are.
const Collaboration = "kalmar-lgl"

// Start is when the suite's first act is done: a time that only a store that
// keeps microseconds gives back.
var Start = time.Date(2026, time.March, 2, 8, 30, 15, 123456000, time.UTC)

// members are who a round of the suite asks.
var members = []string{
	"kalmar", "emmaboda", "nybro", "torsas", "borgholm", "morbylanga", "oskarshamn",
	"monsteras", "hogsby", "hultsfred", "vimmerby", "vastervik", "region", "forbund",
}

// id is a fresh UUIDv7.
func id() string { return uuid.Must(uuid.NewV7()).String() }

// A drafter makes changes as the engine does, without its rules: each with its
// events, chained, and whatever else a test wants of it.
type drafter struct {
	now time.Time
	p   engine.Proposal
	c   engine.Change
}

// Opening is the change that opens a proposal with a state's deadline, and a
// letter to somebody.
func Opening(title string, now time.Time) engine.Change {
	d := &drafter{now: now, p: engine.Proposal{
		ID: id(), Collaboration: Collaboration, Workflow: "arende", Edition: "e1", Number: fmt.Sprintf("LGL %d", now.Year()),
		Title: title, Summary: "Samsyn om god och nära vård", Proposed: "att ställa sig bakom överenskommelsen",
		Fields: map[string]any{"budget": 12.5, "område": "äldreomsorg"}, Submitter: "anna",
		Bodies: map[string]string{"drafting": "beredning"}, State: "drafted", Holder: "beredning", Entered: now, Opened: now,
	}}
	d.happen(engine.Proposed, engine.Data{To: "drafted"})
	d.due("state", "drafted", "", now.Add(20*24*time.Hour))
	d.letters("to_prepare", "beredning")
	return d.change(0)
}

// Moving is the change that takes p to another state: its deadline ends, another
// starts, and every member has a letter.
func Moving(p engine.Proposal, to string, now time.Time) engine.Change {
	d := &drafter{now: now, p: p}
	d.p.Deadlines = append([]engine.Deadline{}, p.Deadlines...)
	for i := range d.p.Deadlines {
		d.end(&d.p.Deadlines[i])
	}
	d.p.CameFrom, d.p.State, d.p.Entered = p.State, to, now
	d.happen(engine.Transited, engine.Data{Transition: "go", From: p.State, To: to})
	d.p.Moved = engine.Moved{Version: d.p.Version, At: now, Person: "anna", What: "go"}
	d.due("state", to, "", now.Add(10*24*time.Hour))
	d.letters("decision", members...)
	return d.change(p.Version)
}

// Asking is the change that decides p and asks every member.
func Asking(p engine.Proposal, now time.Time) engine.Change {
	d := &drafter{now: now, p: p}
	d.p.Rounds = append([]engine.Round{}, p.Rounds...)
	d.p.Decision = &engine.Decision{Text: "Bifall", Body: "lgl", Person: "anna", On: calendar.DateOf(now), Transition: "decide"}
	d.p.State = "decided"
	round := engine.Round{ID: id(), Name: "dissemination", OpenedAt: now}
	for _, member := range members {
		round.Respondents = append(round.Respondents, engine.Respondent{Organization: member})
	}
	d.p.Rounds = append(d.p.Rounds, round)
	d.happen(engine.Transited, engine.Data{Transition: "decide", From: p.State, To: "decided", Inputs: map[string]any{"decision": "Bifall"}})
	d.happen(engine.Opened, engine.Data{Round: round.Name})
	d.due("round", round.Name, round.ID, now.Add(30*24*time.Hour))
	d.letters("asked", members...)
	d.c.Rounds = []engine.Round{round}
	return d.change(p.Version)
}

// Waiting is the change after which a round of p waits for its day, and nothing
// else for anybody.
func Waiting(p engine.Proposal, now time.Time) engine.Change {
	d := &drafter{now: now, p: p}
	d.p.Deadlines = append([]engine.Deadline{}, p.Deadlines...)
	for i := range d.p.Deadlines {
		d.end(&d.p.Deadlines[i])
	}
	d.happen(engine.Transited, engine.Data{Transition: "go", From: p.State, To: "done"})
	d.due("opening", "follow_up", id(), now.AddDate(0, 0, 200))
	return d.change(p.Version)
}

// Answering is the change by which one member answers p's latest round.
func Answering(p engine.Proposal, member string, now time.Time) engine.Change {
	d := &drafter{now: now, p: p}
	d.p.Rounds = append([]engine.Round{}, p.Rounds...)
	round := &d.p.Rounds[len(d.p.Rounds)-1]
	round.Respondents = append([]engine.Respondent{}, round.Respondents...)
	for i := range round.Respondents {
		if r := &round.Respondents[i]; r.Organization == member {
			r.Answer, r.Final, r.At, r.By = "spread", true, now, member
		}
	}
	d.happen(engine.Answered, engine.Data{Round: round.Name, Respondent: member, Answer: "spread"})
	d.letters("receipt", member)
	d.c.Rounds = []engine.Round{*round}
	return d.change(p.Version)
}

// Closing is the change that ends p.
func Closing(p engine.Proposal, now time.Time) engine.Change {
	d := &drafter{now: now, p: p}
	d.p.Deadlines = append([]engine.Deadline{}, p.Deadlines...)
	for i := range d.p.Deadlines {
		d.end(&d.p.Deadlines[i])
	}
	d.p.State, d.p.Holder, d.p.Closed = "closed", "", now
	d.happen(engine.Transited, engine.Data{Transition: "close", From: p.State, To: "closed"})
	return d.change(p.Version)
}

func (d *drafter) change(before int) engine.Change {
	d.p.Changed = d.now
	d.c.Before, d.c.Proposal = before, d.p
	d.c.Act = engine.Act{ID: id(), Key: d.c.Events[0].Act, Proposal: d.p.ID}
	return d.c
}

func (d *drafter) happen(kind engine.EventKind, data engine.Data) {
	d.p.Version++
	key := id()
	if len(d.c.Events) > 0 {
		key = d.c.Events[0].Act
	}
	e := engine.Event{
		ID: id(), Collaboration: d.p.Collaboration, Proposal: d.p.ID, Seq: d.p.Version, At: d.now, Act: key, Kind: kind,
		Data: data, Prev: d.p.Head, Salt: id(),
		Private: engine.Private{Person: "anna", Texts: map[string]string{"comment": `Åsa "sade" \ja\ — och 'nej'`}},
	}
	e.Commitment = engine.Commit(e.Salt, e.Private)
	e.Hash = engine.Sum(e)
	d.p.Head, d.p.Past = e.Hash, engine.Remember(slices.Clone(d.p.Past), &e)
	d.c.Events = append(d.c.Events, e)
}

func (d *drafter) due(about, name, round string, when time.Time) {
	deadline := engine.Deadline{
		ID: id(), About: about, Name: name, Round: round, Status: engine.Running, StartedAt: d.now,
		Moment: calendar.Moment{Date: calendar.DateOf(when), At: when, Zone: "Europe/Stockholm", Explanation: wording.Same("tjugo dagar")},
		Timers: []engine.Timer{
			{ID: id(), Kind: engine.Remind, DueAt: when.Add(-48 * time.Hour)},
			{ID: id(), Kind: engine.Escalate, DueAt: when.Add(48 * time.Hour)},
		},
	}
	d.p.Deadlines = append(d.p.Deadlines[:len(d.p.Deadlines):len(d.p.Deadlines)], deadline)
	d.c.Deadlines = append(d.c.Deadlines, deadline)
}

func (d *drafter) end(deadline *engine.Deadline) {
	if deadline.Status != engine.Running {
		return
	}
	deadline.Status, deadline.EndedAt = engine.Kept, d.now
	deadline.Timers = append([]engine.Timer{}, deadline.Timers...)
	for i := range deadline.Timers {
		deadline.Timers[i].Void = true
	}
	d.c.Deadlines = append(d.c.Deadlines, *deadline)
}

func (d *drafter) letters(letter string, to ...string) {
	event := d.c.Events[len(d.c.Events)-1].ID
	for _, organization := range to {
		d.c.Notices = append(d.c.Notices, engine.Notice{
			ID: id(), Proposal: d.p.ID, Event: event, Letter: letter, Party: "every organization", Why: "organization",
			Organization: organization, Name: "Funktionsbrevlådan i " + organization, Mail: "kansli@" + organization + ".example",
			Language: "sv", At: d.now,
		})
	}
}
