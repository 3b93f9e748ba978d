package outbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	"beredd/internal/engine"
)

// ErrNoServer says that letters are due and there is no server to hand them to.
var ErrNoServer = errors.New("no mail server answers")

// Drain delivers everything that is due at now, one letter after another in the
// order in which it is due, and returns when it is done: for a scenario, whose
// time stands still meanwhile. It answers how many letters were handed over.
func (w *Worker) Drain(ctx context.Context, now time.Time) (int, error) {
	handed, tried := 0, map[string]bool{}
	for {
		jobs, some, err := w.claim(ctx, now, w.config.Batch)
		if err != nil || !some {
			return handed, err
		}
		settled := make([]engine.Settlement, 0, len(jobs))
		for _, j := range jobs {
			if tried[j.Notice.ID] {
				return handed, fmt.Errorf("the letter %s is due again at the same time", j.Notice.ID)
			}
			tried[j.Notice.ID] = true
			s, ok := w.hand(ctx, j, now)
			if !ok {
				continue
			}
			if s.Status == engine.Accepted {
				handed++
			}
			settled = append(settled, s)
		}
		if err := w.queue.Settle(ctx, settled); err != nil {
			return handed, fmt.Errorf("noting what came of letters: %w", err)
		}
		if _, silent := w.pause.left(); silent {
			return handed, ErrNoServer
		}
	}
}
