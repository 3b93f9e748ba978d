// Package outboxtest is a queue in memory, for tests of whoever delivers. It
// keeps the rules that a store's queue keeps, and remembers what it was told.
package outboxtest

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"beredd/internal/engine"
)

// A Queue is an outbox.Queue in memory.
type Queue struct {
	sync.Mutex
	rows    map[string]*row
	order   []string
	Failing error // what Settle answers, where set
}

type row struct {
	facts engine.LetterFacts
	lease time.Time
}

// New makes a queue of letters, all of them waiting.
func New(letters ...engine.LetterFacts) *Queue {
	q := &Queue{rows: map[string]*row{}}
	q.Add(letters...)
	return q
}

// Add owes more letters.
func (q *Queue) Add(letters ...engine.LetterFacts) {
	q.Lock()
	defer q.Unlock()
	for _, l := range letters {
		l.Status = engine.Queued
		if l.NextAt.IsZero() {
			l.NextAt = l.At
		}
		q.rows[l.Notice.ID] = &row{facts: l}
		q.order = append(q.order, l.Notice.ID)
	}
}

// Claim is outbox.Queue's.
func (q *Queue) Claim(_ context.Context, worker string, now time.Time, lease time.Duration, limit int) ([]engine.Delivery, error) {
	q.Lock()
	defer q.Unlock()
	var due []*row
	for _, id := range q.order {
		if r := q.rows[id]; r.due(now) {
			due = append(due, r)
		}
	}
	slices.SortStableFunc(due, func(a, b *row) int { return cmp.Compare(a.facts.NextAt.UnixNano(), b.facts.NextAt.UnixNano()) })
	var claimed []engine.Delivery
	for _, r := range withMates(due, limit) {
		r.facts.Status, r.lease = engine.Active, now.Add(lease)
		r.facts.Claim = worker + r.lease.String()
		claimed = append(claimed, r.facts.Delivery)
	}
	return claimed, nil
}

// withMates are so many of the letters that are due, with all that go as one with them.
func withMates(due []*row, limit int) []*row {
	taken := slices.Clone(due[:min(limit, len(due))])
	for _, r := range due[len(taken):] {
		if r.facts.Bundle != "" && slices.ContainsFunc(taken, func(t *row) bool { return t.facts.Bundle == r.facts.Bundle }) {
			taken = append(taken, r)
		}
	}
	return taken
}

func (r *row) due(now time.Time) bool {
	switch r.facts.Status {
	case engine.Queued, engine.Deferred:
		return !r.facts.NextAt.After(now)
	case engine.Active:
		return r.lease.Before(now)
	}
	return false
}

// Facts is outbox.Queue's.
func (q *Queue) Facts(_ context.Context, letters []engine.Delivery) ([]engine.LetterFacts, error) {
	q.Lock()
	defer q.Unlock()
	facts := make([]engine.LetterFacts, len(letters))
	for i, l := range letters {
		facts[i] = q.rows[l.ID].facts
	}
	return facts, nil
}

// Settle is outbox.Queue's.
func (q *Queue) Settle(_ context.Context, settled []engine.Settlement) error {
	q.Lock()
	defer q.Unlock()
	if q.Failing != nil {
		return q.Failing
	}
	for _, s := range settled {
		q.keep(s)
		for _, along := range s.Along {
			q.keep(along)
		}
	}
	return nil
}

func (q *Queue) keep(s engine.Settlement) {
	f := &q.rows[s.Notice].facts
	has := f.Status == engine.Active && f.Claim == s.Claim
	if !has && (s.Status != engine.Accepted || f.Status == engine.Accepted) {
		return
	}
	f.Status, f.Attempts, f.NextAt, f.Response = s.Status, s.Attempts, s.NextAt, s.Response
	if !s.At.IsZero() && s.Status != engine.Deferred && s.Status != engine.Held {
		f.SettledAt = s.At
	}
	f.Bundle, f.Carrier = s.Bundle, s.Carrier
}

// Fail lets Settle answer err from now on, or work again.
func (q *Queue) Fail(err error) {
	q.Lock()
	defer q.Unlock()
	q.Failing = err
}

// Delivery is where a letter is now.
func (q *Queue) Delivery(id string) engine.Delivery {
	q.Lock()
	defer q.Unlock()
	return q.rows[id].facts.Delivery
}

// Statuses counts the letters by where they are.
func (q *Queue) Statuses() map[engine.DeliveryStatus]int {
	q.Lock()
	defer q.Unlock()
	count := map[engine.DeliveryStatus]int{}
	for _, r := range q.rows {
		count[r.facts.Status]++
	}
	return count
}
