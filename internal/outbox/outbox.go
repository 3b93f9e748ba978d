// Package outbox delivers: it claims letters that are due, hands each to a
// Sender, and notes that it was handed over or when it is tried again. Every
// letter that was once owed ends as handed over, as failed, as held, or as a
// reminder that was no longer needed, each shown to people.
//
// It does not know what a letter says, how it is sent, or how a queue is kept.
package outbox

import (
	"context"
	"log/slog"
	"time"

	"beredd/internal/engine"
)

// A Queue is where letters wait.
type Queue interface {
	// Claim takes at most limit letters that are due at now, the longest due
	// first, for a worker. Nobody else has them before the lease has run out or
	// they are settled. It doesn't change how often they have been tried. Of letters
	// that have a Bundle in common it takes all that are due, or none.
	Claim(ctx context.Context, worker string, now time.Time, lease time.Duration, limit int) ([]engine.Delivery, error)
	// Facts reads what the letters are written from, one for each delivery and
	// in their order.
	Facts(ctx context.Context, letters []engine.Delivery) ([]engine.LetterFacts, error)
	// Settle keeps what came of letters and of those Along, all or none. Where another has a letter by
	// now, it keeps only that it was handed over.
	Settle(ctx context.Context, settled []engine.Settlement) error
}

// A Sender hands one letter over. It may be asked for many letters at once, and
// answers within a time that it bounds itself.
type Sender interface {
	Send(ctx context.Context, letter engine.LetterFacts, now time.Time) engine.Handover
}

// A Config is how a worker works. The zero value of each field is its default.
type Config struct {
	Name    string        // of the worker, unlike every other's; "outbox"
	Senders int           // letters that the sender has in hand at once; 4
	Batch   int           // letters claimed at once; 100
	Lease   time.Duration // for how long they are its own, longer than the longest sending; 10 minutes
	Poll    time.Duration // how often it looks when nobody wakes it; 5 seconds
	Grace   time.Duration // for the letters in hand when it is stopped; 40 seconds
	Pause   time.Duration // before the server is tried again, the first time; 5 seconds
	// DomainPause is how long one domain that refuses letter after letter is left
	// alone, the first time; 30 seconds.
	DomainPause time.Duration
	// Stale is how old a letter's news may be: older is held until a person lets it
	// go. It is counted from when the letter might first go. 14 days.
	Stale time.Duration
	Route Router           // when each letter goes, and with which; nil lets every one go at once
	Now   func() time.Time // the time that letters live by; time.Now
	Log   *slog.Logger     // slog.Default
}

func (c Config) withDefaults() Config {
	set(&c.Name, "outbox")
	set(&c.Senders, 4)
	set(&c.Batch, 100)
	set(&c.Lease, 10*time.Minute)
	set(&c.Poll, 5*time.Second)
	set(&c.Grace, 40*time.Second)
	set(&c.Pause, 5*time.Second)
	set(&c.Stale, 14*24*time.Hour)
	set(&c.DomainPause, 30*time.Second)
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	return c
}

// set gives a field its default where it has none.
func set[T comparable](field *T, usual T) {
	var none T
	if *field == none {
		*field = usual
	}
}

// A Worker delivers one queue's letters through one Sender.
type Worker struct {
	queue  Queue
	sender Sender
	config Config
	wake   chan struct{}
	pause  *pause
}

// New makes a worker. It does nothing before Run or Drain.
func New(queue Queue, sender Sender, config Config) *Worker {
	config = config.withDefaults()
	return &Worker{
		queue: queue, sender: sender, config: config,
		wake: make(chan struct{}, 1), pause: &pause{first: config.Pause},
	}
}

// Wake tells the worker that letters may be due. It never waits, and may be
// called after every commit.
func (w *Worker) Wake() {
	select {
	case w.wake <- struct{}{}:
	default: // it will look anyway
	}
}
