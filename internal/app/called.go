package app

import (
	"context"
	"fmt"

	"beredd/internal/engine"
)

// callAnew calls those who have come to a body to its meetings to come whose notice has
// gone, and tells those who have left that they are not called any more. It owes nothing
// twice, and may be asked every night.
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
