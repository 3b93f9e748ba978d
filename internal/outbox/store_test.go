package outbox_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/outbox"
	"beredd/internal/store"
	"beredd/internal/store/storetest"
	"beredd/migrations"
)

// Several workers on one real store, as of several nodes, hand every letter over
// once, and each has its event and its proposal.
func TestSeveralWorkersHandEachLetterOverOnce(t *testing.T) {
	for name, address := range map[string]func(testing.TB) string{
		"SQLite":     func(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "beredd.db") },
		"PostgreSQL": storetest.Postgres,
	} {
		t.Run(name, func(t *testing.T) {
			kept, err := store.Open(t.Context(), address(t), store.Options{Migrations: migrations.FS})
			if err != nil {
				t.Fatal(err)
			}
			defer kept.Close()
			owed := owe(t, kept, 30)
			s := &checking{handed: map[string]int{}}
			deliver(t, kept, s, owed)
			for id, n := range s.handed {
				if n != 1 {
					t.Errorf("%s was handed over %d times", id, n)
				}
			}
			if s.empty > 0 {
				t.Errorf("%d letters came without what they are written from", s.empty)
			}
			page, err := kept.Deliveries(t.Context(), engine.DeliveryFilter{Collaboration: storetest.Collaboration, Limit: 1000})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range page.Rows {
				if d.Status != engine.Accepted || d.Attempts != 1 || d.Response != "250 queued" {
					t.Errorf("%s is %s after %d tries: %s", d.ID, d.Status, d.Attempts, d.Response)
				}
			}
		})
	}
}

// owe saves proposals that each move once, and counts the letters.
func owe(t *testing.T, kept *store.Store, proposals int) (letters int) {
	t.Helper()
	for i := range proposals {
		opening := storetest.Opening(fmt.Sprintf("Rutin %d", i), storetest.Start)
		opened, err := kept.Save(t.Context(), opening)
		if err != nil {
			t.Fatal(err)
		}
		moving := storetest.Moving(opened.Proposal, "prepared", storetest.Start)
		if _, err := kept.Save(t.Context(), moving); err != nil {
			t.Fatal(err)
		}
		letters += len(opening.Notices) + len(moving.Notices)
	}
	return letters
}

// deliver runs three workers until all letters have been handed over and noted.
func deliver(t *testing.T, kept *store.Store, s *checking, owed int) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	var workers sync.WaitGroup
	for i := range 3 {
		w := worker(kept, s, outbox.Config{
			Name: fmt.Sprintf("node-%d", i), Batch: 20, Poll: 10 * time.Millisecond,
			Now: func() time.Time { return storetest.Start.Add(time.Hour) },
		})
		workers.Go(func() { w.Run(ctx) })
	}
	eventually(t, "every letter has been handed over", func() bool { return s.count() >= owed })
	stop()
	workers.Wait() // what is in hand is noted before they end
}

// A checking sender counts how often it is handed each letter.
type checking struct {
	sync.Mutex
	handed map[string]int
	empty  int
}

func (c *checking) Send(_ context.Context, l engine.LetterFacts, _ time.Time) engine.Handover {
	c.Lock()
	defer c.Unlock()
	c.handed[l.Notice.ID]++
	if l.Event.ID != l.Notice.Event || l.Proposal.ID != l.Notice.Proposal {
		c.empty++
	}
	return engine.Handover{Fate: engine.HandedOver, Response: "250 queued"}
}

func (c *checking) count() int {
	c.Lock()
	defer c.Unlock()
	return len(c.handed)
}
