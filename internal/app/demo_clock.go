package app

import (
	"context"
	"errors"
	"time"

	"beredd/internal/engine"
	"beredd/internal/scenario"
)

// Day moves the clock a day forward, to the same time of day.
func (d *demo) Day(ctx context.Context) error {
	defer d.standing()()
	zone := d.world.system.pack().Calendar.Zone()
	return scenario.Advance(ctx, d.world, d.world.Now().In(zone).AddDate(0, 0, 1))
}

// mostIdle is how many turns of time in which nothing happens to anybody are
// passed over; more than that is a defect of the pack or ours.
const mostIdle = 1000

// Next moves the clock to the next thing that happens to anybody: time does
// something, a letter goes, a meeting begins, a last day comes. Where there is
// no such thing the clock stays.
func (d *demo) Next(ctx context.Context) error {
	defer d.standing()()
	for range mostIdle {
		target, certain, err := d.nextStop(ctx)
		if err != nil || target.IsZero() {
			return err
		}
		seen := d.seen()
		if err := scenario.Advance(ctx, d.world, target); err != nil {
			return err
		}
		if certain || d.seen() != seen {
			return nil
		}
	}
	return errors.New("time does something again and again, and nobody notices")
}

// standing lets the clock stand, for one at a time, until the answer is called.
func (d *demo) standing() (run func()) {
	d.mu.Lock()
	d.world.Stop()
	return func() {
		d.world.Run()
		d.mu.Unlock()
	}
}

// seen counts what anybody could have noticed.
func (d *demo) seen() int { return int(d.acts.Load()) + len(d.world.All()) }

// nextStop is the next instant at which something is due; certain says that it is
// a meeting or a last day, which is something in itself.
func (d *demo) nextStop(ctx context.Context) (at time.Time, certain bool, err error) {
	now := d.world.Now()
	day, err := d.nextDay(ctx, now)
	if err != nil {
		return day, false, err
	}
	due, err := d.world.NextDue(ctx)
	if err != nil || due.IsZero() || !day.IsZero() && day.Before(due) {
		return day, true, err
	}
	if due.Before(now) {
		due = now
	}
	return due, due.Equal(day), nil
}

// furthest is how far ahead meetings and last days are looked for.
const furthest = 14 // months

// nextDay is when the next meeting begins or the next last day opens.
func (d *demo) nextDay(ctx context.Context, now time.Time) (time.Time, error) {
	pack := d.world.system.pack()
	today := pack.Calendar.Today(now)
	dues, err := d.world.system.store.DueDates(ctx, pack.Key, today, today.AddMonths(furthest))
	if err != nil {
		return time.Time{}, err
	}
	var first time.Time
	consider := func(at time.Time) {
		if at.After(now) && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	for _, due := range dues {
		if due.Status == engine.Running {
			consider(pack.Calendar.Opening(due.Moment.Date))
		}
	}
	for _, m := range engine.MeetingsOf(pack, "", today, today.AddMonths(furthest)) {
		consider(m.Begins(pack.Calendar))
	}
	return first, nil
}
