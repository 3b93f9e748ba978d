package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"beredd/internal/cycle"
	"beredd/internal/engine"
	"beredd/internal/outbox"
	"beredd/internal/store"
	"beredd/internal/store/storetest"
)

// letters is how many wait when a drain begins.
const letters = 10_000

// A null sender hands every letter over to nobody.
type null struct {
	handed  atomic.Int64
	enough  int64
	drained chan struct{}
}

func (n *null) Send(context.Context, engine.LetterFacts, time.Time) engine.Handover {
	if n.handed.Add(1) == n.enough {
		close(n.drained)
	}
	return engine.Handover{Fate: engine.HandedOver, Response: "250 queued"}
}

// BenchmarkDrain is a full outbox emptied by a worker whose sender does nothing,
// against claiming and noting alone, and against the two barest statements that
// claim and note a hundred at a time. The goal is 0.3 of those, and 8,000 a second.
func BenchmarkDrain(b *testing.B) {
	for name, address := range map[string]string{"SQLite": file(b), "PostgreSQL": storetest.PostgresDurable(b)} {
		s := open(b, address)
		db, driver, _ := past(b, address, 0)
		owing(b, s, letters)
		drains := []struct {
			name string
			do   func() error
		}{
			{"a worker with a sender that does nothing", func() error { return work(s) }},
			{"claiming and noting alone", func() error { return claimAndNote(s) }},
			{"the barest statements", func() error { return bareDrain(db, driver) }},
		}
		rates := make([][]float64, len(drains))
		for range 5 {
			for i, drain := range drains {
				if _, err := db.Exec("UPDATE notices SET status = 'queued', attempts = 0, settled_at = NULL, next_at = made_at"); err != nil {
					b.Fatal(err)
				}
				began := time.Now()
				if err := drain.do(); err != nil {
					b.Fatalf("%s: %v", drain.name, err)
				}
				rates[i] = append(rates[i], letters/time.Since(began).Seconds())
			}
		}
		fmt.Printf("\n%-66s %8s %10s %9s\n", name+", an outbox of 10,000 letters", "", "a second", "ours/it")
		for i, drain := range drains {
			fmt.Printf("  %-64s %8s %10.0f %9.2f\n", drain.name, "", median(rates[i]), median(rates[0])/median(rates[i]))
		}
	}
	b.ReportMetric(0, "ns/op")
}

// owing saves what owes exactly n letters.
func owing(b *testing.B, s *store.Store, n int) {
	b.Helper()
	m := newBenchOf(b, s, withMembers(b, 100))
	for i := range n / 100 {
		p := m.propose(b)
		if err := m.step(p.ID, 0); err != nil {
			b.Fatalf("letter %d: %v", 100*i, err)
		}
	}
}

func quietly() *slog.Logger { return slog.New(slog.DiscardHandler) }

func work(s *store.Store) error {
	sender := &null{enough: letters, drained: make(chan struct{})}
	w := outbox.New(s, sender, outbox.Config{Log: quietly()})
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { w.Run(ctx) })
	select {
	case <-sender.drained:
	case <-time.After(2 * time.Minute):
	}
	stop()
	running.Wait() // what was handed over is noted
	if n := sender.handed.Load(); n != letters {
		return fmt.Errorf("%d letters were handed over", n)
	}
	return nil
}

func claimAndNote(s *store.Store) error {
	ctx := context.Background()
	for {
		claimed, err := s.Claim(ctx, "bench", time.Now(), time.Minute, 100)
		if err != nil || len(claimed) == 0 {
			return err
		}
		settled := make([]engine.Settlement, len(claimed))
		for i, d := range claimed {
			settled[i] = engine.Settlement{Notice: d.ID, Claim: d.Claim, Status: engine.Accepted, Attempts: 1, At: time.Now(), Response: "250 queued"}
		}
		if err := s.Settle(ctx, settled); err != nil {
			return err
		}
	}
}

// bareDrain claims nothing but ids, and notes them.
func bareDrain(db *sql.DB, driver string) error {
	lock, these, list := "", "(SELECT value FROM json_each($1))", `["%s"]`
	between := `","`
	if driver == "postgres" {
		lock, these, list, between = " FOR UPDATE SKIP LOCKED", "(SELECT unnest(CAST($1 AS text[])))", "{%s}", ","
	}
	claim, err := db.Prepare(`UPDATE notices SET status = 'active', worker = 'bare' WHERE id IN (
		SELECT id FROM notices WHERE status = 'queued' AND status IN ('queued', 'active', 'deferred') ORDER BY next_at LIMIT 100` + lock + `) RETURNING id`)
	if err != nil {
		return err
	}
	defer claim.Close()
	note, err := db.Prepare(`UPDATE notices SET status = 'accepted', worker = '', attempts = 1, response = '250 queued', settled_at = next_at, next_at = NULL
		WHERE id IN ` + these)
	if err != nil {
		return err
	}
	defer note.Close()
	for {
		ids, err := idsOf(claim.Query())
		if err != nil || len(ids) == 0 {
			return err
		}
		if _, err := note.Exec(fmt.Sprintf(list, strings.Join(ids, between))); err != nil {
			return err
		}
	}
}

func idsOf(rows *sql.Rows, err error) (ids []string, _ error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// BenchmarkHandOver is how long after a commit a letter reaches its sender, in the
// same process: the goal is 50 ms for 99 of 100.
func BenchmarkHandOver(b *testing.B) {
	for name, address := range map[string]string{"SQLite": file(b), "PostgreSQL": storetest.PostgresDurable(b)} {
		s := open(b, address)
		m := newBench(b, s)
		timed := &timing{reached: make(chan time.Time, 100)}
		w := outbox.New(s, timed, outbox.Config{Log: quietly()})
		ctx, stop := context.WithCancel(context.Background())
		var running sync.WaitGroup
		running.Go(func() { w.Run(ctx) })
		var took []time.Duration
		for range 100 {
			p := m.propose(b)
			if err := m.step(p.ID, 0); err != nil {
				b.Fatal(err)
			}
			committed := time.Now()
			w.Wake()
			for range 14 {
				took = append(took, max(0, (<-timed.reached).Sub(committed)))
			}
		}
		stop()
		running.Wait()
		slices.Sort(took)
		fmt.Printf("\n%-66s %8s %10s %9s\n", name+", from commit to sender", "", "median ms", "p99 ms")
		fmt.Printf("  %-64s %8s %10.1f %9.1f\n", "fourteen letters of a transition", "", millis(took[len(took)/2]), millis(took[len(took)*99/100]))
	}
	b.ReportMetric(0, "ns/op")
}

// timing tells when each letter reached it.
type timing struct{ reached chan time.Time }

func (t *timing) Send(context.Context, engine.LetterFacts, time.Time) engine.Handover {
	t.reached <- time.Now()
	return engine.Handover{Fate: engine.HandedOver, Response: "250 queued"}
}

// BenchmarkEmptySweep is a tick that finds nothing due among 100,000 proposals that
// each have a deadline pending: the goal is 2 ms.
func BenchmarkEmptySweep(b *testing.B) {
	for name, address := range map[string]string{"SQLite": file(b), "PostgreSQL": storetest.PostgresDurable(b)} {
		s := open(b, address)
		multiply(b, s, address, many)
		db, _, _ := past(b, address, 0)
		const pending = "UPDATE proposals SET closed_at = NULL, wakes = 't', wakes_at = (SELECT max(wakes_at) FROM proposals)"
		for _, text := range []string{pending, "ANALYZE"} {
			if _, err := db.Exec(text); err != nil {
				b.Fatal(err)
			}
		}
		m := newBench(b, s)
		ticker := cycle.NewTicker(s, m, nil, func() time.Time { return storetest.Start.AddDate(-1, 0, 0) }, quietly())
		var took []time.Duration
		for range 500 {
			began := time.Now()
			if n, err := ticker.Tick(context.Background()); err != nil || n > 0 {
				b.Fatalf("%d acts, %v", n, err)
			}
			took = append(took, time.Since(began))
		}
		slices.Sort(took)
		fmt.Printf("\n%-66s %8s %10s %9s\n", name+", 100,000 deadlines pending", "", "median ms", "p99 ms")
		fmt.Printf("  %-64s %8s %10.2f %9.2f\n", "a tick that finds nothing due", "", millis(took[len(took)/2]), millis(took[len(took)*99/100]))
	}
	b.ReportMetric(0, "ns/op")
}
