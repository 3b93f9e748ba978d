// Package scenario plays the tests of a pack, and what its demo begins with, on
// the real engine, store and outbox in virtual time. When a step does not come
// out as it is written, it tells what was expected, what happened, and all that
// led there, in the pack's own words.
//
// It does not know how any of those rooms work: whoever knows them hands it a
// World.
package scenario

import (
	"context"
	"fmt"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A World is the running system that a scenario is played in. It holds one
// collaboration's proposals, and its clock stands still until it is moved.
type World interface {
	Now() time.Time
	Move(to time.Time)
	Act(ctx context.Context, act engine.Act) (engine.Outcome, error)
	Proposal(ctx context.Context, id string) (engine.Proposal, error)
	History(ctx context.Context, id string) ([]engine.Event, error)
	// Opened lists the proposals that have been opened, also by other proposals.
	Opened() []string
	// Keep stores a document's bytes and answers what is known of them.
	Keep(ctx context.Context, name string, content []byte) (engine.Document, error)
	// Tick lets what is due happen; Deliver lets the letters go that may. Both
	// answer how much that was.
	Tick(ctx context.Context) (int, error)
	Deliver(ctx context.Context) (int, error)
	// NextDue is when time next does something: a timer, or another try at a
	// letter. The zero time is never.
	NextDue(ctx context.Context) (time.Time, error)
	// Sent lists every try at handing over a letter, in order.
	Sent() []Sent
	// Minutes are those of a meeting as they would be written now, as plain text.
	Minutes(ctx context.Context, meeting engine.Proposal) (string, error)
	// Fail makes an address answer reply ("550") to every letter, or work again
	// where reply is "".
	Fail(address, reply string)
}

// A Sent is one try at handing over a letter.
type Sent struct {
	Notice engine.Notice
	Status engine.DeliveryStatus // accepted, deferred or failed
	First  bool                  // the letter's first try; a later one is no new letter
	Late   bool                  // it tells of something that is late
	At     time.Time
	Text   func() (string, error) // writes what the letter says, for whoever asks; nil where nobody can
}

// A Result is how a scenario came out.
type Result struct {
	Scenario definition.Scenario
	Failure  *Failure // nil where every step came out as it is written
	Took     time.Duration
	entries  []entry
	opened   []string
}

// A Failure is the step that did not come out as it is written.
type Failure struct {
	Step     int // from 1
	Pos      source.Pos
	Problems []Problem
	Journal  Journal
}

// A Problem is one thing that is not as it was expected to be.
type Problem struct {
	What string // "state", "mail", "refused"
	Want []string
	Got  []string
}

// Play plays a scenario from its start to its end or its first failure. An error
// of the machinery is a failure too, of the step during which it came. Failures
// are told in l.
func Play(ctx context.Context, world World, pack *definition.Pack, s definition.Scenario, l wording.Language) Result {
	began := time.Now()
	p := &player{world: world, pack: pack, language: l}
	result := Result{Scenario: s}
	if problems := p.start(s.Start); problems != nil {
		result.Failure = &Failure{Pos: s.Pos, Problems: problems}
	}
	for i := 0; i < len(s.Steps) && result.Failure == nil; i++ {
		if problems := p.play(ctx, &s.Steps[i]); len(problems) > 0 {
			result.Failure = &Failure{Step: i + 1, Pos: s.Steps[i].Pos, Problems: problems}
		}
	}
	result.entries, result.opened = p.entries, world.Opened()
	if result.Failure != nil {
		result.Failure.Journal = Tell(ctx, world, pack, result, l)
	}
	result.Took = time.Since(began)
	return result
}

// player is one scenario under way.
type player struct {
	world    World
	pack     *definition.Pack
	language wording.Language
	opened   []string // the proposals' ids, in order
	mark     int      // how many tries had been made when the latest step began that let something happen
	quiet    int      // how many when the latest step was refused
	entries  []entry
}

// start sets the clock to the scenario's beginning.
func (p *player) start(at string) []Problem {
	if at == "" {
		return nil
	}
	t, err := p.instant(at)
	if err != nil {
		return defect("start", err)
	}
	p.world.Move(t)
	return nil
}

// play takes one step.
func (p *player) play(ctx context.Context, step *definition.Step) []Problem {
	switch {
	case step.Expect != nil:
		return p.expect(ctx, step)
	case step.Mailbox != nil:
		return p.mailbox(step.Mailbox)
	case step.Wait != nil:
		return p.wait(ctx, step)
	}
	return p.act(ctx, step)
}

// instant reads "2026-02-23 08:00" in the collaboration's zone. A date alone
// means the morning, when the office has opened and its letters have gone.
func (p *player) instant(s string) (time.Time, error) {
	zone := p.pack.Calendar.Zone()
	if date, err := calendar.ParseDate(s); err == nil {
		return date.At(p.morning(), zone), nil
	}
	if len(s) == len("2006-01-02 15:04") {
		date, err := calendar.ParseDate(s[:10])
		clock, err2 := calendar.ParseClock(s[11:])
		if err == nil && err2 == nil {
			return date.At(clock, zone), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a date, nor a date and a time, such as 2026-02-23 08:00", s)
}

// morning is eight o'clock, or when the office opens where that is later.
func (p *player) morning() calendar.Clock {
	eight := calendar.Clock{Hour: 8}
	if open, _ := p.pack.Calendar.Hours(); open.String() > eight.String() {
		return open
	}
	return eight
}

// defect says that something went wrong that no pack can mean.
func defect(what string, err error) []Problem {
	return []Problem{{What: what, Got: []string{err.Error()}}}
}
