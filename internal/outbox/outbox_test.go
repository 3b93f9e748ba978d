package outbox_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"beredd/internal/engine"
	"beredd/internal/outbox"
	"beredd/internal/outbox/outboxtest"
	"beredd/internal/store/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(clustered{m}) }

// clustered are the tests, with a database server while they run.
type clustered struct{ *testing.M }

func (c clustered) Run() int { return storetest.Main(c.M) }

var start = time.Date(2026, 4, 7, 8, 15, 0, 0, time.UTC)

// letters owes n letters, to r0, r1 and so on.
func letters(n int) []engine.LetterFacts {
	all := make([]engine.LetterFacts, n)
	for i := range all {
		all[i].Notice = engine.Notice{ID: fmt.Sprintf("n%d", i), Letter: "decision", Mail: fmt.Sprintf("r%d@borgholm.example", i), At: start}
	}
	return all
}

// A sender answers what each letter's script says, in turn, and remembers the
// letters that it was handed.
type sender struct {
	sync.Mutex
	script map[string][]engine.Handover // by notice; without one the letter arrives
	hook   func(notice string)
	handed []string
}

func (s *sender) Send(_ context.Context, l engine.LetterFacts, _ time.Time) engine.Handover {
	if s.hook != nil {
		s.hook(l.Notice.ID)
	}
	s.Lock()
	defer s.Unlock()
	s.handed = append(s.handed, l.Notice.ID)
	script := s.script[l.Notice.ID]
	if len(script) == 0 {
		return engine.Handover{Fate: engine.HandedOver, Response: "250 2.0.0 queued"}
	}
	s.script[l.Notice.ID] = script[1:]
	return script[0]
}

func (s *sender) times(notice string) int {
	s.Lock()
	defer s.Unlock()
	n := 0
	for _, id := range s.handed {
		if id == notice {
			n++
		}
	}
	return n
}

func worker(q outbox.Queue, s outbox.Sender, config outbox.Config) *outbox.Worker {
	if config.Now == nil {
		config.Now = func() time.Time { return start }
	}
	if config.Log == nil {
		config.Log = slog.New(slog.DiscardHandler)
	}
	return outbox.New(q, s, config)
}

func drain(t *testing.T, w *outbox.Worker, now time.Time) {
	t.Helper()
	if _, err := w.Drain(t.Context(), now); err != nil {
		t.Fatal(err)
	}
}

func later(response string) engine.Handover {
	return engine.Handover{Fate: engine.TryAgain, Response: response}
}

func TestALetterEndsWhereItsServerPutsIt(t *testing.T) {
	rows := []struct {
		name     string
		script   []engine.Handover
		want     engine.DeliveryStatus
		attempts int
		response string
	}{
		{"accepted", nil, engine.Accepted, 1, "250 2.0.0 queued"},
		{"refused for good", []engine.Handover{{Fate: engine.Refused, Response: "550 5.1.1 no such mailbox"}}, engine.Failed, 1, "550 5.1.1 no such mailbox"},
		{"refused for now", []engine.Handover{later("450 4.2.0 greylisted")}, engine.Deferred, 1, "450 4.2.0 greylisted"},
		{"not to be written", []engine.Handover{{Fate: engine.Unwritable, Err: errors.New("no such letter")}}, engine.Held, 1, ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			q := outboxtest.New(letters(1)...)
			w := worker(q, &sender{script: map[string][]engine.Handover{"n0": row.script}}, outbox.Config{})
			drain(t, w, start)
			got := q.Delivery("n0")
			if got.Status != row.want || got.Attempts != row.attempts || got.Response != row.response {
				t.Errorf("it is %s after %d tries with %q, want %s after %d with %q",
					got.Status, got.Attempts, got.Response, row.want, row.attempts, row.response)
			}
		})
	}
}

// Borgholm answers while its reminder waits for a mail server.
func TestAReminderThatWasOvertakenIsNotSent(t *testing.T) {
	reminders := letters(2)
	for i := range reminders {
		l := &reminders[i]
		l.Letter, l.Round, l.Respondent, l.Event.At = "reminder", "r", []string{"borgholm", "torsas"}[i], start.Add(-time.Hour)
		l.Proposal.Rounds = []engine.Round{{ID: "r", Respondents: []engine.Respondent{
			{Organization: "borgholm", Answer: "spread", Final: true, At: start.Add(-time.Minute)}, {Organization: "torsas"}}}}
	}
	q, s := outboxtest.New(reminders...), &sender{}
	drain(t, worker(q, s, outbox.Config{}), start)
	if s.times("n0") != 0 || s.times("n1") != 1 {
		t.Errorf("handed over: %v, want the reminder of who is silent", s.handed)
	}
	if got := q.Delivery("n0").Status; got != engine.Needless {
		t.Errorf("the reminder of who has answered is %s", got)
	}
}

func TestALetterIsTriedForThreeDaysAndThenFailed(t *testing.T) {
	q := outboxtest.New(letters(1)...)
	script := map[string][]engine.Handover{}
	for range 100 {
		script["n0"] = append(script["n0"], later("451 4.3.0 try later"))
	}
	s := &sender{script: script}
	w := worker(q, s, outbox.Config{})
	now, last := start, start
	var waited []time.Duration
	for q.Delivery("n0").Status != engine.Failed {
		drain(t, w, now)
		last = now
		if next := q.Delivery("n0").NextAt; !next.IsZero() {
			waited = append(waited, next.Sub(now))
			drain(t, w, next.Add(-time.Second)) // a second too early nothing goes
			now = next
		}
	}
	for i, want := range []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour} {
		if waited[i] < want || waited[i] > want*6/5 {
			t.Errorf("after try %d it waited %v, want %v or up to a fifth more", i+1, waited[i], want)
		}
	}
	if tried := last.Sub(start); tried < 72*time.Hour || tried > 92*time.Hour {
		t.Errorf("it was tried for %v, want about three days", tried)
	}
	if s.times("n0") != q.Delivery("n0").Attempts {
		t.Errorf("it was handed over %d times and shows %d tries", s.times("n0"), q.Delivery("n0").Attempts)
	}
}

func TestLettersRefusedTogetherComeApart(t *testing.T) {
	seen := map[time.Duration]bool{}
	for i := range 14 {
		wait, _ := outbox.Backoff(fmt.Sprintf("n%d", i), 1)
		again, _ := outbox.Backoff(fmt.Sprintf("n%d", i), 1)
		if wait != again {
			t.Fatal("the same letter waits now one time and now another")
		}
		seen[wait] = true
	}
	if len(seen) < 10 {
		t.Errorf("14 letters come again at %d moments only", len(seen))
	}
}

func TestAServerThatIsGoneCostsNoTries(t *testing.T) {
	q := outboxtest.New(letters(3)...)
	gone := engine.Handover{Fate: engine.NoServer, Err: errors.New("connection refused")}
	s := &sender{script: map[string][]engine.Handover{"n0": {gone}}}
	w := worker(q, s, outbox.Config{Pause: 20 * time.Millisecond})
	if _, err := w.Drain(t.Context(), start); !errors.Is(err, outbox.ErrNoServer) {
		t.Fatalf("it says %v, want that there is no server", err)
	}
	for i := range 3 {
		if d := q.Delivery(fmt.Sprintf("n%d", i)); d.Attempts != 0 || d.Status == engine.Active {
			t.Errorf("%s is %s with %d tries, though no server was there to refuse it", d.ID, d.Status, d.Attempts)
		}
	}
	if len(s.handed) != 1 {
		t.Errorf("%d letters were tried on a server that is gone", len(s.handed))
	}
	time.Sleep(30 * time.Millisecond)
	drain(t, w, start.Add(time.Minute))
	if got := q.Statuses(); got[engine.Accepted] != 3 {
		t.Errorf("when the server is back the letters are %v", got)
	}
}

// running runs a worker until the test says stop.
func running(t *testing.T, w *outbox.Worker) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); w.Run(ctx) }()
	stop = sync.OnceFunc(func() { cancel(); <-ended })
	t.Cleanup(stop)
	return stop
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("it never came to be that %s", what)
}

func TestASlowRecipientDelaysNobodyElse(t *testing.T) {
	q := outboxtest.New(letters(250)...)
	release := make(chan struct{})
	s := &sender{hook: func(notice string) {
		if notice == "n0" {
			<-release
		}
	}}
	w := worker(q, s, outbox.Config{Senders: 2, Batch: 10})
	running(t, w)
	let := sync.OnceFunc(func() { close(release) })
	t.Cleanup(let) // before the worker is stopped, which waits for what is in hand
	eventually(t, "all others have their letters", func() bool { return q.Statuses()[engine.Accepted] == 249 })
	if got := q.Delivery("n0").Status; got != engine.Active {
		t.Errorf("the slow one's letter is %s", got)
	}
	let()
	eventually(t, "the slow one has it too", func() bool { return q.Statuses()[engine.Accepted] == 250 })
	for i := range 250 {
		if n := s.times(fmt.Sprintf("n%d", i)); n != 1 {
			t.Fatalf("n%d was handed over %d times", i, n)
		}
	}
}

func TestALetterGoesAtOnceWhenTheWorkerIsWoken(t *testing.T) {
	q := outboxtest.New()
	w := worker(q, &sender{}, outbox.Config{Poll: time.Hour})
	running(t, w)
	time.Sleep(20 * time.Millisecond) // it rests
	q.Add(letters(1)...)
	began := time.Now()
	w.Wake()
	eventually(t, "the letter is handed over", func() bool { return q.Delivery("n0").Status == engine.Accepted })
	if took := time.Since(began); took > time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestAWorkerThatIsStoppedFinishesWhatIsInHand(t *testing.T) {
	q := outboxtest.New(letters(50)...)
	began, release := make(chan string, 50), make(chan struct{})
	s := &sender{hook: func(notice string) { began <- notice; <-release }}
	w := worker(q, s, outbox.Config{Senders: 2})
	stop := running(t, w)
	<-began
	<-began
	go func() { time.Sleep(50 * time.Millisecond); close(release) }()
	stop()
	if got := q.Statuses(); got[engine.Accepted] != 2 || got[engine.Queued] != 48 {
		t.Errorf("after the stop letters are %v, want the 2 in hand accepted and 48 given back", got)
	}
}

// While nothing can be noted few letters go: each of them goes again if the process dies.
func TestFewLettersGoThatAreNotNoted(t *testing.T) {
	q := outboxtest.New(letters(250)...)
	q.Fail(errors.New("database is down"))
	s := &sender{}
	const senders = 2
	running(t, worker(q, s, outbox.Config{Senders: senders}))
	handed := func() int {
		s.Lock()
		defer s.Unlock()
		return len(s.handed)
	}
	eventually(t, "letters are handed over", func() bool { return handed() > senders })
	time.Sleep(200 * time.Millisecond)
	if n := handed(); n > 5*senders {
		t.Errorf("%d letters have gone of which none is noted", n)
	}
	q.Fail(nil)
	eventually(t, "all are noted", func() bool { return q.Statuses()[engine.Accepted] == 250 })
}

func TestWhatWasHandedOverIsNotedThoughTheStoreFailsForAWhile(t *testing.T) {
	q := outboxtest.New(letters(20)...)
	q.Fail(errors.New("database is down"))
	s := &sender{}
	w := worker(q, s, outbox.Config{Batch: 4})
	running(t, w)
	eventually(t, "letters have been handed over", func() bool { return s.times("n0") == 1 })
	time.Sleep(100 * time.Millisecond)
	q.Fail(nil)
	eventually(t, "all are noted", func() bool { return q.Statuses()[engine.Accepted] == 20 })
	for i := range 20 {
		if n := s.times(fmt.Sprintf("n%d", i)); n != 1 {
			t.Errorf("n%d was handed over %d times", i, n)
		}
	}
}

// away is a server that cannot be reached for so many tries.
type away struct{ tries atomic.Int64 }

func (a *away) Send(context.Context, engine.LetterFacts, time.Time) engine.Handover {
	if a.tries.Add(-1) >= 0 {
		return engine.Handover{Fate: engine.NoServer}
	}
	return engine.Handover{Fate: engine.HandedOver, Response: "250 queued"}
}

func TestAServerThatComesBackGetsEverything(t *testing.T) {
	q := outboxtest.New(letters(30)...)
	server := &away{}
	server.tries.Store(6) // of which some may be at once: the pause is 3^6 ms at most
	began := time.Now()
	w := worker(q, server, outbox.Config{
		Pause: time.Millisecond, Poll: time.Millisecond, Now: func() time.Time { return start.Add(time.Since(began)) }})
	running(t, w)
	eventually(t, "all have their letters", func() bool { return q.Statuses()[engine.Accepted] == 30 })
}

func TestALetterWhoseLeaseIsOutIsLeftToOthers(t *testing.T) {
	q := outboxtest.New(letters(1)...)
	var calls atomic.Int64
	now := func() time.Time { // the clock leaps while the letter is in hand
		return start.Add(time.Duration(calls.Add(1)-1) * time.Hour)
	}
	s := &sender{}
	w := worker(q, s, outbox.Config{Now: now, Poll: time.Hour})
	stop := running(t, w)
	time.Sleep(50 * time.Millisecond)
	stop()
	if len(s.handed) != 0 {
		t.Error("a letter went though its lease had run out: somebody else may have sent it")
	}
}

func TestALetterThatBreaksItsSenderIsHeldAlone(t *testing.T) {
	q := outboxtest.New(letters(5)...)
	w := worker(q, &sender{hook: func(notice string) {
		if notice == "n2" {
			panic("nil map")
		}
	}}, outbox.Config{})
	drain(t, w, start)
	want := map[engine.DeliveryStatus]int{engine.Accepted: 4, engine.Held: 1}
	if got := q.Statuses(); !maps.Equal(got, want) {
		t.Errorf("letters are %v, want %v", got, want)
	}
}

func TestNoAddressReachesTheLog(t *testing.T) {
	var log bytes.Buffer
	q := outboxtest.New(letters(2)...)
	w := worker(q, &sender{script: map[string][]engine.Handover{"n1": {{Fate: engine.Refused, Response: "550 5.1.1 no such mailbox"}}}},
		outbox.Config{Log: slog.New(slog.NewJSONHandler(&log, nil))})
	drain(t, w, start)
	if strings.Contains(log.String(), "@") {
		t.Errorf("the log names addresses: %s", log.String())
	}
	if !strings.Contains(log.String(), `"notice":"n1"`) || !strings.Contains(log.String(), "550") {
		t.Errorf("the log does not tell what came of n1: %s", log.String())
	}
}
