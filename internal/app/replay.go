package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/scenario"
	"beredd/internal/wording"
)

// A Met is one dated line of a cycle, and the day on which it was done when the year
// was played: zero where it was not.
type Met struct {
	Planned definition.Planned
	Number  string // of the meeting or duty that it became
	On      calendar.Date
}

// OnItsDay says whether it was done on the day that the cycle gives: of several days
// on end a meeting begins on the first, and a duty is done by the last.
func (m Met) OnItsDay() bool { return m.On == m.Planned.Moment.Date }

// lead is how many days before the year somebody begins to work with it.
const lead = 60

// Replay plays a year of a pack as its cycle has it: the year is laid out, each meeting
// is held on its day, and whoever has something to do by a day does it then. It answers
// every dated line, with when that was done.
func Replay(ctx context.Context, pack *definition.Pack, year int) (met []Met, err error) {
	if pack.Cycle == nil {
		return nil, fault.New(fault.Invalid, "no_cycle", wording.Args{"Pack": pack.Title})
	}
	y, err := NewYear(ctx, pack)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, y.Close()) }()
	from, to := pack.Cycle.DaysOf(year)
	to = to.AddDays(1) // the day on which the next begins: what is decided in a year takes force then
	y.at(from.AddDays(-lead), "08:00")
	if _, _, err := y.engine.Apply(ctx, y.store, engine.Order{Pack: pack, From: from, To: to}, ""); err != nil {
		return nil, fmt.Errorf("laying out %d: %w", year, err)
	}
	for day := from.AddDays(-lead); !day.After(to); day = day.AddDays(1) {
		if err := y.day(ctx, day, from, to); err != nil {
			return nil, err
		}
	}
	return y.met(ctx, from, to)
}

// at moves the clock to a time of a day, where the pack is.
func (y *Year) at(day calendar.Date, clock string) {
	y.Move(y.pack.Calendar.On(day, clock, "").At)
}

// day is one day of the year: time does its own, the meetings of the day are held, and
// what is due is done.
func (y *Year) day(ctx context.Context, day, from, to calendar.Date) error {
	y.at(day, "09:00")
	if _, err := y.Tick(ctx); err != nil {
		return err
	}
	laid, err := y.store.LaidOut(ctx, y.pack.Key, from, to)
	if err != nil {
		return err
	}
	for _, p := range laid {
		if !p.Closed.IsZero() {
			continue
		}
		if err := y.does(ctx, p, day); err != nil {
			return fmt.Errorf("%s on %s: %w", p.Number, day, err)
		}
		if p.IsMeeting() && p.FallsOn() == day {
			if err := y.holds(ctx, p); err != nil {
				return fmt.Errorf("%s on %s: %w", p.Number, day, err)
			}
		}
	}
	return nil
}

// does answers what is asked of anybody by a day.
func (y *Year) does(ctx context.Context, p engine.Proposal, day calendar.Date) error {
	flow := y.pack.WorkflowOf(p.Workflow, p.Edition)
	for _, round := range p.Rounds {
		due := p.RoundDeadline(round.ID)
		line := flow.Round(round.Name)
		if !round.Open() || due == nil || line == nil || due.Moment.Date != day {
			continue
		}
		for _, r := range round.Respondents {
			if r.Answer != "" {
				continue
			}
			who := r.Key()
			if seat := engine.SeatAsked(y.pack, line, r.Body, day); seat != "" {
				who = r.Body + "." + seat
			}
			actor, err := scenario.ActorOf(y.pack, who, p, y.Now())
			if err != nil {
				return err
			}
			act := engine.Act{Kind: engine.AnswerAsk, Collaboration: y.pack.Key, Proposal: p.ID, Actor: actor, Round: round.Name,
				Respondent: r.Key(), Answer: line.Answers[0].Name}
			if _, err := y.Act(ctx, act); err != nil && fault.As(err) == nil {
				return err // a refusal shows in that it is not done
			}
		}
	}
	return nil
}

// holds holds a meeting, when it is over, with what comes before.
func (y *Year) holds(ctx context.Context, p engine.Proposal) error {
	y.at(p.FallsOn(), "23:00")
	coordinators := y.pack.People.Coordinators
	if len(coordinators) == 0 {
		return nil
	}
	for _, step := range []string{"notice", "agenda", "hold"} {
		act := engine.Act{Kind: engine.Do, Collaboration: y.pack.Key, Proposal: p.ID, Transition: step,
			Actor: engine.Actor{Person: coordinators[0], Assurance: "login"}}
		if _, err := y.Act(ctx, act); err != nil && fault.As(err) == nil {
			return err
		}
	}
	return nil
}

// met compares the plan with what was done.
func (y *Year) met(ctx context.Context, from, to calendar.Date) ([]Met, error) {
	laid, err := y.store.LaidOut(ctx, y.pack.Key, from, to)
	if err != nil {
		return nil, err
	}
	var all []Met
	for _, planned := range y.pack.Plan(from, to) {
		m := Met{Planned: planned}
		for _, p := range laid {
			if p.Origin != nil && p.Origin.Key == planned.Key {
				m.Number, m.On = p.Number, y.done(ctx, p)
			}
		}
		all = append(all, m)
	}
	return all, nil
}

// done is the day on which a meeting was held or a duty was done, by its history.
func (y *Year) done(ctx context.Context, p engine.Proposal) calendar.Date {
	events, err := y.store.History(ctx, p.ID)
	if err != nil {
		return calendar.Date{}
	}
	var at time.Time
	for _, e := range events {
		if e.Kind == engine.Transited && (p.IsMeeting() && e.Data.To == "held" || !p.IsMeeting() && !p.Closed.IsZero()) {
			at = e.At
		}
	}
	if at.IsZero() {
		return calendar.Date{}
	}
	return y.pack.Calendar.Today(at)
}
