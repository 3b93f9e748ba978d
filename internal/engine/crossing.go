package engine

import (
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// A Crossing is what going over to another edition does, or would do, to one
// proposal.
type Crossing struct {
	Proposal     string // id
	Number       string
	Title        string
	From, To     string // states, by the old edition's name and the new one's
	Holder       string // the body whose turn it is afterwards
	HolderBefore string
	Dates        []MovedDate
	Closes       []string // rounds whose question falls, by name
	Follows      []Event  // what happens by itself at once, after it has gone over
}

// A MovedDate is a deadline that a crossing changes.
type MovedDate struct {
	About  string // as of a Deadline
	Name   string // in the new edition where it is there
	Before calendar.Moment
	After  calendar.Moment // zero where there is none any more
	Late   bool            // it has passed already
}

// CrossingOf says what an act of kind Adopt would do to p: it is decided like the
// act itself, and differs from it in nothing. Its fault is why p cannot go over.
func CrossingOf(pack *definition.Pack, p Proposal, act Act, now time.Time) (Crossing, error) {
	if act.ID == "" {
		act.ID = "00000000-0000-7000-8000-000000000000"
	}
	act.Kind, act.Proposal = Adopt, p.ID
	change, err := Decide(pack, p, act, now)
	if err != nil {
		return Crossing{}, err
	}
	return Crossed(p, change.Proposal, change.Events, now), nil
}

// Crossed is what has come of an act of kind Adopt.
func Crossed(before, after Proposal, events []Event, now time.Time) Crossing {
	c := Crossing{
		Proposal: before.ID, Number: before.Number, Title: before.Title, From: before.State, To: after.State,
		Holder: after.Holder, HolderBefore: before.Holder,
	}
	names, over := map[string]string{}, false
	for _, e := range events {
		switch {
		case e.Kind == Adopted:
			names, over = e.Data.Rounds, true
		case over && e.Kind != ClockResumed && e.Kind != ClockStopped && e.Kind != ClockAgain:
			c.Follows = append(c.Follows, e)
		case e.Kind == Closed:
			c.Closes = append(c.Closes, e.Data.Round)
		}
	}
	c.Dates = movedDates(before, after, names, now)
	return c
}

// silent says whether a deadline is the engine's own, of which nobody is told.
func (d *Deadline) silent() bool { return d.About == aboutWaiting || d.About == aboutMuster }

// movedDates compares the deadlines that ran before with those that run after.
func movedDates(before, after Proposal, names map[string]string, now time.Time) (moved []MovedDate) {
	type key struct{ about, name, round, on string }
	of := func(d Deadline, state string) key {
		if d.About == aboutState {
			return key{about: d.About, name: state}
		}
		return key{d.About, d.Name, d.Round, d.On}
	}
	ran := map[key]calendar.Moment{}
	var order []key
	for _, d := range before.Deadlines {
		if d.Status == Running && !d.silent() {
			d.Name = renamed(names, d.Name)
			k := of(d, after.State)
			ran[k] = d.Moment
			order = append(order, k)
		}
	}
	for _, d := range after.Deadlines {
		k := of(d, after.State)
		if d.Status == Paused { // its day is not known until it goes on
			delete(ran, k)
		}
		if d.Status != Running || d.silent() {
			continue
		}
		was, had := ran[k]
		delete(ran, k)
		if !had || !was.At.Equal(d.Moment.At) {
			moved = append(moved, MovedDate{d.About, d.Name, was, d.Moment, !now.Before(d.Moment.At)})
		}
	}
	for _, k := range order {
		if was, left := ran[k]; left {
			moved = append(moved, MovedDate{About: k.about, Name: k.name, Before: was})
		}
	}
	return moved
}
