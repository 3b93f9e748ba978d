package outbox_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/outbox"
	"beredd/internal/outbox/outboxtest"
	"beredd/internal/store"
	"beredd/internal/store/storetest"
	"beredd/migrations"
)

// A mass of letters that nobody expects is held before one of them goes; when a
// person lets them go, all do. What comes a few at a time is counted too.
func TestAMassOfLettersIsHeldUntilAPersonLetsItGo(t *testing.T) {
	for name, address := range map[string]func(testing.TB) string{
		"SQLite":     func(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "beredd.db") },
		"PostgreSQL": storetest.Postgres,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kept, err := store.Open(t.Context(), address(t), store.Options{Migrations: migrations.FS})
			if err != nil {
				t.Fatal(err)
			}
			defer kept.Close()
			most := 1000
			s := &sender{}
			w := worker(&outbox.Brake{Queue: kept, Waiting: kept.Waiting, Most: func() int { return most },
				Hold: func(ctx context.Context, at time.Time) error {
					return kept.Hold(ctx, engine.Hold{Why: engine.TooMany, Since: at})
				}}, s, outbox.Config{Batch: 10})
			now := storetest.Start.Add(time.Minute)
			owed := owe(t, kept, 4)
			drain(t, w, now) // as many as usual
			if len(s.handed) != owed {
				t.Fatalf("%d letters went of %d", len(s.handed), owed)
			}
			most = owed + 20
			mass := owe(t, kept, 10)
			drain(t, w, now)
			held, err := kept.OnHold(t.Context())
			if err != nil || held == nil || held.Why != engine.TooMany || len(s.handed) != owed {
				t.Fatalf("%d letters of a mass of %d went; the hold is %v %v", len(s.handed)-owed, mass, held, err)
			}
			if n, err := kept.Release(t.Context(), engine.Release{At: now}); err != nil || n != mass {
				t.Errorf("%d letters waited, of %d %v", n, mass, err)
			}
			drain(t, w, now)
			if held, _ := kept.OnHold(t.Context()); held != nil || len(s.handed) != owed+mass {
				t.Errorf("released, %d letters went of %d; the hold is %v", len(s.handed)-owed, mass, held)
			}
			for i := 0; ; i++ { // one proposal after another, each sent at once
				owe(t, kept, 1)
				drain(t, w, now)
				if held, _ := kept.OnHold(t.Context()); held != nil {
					break
				}
				if len(s.handed) > owed+mass+most+30 {
					t.Fatal("letters that come a few at a time are never held")
				}
			}
		})
	}
}

// A letter that nobody sent for months says what is no longer so: it waits for a
// person, who lets it go or not.
func TestAStaleLetterWaitsForAPerson(t *testing.T) {
	t.Parallel()
	q, s := outboxtest.New(letters(2)...), &sender{}
	late := start.AddDate(0, 2, 0)
	fresh := letters(1)[0]
	fresh.Notice.ID, fresh.At = "fresh", late.Add(-13*24*time.Hour)
	q.Add(fresh)
	w := worker(q, s, outbox.Config{})
	drain(t, w, late)
	if fmt.Sprint(s.handed) != "[fresh]" || q.Delivery("n0").Status != engine.Held || q.Delivery("n0").Response != engine.Stale {
		t.Errorf("handed over: %v; the old letter is %+v", s.handed, q.Delivery("n0").Status)
	}
}

// The store keeps when a person let a letter go, also when a server then puts it off.
func TestALetterThatAPersonLetGoIsNotStaleAgain(t *testing.T) {
	t.Parallel()
	kept, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "beredd.db"), store.Options{Migrations: migrations.FS})
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	owe(t, kept, 1)
	late := storetest.Start.AddDate(0, 2, 0)
	script := map[string][]engine.Handover{}
	s := &sender{script: script}
	w := worker(kept, s, outbox.Config{})
	drain(t, w, late)
	page, err := kept.Deliveries(t.Context(), engine.DeliveryFilter{Collaboration: storetest.Collaboration, Status: engine.Held, Limit: 1})
	if err != nil || len(page.Rows) != 1 || len(s.handed) != 0 {
		t.Fatalf("%d old letters went; held are %v %v", len(s.handed), page.Rows, err)
	}
	id := page.Rows[0].ID
	script[id] = []engine.Handover{later("450 4.2.0 greylisted")}
	if err := kept.Retry(t.Context(), id, late); err != nil {
		t.Fatal(err)
	}
	drain(t, w, late)
	drain(t, w, late.Add(time.Hour))
	if got, err := kept.Delivery(t.Context(), id); err != nil || got.Status != engine.Accepted || s.times(id) != 2 {
		t.Errorf("it is %s after %d tries %v", got.Status, s.times(id), err)
	}
}

// What goes as one letter is counted as one, and is no mass.
func TestWhatIsOneLetterIsNoMass(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		letter, bundle string
		goes           bool
	}{
		"a day's reminders to one address": {"reminder", "", true},
		"those that go in one digest":      {"information", "digest:x", true},
		"alike to one, each alone":         {"information", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := letters(30)
			for i := range all {
				all[i].Notice.Letter, all[i].Mail, all[i].Bundle = row.letter, "r@borgholm.example", row.bundle
			}
			q, s, held := outboxtest.New(all...), &sender{}, false
			drain(t, worker(&outbox.Brake{
				Queue: q, Most: func() int { return 5 }, Waiting: func(context.Context, time.Time, int) (int, error) { return 0, nil },
				Hold: func(context.Context, time.Time) error { held = true; return nil },
			}, s, outbox.Config{Batch: 100}), start)
			if held == row.goes || (len(s.handed) > 0) != row.goes {
				t.Errorf("%d letters went, held is %v", len(s.handed), held)
			}
		})
	}
}
