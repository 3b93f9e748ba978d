package engine

import (
	"context"
	"fmt"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
)

// monthsLaid is how many months ahead anything may be laid out.
const monthsLaid = 60

// A laidOut reads what is laid out of the year.
type laidOut interface {
	LaidOut(ctx context.Context, collaboration string, from, to calendar.Date) ([]Proposal, error)
}

// Following is the order by which what is laid out from today on follows a pack that is
// to take the place of another: the years of which something is. Where nothing is,
// nothing is laid out either.
func Following(ctx context.Context, years laidOut, pack, before *definition.Pack, today calendar.Date) (Order, error) {
	o := Order{Pack: pack.Over(before), From: today, To: today, Only: []string{}}
	laid, err := years.LaidOut(ctx, pack.Key, today, today.AddMonths(monthsLaid))
	if err != nil {
		return o, fmt.Errorf("reading what is laid out: %w", err)
	}
	for _, p := range laid {
		if day := p.FallsOn(); day.After(o.To) || o.Only != nil {
			o.To, o.Only = day, nil
		}
	}
	if cycle := pack.Cycle; cycle != nil && o.Only == nil {
		o.Begun = true
		o.From, _ = cycle.DaysOf(cycle.YearOf(today))
		_, o.To = cycle.DaysOf(cycle.YearOf(o.To))
	}
	return o, nil
}

// Publish lets a wave happen that somebody has seen, together with what puts its pack
// in force: keep saves both in one transaction, or nothing of either. Where anything
// has changed since, of the proposals or who would be told, it refuses.
func (e *Engine) Publish(ctx context.Context, years Years, o Order, seen string, keep func(Wave, []Change) ([]Outcome, error)) (Wave, error) {
	wave, err := e.Wave(ctx, years, o)
	if err != nil {
		return wave, err
	}
	if wave.Print != seen {
		return wave, fault.New(fault.Conflict, "wave_changed", nil)
	}
	for i := range wave.acts {
		if wave.acts[i], err = complete(wave.acts[i]); err != nil {
			return wave, err
		}
	}
	_, err = e.together(ctx, o.Pack, wave.acts, func(_ context.Context, changes []Change) ([]Outcome, error) { return keep(wave, changes) })
	return wave, err
}

// Follows says whether p runs, once the wave has happened, by the edition of its
// workflow that a pack has.
func (w *Wave) Follows(pack *definition.Pack, p Proposal) bool {
	for _, t := range w.Touched {
		if t.After.ID == p.ID {
			flow := pack.Newest().Workflow(p.Workflow)
			return !t.After.Closed.IsZero() || flow != nil && flow.Edition == t.After.Edition
		}
	}
	return false
}
