package app

import (
	"context"
	"errors"
	"fmt"

	"beredd/internal/engine"
)

// keepUp reads what has been published, and calls those who have come to a body by it, or
// tells those who have left. Where another node is at that, it looks again the next time.
func (s *Service) keepUp(ctx context.Context, l *lease) error {
	if err := s.shelf.renew(ctx); err != nil {
		return err
	}
	number := s.shelf.number()
	if number == s.called {
		return nil
	}
	fence, err := l.Take(ctx)
	if err != nil || fence == nil {
		return err
	}
	err = s.callAnew(ctx)
	if err == nil {
		s.called = number
	}
	return errors.Join(err, l.Release(context.WithoutCancel(ctx), fence))
}

// callAnew calls those who have come to a body to its meetings to come whose notice has
// gone, and tells those who have left that they are not called any more. It owes nothing
// twice, and may be asked as often as one likes.
func (s *system) callAnew(ctx context.Context) error {
	pack, now := s.pack(), s.now()
	today := pack.Calendar.Today(now)
	coming, err := s.store.LaidOut(ctx, pack.Key, today, today.AddDays(engine.DaysAhead))
	if err != nil {
		return err
	}
	for _, m := range coming {
		if m.Gathering == nil {
			continue
		}
		log, err := s.store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: pack.Key, Proposal: m.ID, Limit: 5000})
		if err != nil {
			return err
		}
		if err := s.store.SendAgain(ctx, engine.CalledAnew(pack, m, log.Rows, now)...); err != nil {
			return fmt.Errorf("calling those who have come to %s: %w", m.Number, err)
		}
	}
	return nil
}
