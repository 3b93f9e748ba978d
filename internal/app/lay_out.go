package app

import (
	"context"
	"errors"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/store"
	"beredd/internal/wording"
)

// A LayOut says which days are to stand as the cycle in force has them, by whom and why.
type LayOut struct {
	From, To  calendar.Date
	As        string // a coordinator, by key
	Reason    string
	Proposed  bool   // the days too that the pack only proposes
	Copied    bool   // what last year had and the cycle does not say goes on the same weekday of the same week
	Drops     bool   // what the cycle has no more is cancelled
	Announces bool   // those whom anything new of the year concerns are mailed it
	Recounts  bool   // every date of every open proposal is counted anew
	Seen      string // the print of the wave that was shown; "" for whatever it is now
	Dry       bool   // nothing is kept
}

// LayOutYear lets what is laid out be as the cycle in force has it: what is not laid
// out comes to be, what nobody has pinned moves. It answers what it did, or would do.
func LayOutYear(ctx context.Context, c Place, l LayOut) (wave engine.Wave, err error) {
	if l.As == "" && !l.Dry {
		return wave, fault.New(fault.Invalid, "lay_out_who", nil)
	}
	s, closed, err := openForYear(ctx, c, l.Dry)
	if err != nil {
		return wave, err
	}
	defer func() { err = errors.Join(err, closed()) }()
	return s.layOut(ctx, l)
}

// openForYear opens a system that may act, or one that only reads.
func openForYear(ctx context.Context, c Place, dry bool) (*system, func() error, error) {
	if !dry {
		node, err := toAct(ctx, c, "beredd year")
		if err != nil {
			return nil, nil, err
		}
		return node.system, node.store.Close, nil
	}
	shelf, err := openShelf(ctx, c.Kept, givenIn(c.Pack), store.Reading)
	if err != nil {
		return nil, nil, err
	}
	return readingFrom(shelf), shelf.store.Close, nil
}

// readingFrom is a system that has what is published, and neither sends nor serves.
func readingFrom(shelf *shelf) *system {
	s := &system{store: shelf.store, shelf: shelf, plan: plan{now: time.Now}}
	s.engine = engine.New(s.store, s.packOf, s.now, nil)
	return s
}

// layOut works out what is to be done and does it, unless that is only to be shown.
func (s *system) layOut(ctx context.Context, l LayOut) (engine.Wave, error) {
	o := engine.Order{
		Pack: s.pack(), From: l.From, To: l.To, Actor: engine.Actor{Person: l.As, Assurance: "login"}, Reason: l.Reason,
		Proposed: l.Proposed, Copied: l.Copied, Drops: l.Drops, Announces: l.Announces, Recounts: l.Recounts,
	}
	if l.As == "" {
		o.Actor = engine.Actor{}
	}
	if l.Dry {
		return s.engine.Wave(ctx, s.store, o)
	}
	wave, _, err := s.engine.Apply(ctx, s.store, o, l.Seen)
	return wave, err
}

// isDayOfYear refuses a setting that names no day of a year.
func isDayOfYear(day string) error {
	if _, err := calendar.ParseDate("2025-" + day); day != "" && err != nil {
		return fault.New(fault.Invalid, "lay_out_on", wording.Args{"Value": day})
	}
	return nil
}

// layOutAhead lays out the coming year by itself, from the day on that the setting
// names. What a person has set stays.
func (s *system) layOutAhead(ctx context.Context, from string) error {
	today := s.pack().Calendar.Today(s.now())
	if from == "" || today.String()[len("2026-"):] < from || s.pack().Cycle == nil {
		return nil
	}
	next := calendar.Date{Year: today.Year + 1, Month: time.January, Day: 1}
	wave, err := s.layOut(ctx, LayOut{From: next, To: calendar.Date{Year: next.Year, Month: time.December, Day: 31}})
	if err == nil && len(wave.Touched) > 0 {
		s.log.Info("the coming year is laid out", "year", next.Year, "changed", len(wave.Touched))
	}
	return err
}
