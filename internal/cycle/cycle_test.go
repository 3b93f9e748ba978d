package cycle

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beredd/internal/engine"
)

// A world is timers and an engine in one: it remembers which fired, as a store
// does, and refuses to let one fire twice.
type world struct {
	mu     sync.Mutex
	now    time.Time
	timers []timer
	fired  []string
	broken string        // a proposal that the engine fails on
	rotten string        // one that it panics on
	meet   chan struct{} // where the first two wait for each other, or nil
	token  int64
	holder *engine.Fence
}

type timer struct {
	id, proposal string
	due          time.Time
	done         bool
}

func (w *world) DueProposals(_ context.Context, now time.Time, limit int) ([]engine.Due, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var due []engine.Due
	for _, t := range w.timers {
		seen := slices.ContainsFunc(due, func(d engine.Due) bool { return d.Proposal == t.proposal })
		if !t.done && !t.due.After(now) && !seen && len(due) < limit {
			due = append(due, engine.Due{Proposal: t.proposal, Timer: t.id})
		}
	}
	return due, nil
}

func (w *world) Act(_ context.Context, act engine.Act) (engine.Outcome, error) {
	if w.meet != nil && (act.Proposal == "p0" || act.Proposal == "p1") { // each waits for the other
		select {
		case w.meet <- struct{}{}:
		case <-w.meet:
		case <-time.After(5 * time.Second):
			return engine.Outcome{}, errors.New("nobody came")
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if act.Proposal == w.rotten {
		panic("the paper is rotten")
	}
	if act.Proposal == w.broken {
		return engine.Outcome{}, errors.New("the paper is torn")
	}
	if slices.Contains(w.fired, act.Key) {
		return engine.Outcome{Repeated: true}, nil
	}
	w.fired = append(w.fired, act.Key)
	for i := range w.timers {
		if t := &w.timers[i]; t.proposal == act.Proposal && !t.due.After(w.now) {
			t.done = true
		}
	}
	return engine.Outcome{}, nil
}

func (w *world) Sweep(context.Context, *engine.Fence) (int, error) { return 0, nil }

func (w *world) Take(context.Context) (*engine.Fence, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.holder != nil {
		return nil, nil
	}
	w.token++
	w.holder = &engine.Fence{Lease: "tick", Token: w.token}
	return w.holder, nil
}

func (w *world) Release(context.Context, *engine.Fence) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.holder = nil
	return nil
}

func (w *world) clock() time.Time { return w.now }

func (w *world) ticker(lease Lease) *Ticker {
	return NewTicker(w, w, lease, w.clock, slog.New(slog.NewTextHandler(io.Discard, nil)))
}

var monday = time.Date(2026, 2, 2, 8, 0, 0, 0, time.UTC)

func TestWhatWasDueDuringDowntimeHappensAtTheFirstTick(t *testing.T) {
	w := &world{now: monday.AddDate(0, 1, 0), timers: []timer{
		{id: "a", proposal: "p1", due: monday},
		{id: "b", proposal: "p1", due: monday.AddDate(0, 0, 7)},
		{id: "c", proposal: "p2", due: monday.AddDate(0, 0, 1)},
		{id: "d", proposal: "p2", due: monday.AddDate(0, 2, 0)},
	}}
	n, err := w.ticker(nil).Tick(t.Context())
	if err != nil || n != 2 {
		t.Fatalf("Tick acted %d times, %v; want once for each of 2 proposals", n, err)
	}
	if want := []string{"tick:a", "tick:c"}; !slices.Equal(w.fired, want) {
		t.Errorf("fired %v, want %v", w.fired, want)
	}
	if n, err := w.ticker(nil).Tick(t.Context()); n != 0 || err != nil {
		t.Errorf("a second tick acted %d times, %v; want nothing, for nothing is due", n, err)
	}
}

func TestAProposalThatFailsDoesNotStopTheOthers(t *testing.T) {
	w := &world{now: monday, broken: "p1", timers: []timer{
		{id: "a", proposal: "p1", due: monday}, {id: "b", proposal: "p2", due: monday},
	}}
	n, err := w.ticker(nil).Tick(t.Context())
	if n != 1 || !slices.Equal(w.fired, []string{"tick:b"}) {
		t.Errorf("acted %d times on %v, want once on p2", n, w.fired)
	}
	if err == nil || !strings.Contains(err.Error(), "p1: the paper is torn") {
		t.Errorf("the error is %v, want it to name p1", err)
	}
	w.broken = ""
	if n, err := w.ticker(nil).Tick(t.Context()); n != 1 || err != nil {
		t.Errorf("the next tick acted %d times, %v; want p1 tried again", n, err)
	}
}

// A morning on which many are due: several at the same time, each once, and one that
// waits for others keeps none of them waiting.
func TestSeveralAreActedOnAtTheSameTime(t *testing.T) {
	w := &world{now: monday, broken: "p7", rotten: "p8", meet: make(chan struct{})}
	for n := range 250 {
		w.timers = append(w.timers, timer{id: fmt.Sprint("t", n), proposal: fmt.Sprint("p", n), due: monday})
	}
	n, err := w.ticker(nil).AtOnce(4).Tick(t.Context())
	slices.Sort(w.fired)
	if n != 248 || len(slices.Compact(w.fired)) != 248 {
		t.Errorf("acted %d times, on %d of 248", n, len(w.fired))
	}
	if err == nil || !strings.Contains(err.Error(), "p7: the paper is torn") || !strings.Contains(err.Error(), "p8: a defect") {
		t.Errorf("the error is %v, want both that failed", err)
	}
}

func TestADefectThatOneProposalBringsOutDoesNotStopTheOthers(t *testing.T) {
	t.Parallel()
	w := &world{now: monday, rotten: "p1", timers: []timer{
		{"t1", "p1", monday.Add(-2 * time.Hour), false}, {"t2", "p2", monday.Add(-time.Hour), false}}}
	_, err := w.ticker(nil).Tick(t.Context())
	if err == nil || !strings.Contains(err.Error(), "rotten") {
		t.Errorf("the defect is not told of: %v", err)
	}
	if !slices.Equal(w.fired, []string{"tick:t2"}) {
		t.Errorf("fired %v, want the other's timer", w.fired)
	}
}

func TestTwoTickersDoNothingTwice(t *testing.T) {
	w := &world{now: monday}
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		w.timers = append(w.timers, timer{id: id, proposal: "p" + id, due: monday})
	}
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if _, err := w.ticker(nil).Tick(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	slices.Sort(w.fired)
	if want := []string{"tick:a", "tick:b", "tick:c", "tick:d", "tick:e"}; !slices.Equal(w.fired, want) {
		t.Errorf("fired %v, want each once", w.fired)
	}
}

func TestOnlyWhoHasTheLeaseTicks(t *testing.T) {
	w := &world{now: monday, timers: []timer{{id: "a", proposal: "p1", due: monday}}}
	w.holder = &engine.Fence{Lease: "tick", Token: 7}
	if n, err := w.ticker(w).Tick(t.Context()); n != 0 || err != nil || len(w.fired) > 0 {
		t.Errorf("ticked %d times, %v, while another node has the lease", n, err)
	}
	w.holder = nil
	if n, err := w.ticker(w).Tick(t.Context()); n != 1 || err != nil {
		t.Errorf("ticked %d times, %v, with the lease free", n, err)
	}
	if w.holder != nil {
		t.Error("the lease was not given back")
	}
}

// A timer that stays due after it fired must not be fired until the end of days.
func TestATimerThatStaysDueIsReported(t *testing.T) {
	w := &stubborn{}
	ticker := NewTicker(w, w, nil, func() time.Time { return monday }, slog.New(slog.NewTextHandler(io.Discard, nil)))
	n, err := ticker.Tick(t.Context())
	if n != 1 || !errors.Is(err, errStuck) {
		t.Errorf("acted %d times, %v; want once and then that it is stuck", n, err)
	}
}

type stubborn struct{}

func (stubborn) Sweep(context.Context, *engine.Fence) (int, error) { return 0, nil }

func (stubborn) DueProposals(context.Context, time.Time, int) ([]engine.Due, error) {
	return []engine.Due{{Proposal: "p1", Timer: "a"}}, nil
}

func (stubborn) Act(context.Context, engine.Act) (engine.Outcome, error) {
	return engine.Outcome{}, nil
}
