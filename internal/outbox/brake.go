package outbox

import (
	"context"
	"maps"
	"sync"
	"time"

	"beredd/internal/engine"
)

// A Brake is a queue whose letters are held, before they go, when they are many
// more at once than anybody expects.
type Brake struct {
	Queue
	Most func() int // letters in a window
	// Waiting counts the letters made after a time that nobody has had yet, up to a
	// number.
	Waiting func(ctx context.Context, after time.Time, upTo int) (int, error)
	// Hold lets nobody claim a letter until a person has let them go.
	Hold func(ctx context.Context, at time.Time) error

	mu   sync.Mutex
	went map[string]time.Time // letters claimed lately, and when they were made
}

// window is the time in which letters are counted.
const window = 10 * time.Minute

// Claim claims as the queue does, and nothing where that would be too many.
func (b *Brake) Claim(ctx context.Context, worker string, now time.Time, lease time.Duration, limit int) ([]engine.Delivery, error) {
	letters, err := b.Queue.Claim(ctx, worker, now, lease, limit)
	if err != nil || len(letters) == 0 {
		return letters, err
	}
	after, most := now.Add(-window), b.Most()
	count := b.count(letters, after)
	if len(letters) == limit && count <= most {
		more, err := b.Waiting(ctx, after, most+1)
		if err != nil {
			return nil, err // the leases' end gives the letters back
		}
		count += more
	}
	if count <= most {
		return letters, nil
	}
	if err := b.Hold(ctx, now); err != nil {
		return nil, err
	}
	return nil, b.giveBack(ctx, letters, now)
}

// count notes new letters, and answers how many are of the window. Those that a
// person has let go, and those that are tried again, are expected.
func (b *Brake) count(letters []engine.Delivery, after time.Time) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.went == nil {
		b.went = map[string]time.Time{}
	}
	for _, l := range letters {
		if l.SettledAt.IsZero() && l.Attempts == 0 {
			b.went[goesAs(l)] = l.At
		}
	}
	maps.DeleteFunc(b.went, func(_ string, made time.Time) bool { return !made.After(after) })
	return len(b.went)
}

// goesAs is what a letter is counted as: a day's reminders to one address are one
// letter, and so is all that waits for an hour together.
func goesAs(l engine.Delivery) string {
	switch {
	case l.Bundle != "":
		return l.Bundle
	case l.Kind() == engine.ReminderLetter:
		return l.DayBundle()
	}
	return l.ID
}

// giveBack gives letters back untried. What was counted is over: a person looks.
func (b *Brake) giveBack(ctx context.Context, letters []engine.Delivery, now time.Time) error {
	b.mu.Lock()
	clear(b.went)
	b.mu.Unlock()
	settled := make([]engine.Settlement, len(letters))
	for i, l := range letters {
		settled[i] = untried(l, now)
	}
	return b.Settle(ctx, settled)
}
