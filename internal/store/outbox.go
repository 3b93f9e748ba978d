package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"beredd/internal/engine"
)

// claimNotices takes due letters of one status for a worker. The status stands in
// the text so that its index serves; the list of ids is made once, since
// PostgreSQL might otherwise make it again and take more than the limit. The + 0
// hides the limit from SQLite's planner, here and elsewhere: a bare parameter is
// planned by its value, and the statement prepared anew at every call.
const claimNotices = `
	WITH due AS MATERIALIZED (
		SELECT id
		FROM   notices
		WHERE  status = '%[1]s' AND status IN ('queued', 'active', 'deferred') AND next_at <= $1
		AND    (let_through OR NOT EXISTS (SELECT 1 FROM settings WHERE name = 'hold'))
		AND    (bundle = '' OR id = (
			SELECT min(b.id) FROM notices b
			WHERE  b.bundle = notices.bundle AND b.bundle <> '' AND b.status IN ('queued', 'active', 'deferred') AND b.next_at <= $1
			AND    (b.let_through OR NOT EXISTS (SELECT 1 FROM settings WHERE name = 'hold'))))
		ORDER  BY next_at
		LIMIT  $2 + 0%[2]s
	)
	UPDATE notices
	SET    status = 'active', worker = $3, next_at = $4
	WHERE  id IN (SELECT id FROM due)
	RETURNING ` + claimedColumns

const claimedColumns = `id, proposal, event, made_at, data, status, response, attempts, next_at, settled_at, worker, bundle, carrier,
	       (SELECT number FROM proposals p WHERE p.id = notices.proposal) AS number,
	       (SELECT title  FROM proposals p WHERE p.id = notices.proposal) AS title`

// Claim takes at most limit letters that are due at now for a worker: new ones
// before those that were put off, and those before what another worker has had
// for longer than its lease. Nobody else has them before now+lease, or before they
// are settled. Under a Hold it takes none but those that are let through it. Of letters that go as one it takes all
// that are due, whatever the limit.
func (s *Store) Claim(ctx context.Context, worker string, now time.Time, lease time.Duration, limit int) ([]engine.Delivery, error) {
	var claimed []engine.Delivery
	for _, status := range []engine.DeliveryStatus{engine.Queued, engine.Deferred, engine.Active} {
		if len(claimed) >= limit {
			break
		}
		until := at(now.Add(lease))
		some, err := s.claim(ctx, status, at(now), limit-len(claimed), fmt.Sprint(worker, " until ", until), until)
		if err != nil {
			return nil, fmt.Errorf("claiming letters: %w", err)
		}
		claimed = append(claimed, some...)
	}
	return claimed, nil
}

func (s *Store) claim(ctx context.Context, status engine.DeliveryStatus, args ...any) ([]engine.Delivery, error) {
	var rows []deliveryRow
	text := fmt.Sprintf(claimNotices, status, s.skipLocked)
	err := s.write(ctx, func(w work) error {
		rows = nil
		if err := w.all(&rows, text, args...); err != nil {
			return err
		}
		along, err := s.claimAlong(w, rows, args)
		rows = append(rows, along...)
		return err
	})
	if err != nil {
		return nil, err
	}
	claimed, err := deliveriesOf(rows)
	slices.SortFunc(claimed, func(a, b engine.Delivery) int { return cmp.Compare(a.ID, b.ID) })
	return claimed, err
}

var settlementColumns = []column{
	{"notice", "text"}, {"status", "text"}, {"attempts", "bigint"}, {"next_at", "timestamptz"},
	{"settled_at", "timestamptz"}, {"response", "text"}, {"claim", "text"}, {"bundle", "text"}, {"carrier", "text"},
}

// settleNotices believes the worker that has a letter, and of one that had it only
// that the letter has gone.
const settleNotices = `
	UPDATE notices
	SET    status = x.status, attempts = x.attempts, next_at = x.next_at, settled_at = COALESCE(x.settled_at, notices.settled_at),
	       response = x.response, bundle = x.bundle, carrier = x.carrier, worker = ''
	FROM   %s
	WHERE  notices.id = x.notice
	AND    (notices.status = 'active' AND notices.worker = x.claim
	        OR x.status IN ('accepted', 'merged') AND notices.status NOT IN ('accepted', 'merged', 'returned'))`

// Settle keeps what came of letters, all or none, in one statement.
func (s *Store) Settle(ctx context.Context, settled []engine.Settlement) error {
	if len(settled) == 0 {
		return nil
	}
	var rows [][]any
	for _, t := range settled {
		rows = append(rows, settledRow(t))
		for _, along := range t.Along {
			rows = append(rows, settledRow(along))
		}
	}
	text := fmt.Sprintf(settleNotices, s.given(1, settlementColumns...))
	err := s.write(ctx, func(w work) error {
		_, err := w.exec(text, s.rowsOf(settlementColumns, rows)...)
		return err
	})
	if err != nil {
		return fmt.Errorf("settling letters: %w", err)
	}
	return nil
}

// settledRow is what a letter's row becomes: of one that waits no more, when it ceased.
func settledRow(t engine.Settlement) []any {
	next, settledAt := at(t.NextAt), any(nil)
	switch t.Status {
	case engine.Accepted, engine.Failed, engine.Needless, engine.Merged, engine.Unwanted:
		next, settledAt = nil, at(t.At)
	case engine.Queued: // since when it may go, where that is said
		settledAt = at(t.At)
	}
	return []any{t.Notice, string(t.Status), t.Attempts, next, settledAt, t.Response, t.Claim, t.Bundle, t.Carrier}
}

// change runs one statement in a transaction and answers how many rows it changed.
func (s *Store) change(ctx context.Context, doing, text string, args ...any) (int, error) {
	var changed int64
	err := s.write(ctx, func(w work) (err error) {
		changed, err = w.exec(text, args...)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("%s: %w", doing, err)
	}
	return int(changed), nil
}

const (
	oldestWaiting = `
	SELECT min(made_at)
	FROM   notices
	WHERE  status IN ('queued', 'active', 'deferred') AND next_at <= $1`

	nextWaiting = `
	SELECT min(next_at)
	FROM   notices
	WHERE  status IN ('queued', 'deferred') AND status IN ('queued', 'active', 'deferred')
	AND    (let_through OR NOT EXISTS (SELECT 1 FROM settings WHERE name = 'hold'))`
)

// QueueAge is how long the oldest letter that is due has waited, 0 where none is.
func (s *Store) QueueAge(ctx context.Context, now time.Time) (time.Duration, error) {
	var oldest stamp
	if err := s.readers.one(ctx, &oldest, oldestWaiting, at(now)); err != nil {
		return 0, fmt.Errorf("asking for the oldest letter: %w", err)
	}
	if oldest.IsZero() {
		return 0, nil
	}
	return max(0, now.Sub(oldest.Time)), nil
}

// NextDelivery is when a letter is next due, and false where none waits or all are
// held.
func (s *Store) NextDelivery(ctx context.Context) (time.Time, bool, error) {
	var next stamp
	if err := s.readers.one(ctx, &next, nextWaiting); err != nil {
		return time.Time{}, false, fmt.Errorf("asking for the next letter: %w", err)
	}
	return next.Time, !next.IsZero(), nil
}
