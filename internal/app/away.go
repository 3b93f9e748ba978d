package app

import (
	"context"
	"fmt"

	"beredd/internal/engine"
)

// welcomeBack owes those whose absence is over what went to their stand-ins meanwhile, as
// one letter. It owes nothing twice, and may be asked every night.
func (s *system) welcomeBack(ctx context.Context) error {
	pack, now := s.pack(), s.now()
	for _, a := range engine.Absences(pack, pack.Calendar.Today(now)) {
		var owed []engine.Instead
		for _, mail := range a.StandIns {
			letters, err := s.store.SentTo(ctx, pack.Key, mail, a.From, a.Until)
			if err != nil {
				return err
			}
			for _, d := range letters {
				if instead, ok := a.Copy(d, now); ok {
					owed = append(owed, instead)
				}
			}
		}
		if err := s.store.SendAgain(ctx, owed...); err != nil {
			return fmt.Errorf("owing %s what went to others: %w", a.Person.Key, err)
		}
	}
	return nil
}
