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
// is replaced, and what was let through that is held again.
func (s *Store) Hold(ctx context.Context, h engine.Hold) error {
	err := s.write(ctx, func(w work) error {
		if _, err := w.exec(putSetting, holdSetting, string(h.Why)+" "+h.Since.UTC().Format(stampLayout)); err != nil {
			return err
		}
		_, err := w.exec(holdAgain)
		return err
	})
	if err != nil {
		return fmt.Errorf("holding letters: %w", err)
	}
	return nil
}

// OnHold is the hold that stands, or nil.
func (s *Store) OnHold(ctx context.Context) (*engine.Hold, error) {
	value, err := s.Setting(ctx, holdSetting)
	if err != nil || value == "" {
		return nil, err
	}
	return parseHold(value)
}

func parseHold(value string) (*engine.Hold, error) {
	why, since, _ := strings.Cut(value, " ")
	at, err := time.Parse(stampLayout, since)
	if err != nil {
		return nil, fmt.Errorf("reading since when letters are held: %w", err)
	}
	return &engine.Hold{Why: engine.HoldReason(why), Since: at}, nil
}

const (
	endHold = `DELETE FROM settings WHERE name = 'hold'`

	holdAgain = `
	UPDATE notices
	SET    let_through = FALSE
	WHERE  let_through AND status IN ('queued', 'active', 'deferred')`

	discardNotices = `
	UPDATE notices
	SET    status = 'needless', settled_at = $1, next_at = NULL, worker = '', response = $2
	WHERE  status IN ('queued', 'active', 'deferred')`

	// letGo marks those that wait as seen by a person. What has its hour later keeps it.
	letGo = `
	UPDATE notices
	SET    settled_at = CASE WHEN settled_at > $1 THEN settled_at ELSE $1 END
	WHERE  status IN ('queued', 'active', 'deferred')`

	// The same of some letters, that are marked instead of their hold being ended.
	discardSome = discardNotices + `
	AND    id IN (SELECT x.id FROM %s)`

	letSomeGo = `
	UPDATE notices
	SET    let_through = TRUE, settled_at = CASE WHEN settled_at > $1 THEN settled_at ELSE $1 END
	WHERE  status IN ('queued', 'active', 'deferred')
	AND    id IN (SELECT x.id FROM %s)`

	countHeld = `
	SELECT count(*)
	FROM   notices
	WHERE  status IN ('queued', 'active', 'deferred') AND NOT let_through`
)

// Release lets letters go again, or is the end of those that wait. It answers how
// many those are. Where it is about some of them the others are held on.
func (s *Store) Release(ctx context.Context, r engine.Release) (waited int, err error) {
	if len(r.Letters) > 0 {
		return s.releaseSome(ctx, r)
	}
	err = s.write(ctx, func(w work) error {
		text, args := letGo, []any{at(r.At)}
		if r.Discard {
			text, args = discardNotices, append(args, engine.Discarded+r.Reason)
		}
		n, err := w.exec(text, args...)
		if err != nil {
			return err
		}
		waited = int(n)
		_, err = w.exec(endHold)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("releasing letters: %w", err)
	}
	return waited, nil
}

// releaseSome decides on some letters. Where none is left to decide on, the hold is over
// unless somebody wanted it.
func (s *Store) releaseSome(ctx context.Context, r engine.Release) (decided int, err error) {
	err = s.write(ctx, func(w work) error {
		text, args := letSomeGo, []any{at(r.At)}
		if r.Discard {
			text, args = discardSome, append(args, engine.Discarded+r.Reason)
		}
		n, err := w.exec(fmt.Sprintf(text, s.given(len(args)+1, idColumn)), s.with(ids(distinct(r.Letters)), args...)...)
		if err != nil {
			return err
		}
		decided = int(n)
		return w.endDecided()
	})
	if err != nil {
		return 0, fmt.Errorf("deciding on letters that are held: %w", err)
	}
	return decided, nil
}

// endDecided ends the hold where no letter waits under it any more.
func (w work) endDecided() error {
	var values []string
	if err := w.all(&values, readSetting, holdSetting); err != nil || len(values) == 0 {
		return err
	}
	hold, err := parseHold(values[0])
	if err != nil || !hold.EndsDecided() {
		return err
	}
	var left []int
	if err := w.all(&left, countHeld); err != nil || left[0] > 0 {
		return err
	}
	_, err = w.exec(endHold)
	return err
}

// countFresh counts in the index of what is due, and no further than asked.
const countFresh = `
	SELECT count(*)
	FROM   (SELECT 1 FROM notices
	        WHERE  status = 'queued' AND status IN ('queued', 'active', 'deferred')
	        AND    made_at > $1 AND attempts = 0 AND settled_at IS NULL
	        LIMIT  $2 + 0) fresh`

// Waiting counts the letters made after a time that nobody has tried or let go yet,
// up to a number.
func (s *Store) Waiting(ctx context.Context, after time.Time, upTo int) (n int, err error) {
	if err := s.readers.one(ctx, &n, countFresh, at(after), upTo); err != nil {
		return 0, fmt.Errorf("counting the letters that wait: %w", err)
	}
	return n, nil
}
