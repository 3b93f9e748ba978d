package app

import (
	"context"
	"time"

	"beredd/internal/engine"
	"beredd/internal/outbox"
	"beredd/internal/people"
)

// How many letters may go in ten minutes, however few may have any; and how many
// each of them may have.
const (
	leastMass      = 50
	lettersForEach = 3
)

// brake is the queue, with a brake on what nobody expects. over is the setting, 0
// where it follows from how many have letters at all.
func (s *system) brake(over int) outbox.Queue {
	return &outbox.Brake{
		Queue: s.store, Waiting: s.store.Waiting,
		Most: func() int {
			if over > 0 {
				return over
			}
			return max(leastMass, lettersForEach*mailboxes(s.pack().People))
		},
		Hold: func(ctx context.Context, at time.Time) error {
			hold := engine.Hold{Why: engine.TooMany, Since: at}
			s.log.Error("letters are held: " + meaning(hold))
			return s.store.Hold(ctx, hold)
		},
	}
}

// mailboxes counts to how many a letter may go.
func mailboxes(of *people.Directory) int {
	all := map[string]bool{}
	for _, p := range of.Persons {
		all[p.Mail] = true
	}
	for _, o := range of.Organizations {
		all[o.Mailbox] = true
	}
	for _, b := range of.Bodies {
		all[b.Mailbox] = true
	}
	delete(all, "")
	return len(all)
}
