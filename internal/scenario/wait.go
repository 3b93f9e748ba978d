package scenario

import (
	"context"
	"errors"
	"fmt"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// wait lets time pass until the step says, and everything happen on the way at
// its own time.
func (p *player) wait(ctx context.Context, step *definition.Step) []Problem {
	target, err := p.target(ctx, step)
	if err != nil {
		return defect("wait", err)
	}
	if target.Before(p.world.Now()) {
		return defect("wait", errors.New(p.say("scenario.backwards", wording.Args{"To": p.stamp(target), "Now": p.stamp(p.world.Now())})))
	}
	p.mark = len(p.world.Sent())
	p.note("scenario.waited", wording.Args{"To": p.stamp(target)})
	if err := Advance(ctx, p.world, target); err != nil {
		return defect("wait", err)
	}
	return nil
}

// mostInstants is how often time may stop on its way: far more than any scenario
// has cause to, so that a timer that is due again for ever is found.
const mostInstants = 100_000

// Advance moves the world's clock to target, stopping at each instant at which
// something is due, in order, to let it happen and its letters go.
func Advance(ctx context.Context, world World, target time.Time) error {
	for range mostInstants {
		due, err := world.NextDue(ctx)
		if err != nil {
			return fmt.Errorf("asking what is due next: %w", err)
		}
		if due.IsZero() || due.After(target) {
			world.Move(target)
			return happen(ctx, world)
		}
		if due.After(world.Now()) {
			world.Move(due)
		}
		if err := happen(ctx, world); err != nil {
			return err
		}
	}
	return errors.New("something is due again and again at the same instant")
}

// happen lets what is due now happen, and its letters go.
func happen(ctx context.Context, world World) error {
	if _, err := world.Tick(ctx); err != nil {
		return fmt.Errorf("letting time act: %w", err)
	}
	if _, err := world.Deliver(ctx); err != nil {
		return fmt.Errorf("delivering: %w", err)
	}
	return nil
}

// target is when a wait ends.
func (p *player) target(ctx context.Context, step *definition.Step) (time.Time, error) {
	wait, now := step.Wait, p.world.Now().In(p.pack.Calendar.Zone())
	switch {
	case wait.Until != "":
		return p.instant(wait.Until)
	case !wait.For.IsZero():
		return p.after(now, wait.For), nil
	case wait.Meeting != "":
		return p.meeting(ctx, step.On, wait.Meeting)
	case wait.Next:
		return p.nextDue(ctx)
	}
	return time.Time{}, errors.New(p.say("scenario.empty_step", nil))
}

// after is the same time of day when period has gone, or the exact instant for
// hours and minutes.
func (p *player) after(now time.Time, period calendar.Period) time.Time {
	if period.Unit == calendar.Hours || period.Unit == calendar.Minutes {
		return p.pack.Calendar.Elapse(now, period).At
	}
	date, _ := p.pack.Calendar.Counting(calendar.DateOf(now), calendar.Offset{Period: period, Side: calendar.After})
	return date.At(calendar.Clock{Hour: now.Hour(), Minute: now.Minute()}, p.pack.Calendar.Zone())
}

func (p *player) nextDue(ctx context.Context) (time.Time, error) {
	due, err := p.world.NextDue(ctx)
	if err == nil && due.IsZero() {
		err = errors.New(p.say("scenario.nothing_due", nil))
	}
	if now := p.world.Now(); due.Before(now) {
		due = now
	}
	return due, err
}

// meeting is when a meeting begins: the proposal's own, or the next of a series.
func (p *player) meeting(ctx context.Context, on, name string) (time.Time, error) {
	if series := p.series(name); series != nil {
		return p.nextOf(ctx, series, true)
	}
	if name != "meeting" {
		return time.Time{}, errors.New(p.say("scenario.no_series", wording.Args{"Name": name}))
	}
	proposal, err := p.on(ctx, on)
	if err != nil {
		return time.Time{}, err
	}
	if proposal.Meeting == nil {
		return time.Time{}, errors.New(p.say("scenario.no_meeting", wording.Args{"Number": proposal.Number}))
	}
	return p.begins(proposal.Meeting), nil
}

// begins is when a meeting opens; one without a time opens with the office.
func (p *player) begins(m *engine.Meeting) time.Time {
	return p.at(m.Date, m.Time)
}

func (p *player) at(date calendar.Date, start string) time.Time {
	clock, err := calendar.ParseClock(start)
	if err != nil {
		clock = p.morning()
	}
	return date.At(clock, p.pack.Calendar.Zone())
}

func (p *player) series(name string) *definition.Series {
	if p.pack.Cycle == nil {
		return nil
	}
	for i := range p.pack.Cycle.Meetings {
		if p.pack.Cycle.Meetings[i].Name == name {
			return &p.pack.Cycle.Meetings[i]
		}
	}
	return nil
}

// nextOf is when the next meeting of a series begins, after now: of those that are laid
// out, where laid says so, and of the cycle's days that are not.
func (p *player) nextOf(ctx context.Context, series *definition.Series, laid bool) (time.Time, error) {
	now := p.world.Now()
	var next time.Time
	offer := func(at time.Time) {
		if at.After(now) && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	taken := map[string]bool{}
	for _, m := range p.meetings(ctx, series.Name) {
		if m.Origin != nil {
			taken[m.Origin.Key] = true
		}
		if laid && m.Closed.IsZero() {
			offer(p.begins(m.Meeting))
		}
	}
	year := p.pack.Calendar.Today(now).Year
	for y := year; y <= year+1; y++ {
		for _, occasion := range p.pack.Cycle.Occasions(p.pack.Calendar, y) {
			if occasion.Series.Name == series.Name && !taken[definition.MeetingFlow+series.Name+"/"+occasion.Date.String()] {
				offer(p.at(occasion.Date, series.Start))
			}
		}
	}
	if next.IsZero() {
		return next, errors.New(p.say("scenario.series_ended", wording.Args{"Name": series.Name}))
	}
	return next, nil
}
