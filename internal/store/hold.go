package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"beredd/internal/engine"
)

// holdSetting is the setting that every Claim looks at.
const holdSetting = "hold"

// Hold lets no letter be claimed, by any node, until Release. A hold that stands
// is replaced.
func (s *Store) Hold(ctx context.Context, h engine.Hold) error {
	return s.PutSetting(ctx, holdSetting, string(h.Why)+" "+h.Since.UTC().Format(stampLayout))
}

// OnHold is the hold that stands, or nil.
func (s *Store) OnHold(ctx context.Context) (*engine.Hold, error) {
	value, err := s.Setting(ctx, holdSetting)
	if err != nil || value == "" {
		return nil, err
	}
	why, since, _ := strings.Cut(value, " ")
	at, err := time.Parse(stampLayout, since)
	if err != nil {
		return nil, fmt.Errorf("reading since when letters are held: %w", err)
	}
	return &engine.Hold{Why: engine.HoldReason(why), Since: at}, nil
}

const (
	endHold = `DELETE FROM settings WHERE name = 'hold'`

	discardNotices = `
	UPDATE notices
	SET    status = 'needless', settled_at = $1, next_at = NULL, worker = ''
	WHERE  status IN ('queued', 'active', 'deferred')`
)

// Release lets letters go again. Where discard is set, those that wait now never
// go: it answers how many.
func (s *Store) Release(ctx context.Context, discard bool, now time.Time) (discarded int, err error) {
	err = s.write(ctx, func(w work) error {
		discarded = 0
		if discard {
			n, err := w.exec(discardNotices, at(now))
			if err != nil {
				return err
			}
			discarded = int(n)
		}
		_, err := w.exec(endHold)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("releasing letters: %w", err)
	}
	return discarded, nil
}
