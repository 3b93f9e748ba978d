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
// Claiming, sending and noting go on beside each other, and each domain has its
// own lane: a letter that takes its time holds up one of the senders, and a
// domain that does leaves some of them to all others.
func (w *Worker) Run(ctx context.Context) {
	working, stop := w.outlive(ctx)
	defer stop()
	lanes := newLanes(w.config.Senders, w.config.DomainPause)
	done := make(chan engine.Settlement, w.config.Senders) // few: what is not noted when the process dies goes again
	var senders, noting sync.WaitGroup
	for range w.config.Senders {
		senders.Go(func() { w.sendAll(working, lanes, done) })
	}
	noting.Go(func() { w.noteAll(working, done) })
	w.feed(ctx, working, lanes, done)
	w.back(lanes.close(), done)
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

// feed claims letters for the senders, until ctx ends: more as soon as one of
// them is free.
func (w *Worker) feed(ctx, working context.Context, lanes *lanes, done chan<- engine.Settlement) {
	for ctx.Err() == nil {
		select {
		case <-lanes.hungry:
		case <-ctx.Done():
			return
		}
		claimed, err := w.turn(ctx, working, lanes, done)
		if err != nil && ctx.Err() == nil {
			w.config.Log.Error("delivering letters", "error", err)
		}
		if claimed == 0 {
			w.rest(ctx)
		}
		lanes.again()
	}
}

// mostHeld is how many batches may wait for their turn in memory.
const mostHeld = 10

// turn claims once. After a silence one letter goes first, and alone.
func (w *Worker) turn(ctx, working context.Context, lanes *lanes, done chan<- engine.Settlement) (int, error) {
	wait, silent := w.pause.left()
	if wait > 0 {
		sleep(ctx, wait)
		return 1, nil
	}
	w.back(lanes.overflow(mostHeld*w.config.Batch), done)
	limit := w.config.Batch
	if silent {
		limit = 1
	}
	claimed, some, err := w.claim(working, w.config.Now(), limit)
	if err != nil || !some {
		return 0, err
	}
	if silent {
		for _, j := range claimed {
			w.handTo(working, j, done)
		}
		return 1, nil
	}
	w.back(lanes.put(claimed), done)
	return 1, nil
}

// back gives letters back untried, to be claimed when they have waited.
func (w *Worker) back(letters []late, done chan<- engine.Settlement) {
	for _, l := range letters {
		spread := time.Duration(share(l.Notice.ID, l.Attempts) * float64(l.wait) / 5)
		done <- l.with(untried(l.Delivery, w.config.Now().Add(l.wait+spread)))
	}
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
func (w *Worker) sendAll(working context.Context, lanes *lanes, done chan<- engine.Settlement) {
	for {
		j, ok := lanes.next()
		if !ok {
			return
		}
		began := time.Now()
		s := w.handTo(working, j, done)
		refused := s.Status == engine.Deferred && s.Attempts > j.Attempts
		w.back(lanes.learn(j, refused, time.Since(began)), done)
	}
}

// handTo hands a letter over, lets what came of it be noted, and answers that.
func (w *Worker) handTo(working context.Context, j job, done chan<- engine.Settlement) engine.Settlement {
	s, ok := w.hand(working, j, w.config.Now())
	if ok {
		done <- s
	}
	return s
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
