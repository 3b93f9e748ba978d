package outbox

import (
	"context"
	"sync"
	"time"

	"beredd/internal/engine"
)

// Run delivers until ctx ends. Then it takes no more letters, lets those in hand
// arrive, notes what came of them, gives back the rest, and returns.
//
// Claiming, sending and noting go on beside each other: a letter that takes its
// time holds up one of the senders and nobody else's letter.
func (w *Worker) Run(ctx context.Context) {
	working, stop := w.outlive(ctx)
	defer stop()
	jobs := make(chan job)
	done := make(chan engine.Settlement, w.config.Batch)
	var senders, noting sync.WaitGroup
	for range w.config.Senders {
		senders.Go(func() { w.sendAll(working, jobs, done) })
	}
	noting.Go(func() { w.noteAll(working, done) })
	w.feed(ctx, working, jobs, done)
	close(jobs)
	senders.Wait()
	close(done)
	noting.Wait()
}

// outlive is a context for the work in hand: it ends a grace after ctx.
func (w *Worker) outlive(ctx context.Context) (context.Context, context.CancelFunc) {
	working, cancel := context.WithCancel(context.WithoutCancel(ctx))
	unhook := context.AfterFunc(ctx, func() {
		late := time.NewTimer(w.config.Grace)
		defer late.Stop()
		select {
		case <-late.C:
			cancel()
		case <-working.Done():
		}
	})
	return working, func() { unhook(); cancel() }
}

// feed claims letters and hands them to the senders, until ctx ends.
func (w *Worker) feed(ctx, working context.Context, jobs chan<- job, done chan<- engine.Settlement) {
	for ctx.Err() == nil {
		claimed, err := w.turn(ctx, working, jobs, done)
		if err != nil && ctx.Err() == nil {
			w.config.Log.Error("delivering letters", "error", err)
		}
		if claimed == 0 {
			w.rest(ctx)
		}
	}
}

// turn claims once. After a silence one letter goes first, and alone.
func (w *Worker) turn(ctx, working context.Context, jobs chan<- job, done chan<- engine.Settlement) (int, error) {
	wait, silent := w.pause.left()
	if wait > 0 {
		sleep(ctx, wait)
		return 1, nil
	}
	limit := w.config.Batch
	if silent {
		limit = 1
	}
	claimed, err := w.claim(working, w.config.Now(), limit)
	if err != nil {
		return 0, err
	}
	for i, j := range claimed {
		if silent {
			w.handTo(working, j, done)
			continue
		}
		select {
		case jobs <- j:
		case <-ctx.Done():
			w.giveBack(working, deliveries(claimed[i:]), w.config.Now())
			return len(claimed), nil
		}
	}
	return len(claimed), nil
}

func deliveries(jobs []job) []engine.Delivery {
	letters := make([]engine.Delivery, len(jobs))
	for i := range jobs {
		letters[i] = jobs[i].Delivery
	}
	return letters
}

// rest waits to be woken, or to look again.
func (w *Worker) rest(ctx context.Context) {
	again := time.NewTimer(w.config.Poll)
	defer again.Stop()
	select {
	case <-w.wake:
	case <-again.C:
	case <-ctx.Done():
	}
}

// sendAll is one sender: a letter after another.
func (w *Worker) sendAll(working context.Context, jobs <-chan job, done chan<- engine.Settlement) {
	for j := range jobs {
		w.handTo(working, j, done)
	}
}

func (w *Worker) handTo(working context.Context, j job, done chan<- engine.Settlement) {
	if s, ok := w.hand(working, j, w.config.Now()); ok {
		done <- s
	}
}

// noteAll keeps what came of letters, as many at once as have come together.
func (w *Worker) noteAll(working context.Context, done <-chan engine.Settlement) {
	for first := range done {
		w.settle(working, gather(first, done, w.config.Batch))
	}
}

// gather takes what waits already, and waits for no more.
func gather(first engine.Settlement, done <-chan engine.Settlement, most int) []engine.Settlement {
	together := []engine.Settlement{first}
	for len(together) < most {
		select {
		case s, open := <-done:
			if !open {
				return together
			}
			together = append(together, s)
		default:
			return together
		}
	}
	return together
}

// longestRetry is how long to wait between tries to note what came of letters.
const longestRetry = 5 * time.Second

// settle keeps trying: a letter that was handed over and not noted would go
// again. Meanwhile no further letter goes, for the senders wait for it.
func (w *Worker) settle(working context.Context, settled []engine.Settlement) {
	for wait := 50 * time.Millisecond; ; wait = min(2*wait, longestRetry) {
		err := w.queue.Settle(working, settled)
		if err == nil {
			return
		}
		w.config.Log.Error("noting what came of letters", "letters", len(settled), "error", err)
		if sleep(working, wait); working.Err() != nil {
			return
		}
	}
}

// sleep waits, at most until ctx ends.
func sleep(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
