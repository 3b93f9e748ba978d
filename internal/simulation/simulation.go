// Package simulation plays years of random but legal life: people who propose,
// prepare, decide and answer, sooner or later and sometimes not at all, on the real
// engine and store in virtual time. It tells what came of such a year: how long
// things took, how many letters whom it would have reached, what never ended, and
// which promises of the pack were broken.
//
// All chance comes from one seed, so that the same seed is the same year wherever
// it is played. The room does not know how a world is made, nor how its rules are
// written: it asks the engine what people may do, and does some of it.
package simulation

import (
	"context"
	"fmt"
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A World is the running system that a year is played in. Its clock stands still
// until it is moved.
type World interface {
	Now() time.Time
	Move(to time.Time)
	Act(ctx context.Context, act engine.Act) (engine.Outcome, error)
	// Tick lets what is due happen.
	Tick(ctx context.Context) (int, error)
	// Keep stores a document's bytes and answers what is known of them.
	Keep(ctx context.Context, name string, content []byte) (engine.Document, error)
	// Kept answers the changes that have been kept since it was last asked, in
	// order, each with the proposal as it was numbered.
	Kept() []engine.Change
	// Story tells everything that has happened to a proposal, in titles.
	Story(ctx context.Context, id string, l wording.Language) ([]string, error)
}

// A Plan says which year is played.
type Plan struct {
	Year      int
	Proposals int
	Seed      uint64
	Habits    Habits
	Language  wording.Language
}

// Habits are how often, in a hundred, people do what is not the ordinary way.
type Habits struct {
	Late    int // act after their date
	Silent  int // never answer
	Back    int // refer back, where they may
	Decline int // reject or withdraw, or answer what needs a reason
	Change  int // change an answer that they have given
	Away    int // are absent when it is their turn
	Edit    int // change the text before they pass it on
	Reopen  int // reopen what has ended
	Cut     int // close a question by hand that would have ended by itself; 0: nor any other
	Recuse  int // declare a conflict of interest, where they may
	Regret  int // take back what was declared or agreed to
	Follow  int // ask to be told of each step, or to be told no longer
	Hand    int // hand a question over to a colleague
	Unasked int // answer a question that takes answers from others than those it asks, while somebody acts
	More    int // are given more time to answer, where somebody may give it
}

// Usual are the habits of an ordinary year.
func Usual() Habits {
	return Habits{Late: 15, Silent: 3, Back: 15, Decline: 7, Change: 4, Away: 5, Edit: 6, Reopen: 1, Cut: 3, Recuse: 2, Regret: 10, Follow: 2, Hand: 3, More: 20, Unasked: 20}
}

// Play plays the plan's year in world from its first morning to its last evening.
// An error is of the machinery, or a step that the engine offered and would not
// take for a reason that is no refusal.
func Play(ctx context.Context, world World, pack *definition.Pack, plan Plan) (Report, error) {
	l := newLife(world, pack, plan)
	if err := l.begin(ctx); err != nil {
		return Report{}, err
	}
	for {
		at, due := l.next()
		if at.IsZero() || !at.Before(l.end) {
			break
		}
		if err := ctx.Err(); err != nil {
			return Report{}, err
		}
		if at.After(world.Now()) {
			world.Move(at)
		}
		if err := l.happen(ctx, due); err != nil {
			return Report{}, fmt.Errorf("at %s: %w", at.Format(time.RFC3339), err)
		}
	}
	world.Move(l.end)
	return l.report(ctx)
}

// happen lets what is due happen, or does the next thing that somebody means to do.
func (l *life) happen(ctx context.Context, due bool) error {
	if due {
		l.wakes.pop()
		if _, err := l.world.Tick(ctx); err != nil {
			return fmt.Errorf("letting time act: %w", err)
		}
		return l.absorb()
	}
	if err := l.carryOut(ctx, l.agenda.pop()); err != nil {
		return err
	}
	return l.absorb()
}

// begin draws when the year's proposals are made.
func (l *life) begin(ctx context.Context) error {
	l.world.Move(calendar.Date{Year: l.plan.Year, Month: time.January, Day: 1}.At(calendar.Clock{}, l.days.Zone()))
	var err error
	if l.paper, err = l.world.Keep(ctx, "underlag.pdf", []byte("%PDF-1.4\n%%EOF\n")); err != nil {
		return fmt.Errorf("keeping a paper: %w", err)
	}
	if err := l.layOut(ctx); err != nil {
		return err
	}
	l.opening = l.openDays(l.proposingDays())
	for range l.plan.Proposals {
		l.agenda.add(intent{at: l.during(one(l.chance, l.opening)), what: proposing})
	}
	return nil
}

// openDays are those of some days on which anybody may open anything, or all where nobody
// ever may: then it is told why.
func (l *life) openDays(days []calendar.Date) (open []calendar.Date) {
	if !slices.ContainsFunc(l.pack.Workflows, func(w *definition.Workflow) bool { return !w.OpenedIn.IsZero() }) {
		return days
	}
	may := map[calendar.Date]bool{}
	for _, day := range days {
		if _, known := may[day]; !known {
			at := day.At(calendar.Clock{Hour: 12}, l.days.Zone())
			may[day] = slices.ContainsFunc(l.pack.Workflows, func(w *definition.Workflow) bool { return len(l.drafters(w, at)) > 0 })
		}
		if may[day] {
			open = append(open, day)
		}
	}
	if len(open) == 0 {
		return days
	}
	return open
}

// proposingDays are the year's workdays, each as often as it is likely that
// somebody proposes something then: seldom in quiet weeks.
func (l *life) proposingDays() (days []calendar.Date) {
	day := calendar.Date{Year: l.plan.Year, Month: time.January, Day: 1}
	for ; day.Year == l.plan.Year; day = day.AddDays(1) {
		times := 4
		if l.days.Quiet(day) {
			times = 1
		}
		for range times {
			if l.days.Workday(day) {
				days = append(days, day)
			}
		}
	}
	return days
}
