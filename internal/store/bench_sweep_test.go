package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"beredd/internal/cycle"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/store"
	"beredd/internal/store/storetest"
)

// How many proposals wait for their deadline in BenchmarkSweep, and how many of them
// fall due at once.
const (
	waiting = 1_000_000
	morning = 10_000
)

// beside is how many workers a sweep acts with at once, of those that are compared.
var beside = []int{1, 8}

// BenchmarkSweep is what time costs where a million deadlines run: the sweep of every
// minute that finds nothing due, and that of a morning on which 10,000 fall due, each of
// which reminds by mail in a transaction of its own, synced to disk.
func BenchmarkSweep(b *testing.B) {
	for name, address := range map[string]func(testing.TB) string{"SQLite, synchronous=FULL": file, "PostgreSQL, fsync=on": storetest.PostgresDurable} {
		for _, workers := range beside {
			fmt.Printf("\n%s, %d deadlines, %d at once\n", name, waiting, workers)
			sweep(b, address(b), workers)
		}
	}
	b.ReportMetric(0, "ns/op")
}

// sweep measures the sweeps of one database, and prints how it finds what is due.
func sweep(b *testing.B, at string, workers int) {
	s := open(b, at)
	m := newBench(b, s)
	due, db := m.await(b, at)
	now := due.Add(-time.Minute)
	clock := func() time.Time { return now }
	e := engine.New(s, func(string) *definition.Pack { return m.pack }, clock, nil)
	ticker := cycle.NewTicker(s, e, nil, clock, slog.New(slog.NewTextHandler(io.Discard, nil))).AtOnce(workers)
	var took []time.Duration
	for range 500 {
		took = append(took, m.sweeps(b, ticker, 0))
	}
	slices.Sort(took)
	fmt.Printf("  %-28s median %8.3f ms   p99 %8.3f ms\n", "finds nothing due", millis(took[len(took)/2]), millis(took[len(took)*99/100]))
	now = due.Add(time.Second)
	whole := m.sweeps(b, ticker, morning)
	fmt.Printf("  %-28s %8.1f s   %8.0f a second\n", fmt.Sprintf("finds %d due", morning), whole.Seconds(), morning/whole.Seconds())
	explain(b, db, at, due)
}

// sweeps is how long one sweep takes, which must act so many times.
func (m *bench) sweeps(b *testing.B, ticker *cycle.Ticker, want int) time.Duration {
	b.Helper()
	began := time.Now()
	if n, err := ticker.Tick(context.Background()); err != nil || n != want {
		b.Fatalf("the sweep acted %d times, want %d: %v", n, want, err)
	}
	return time.Since(began)
}

// proposalRow are the columns of a proposal that copies of it share.
const proposalRow = `collaboration, workflow, edition, title, state, holder, due_on, due_at, decided, asked, answered,
	opened_at, changed_at, closed_at, version, head`

// await opens a proposal with a deadline, and makes all others of it past the store:
// those that fall due with it are whole, each with timers of its own, the others lean
// and due in ten years. It answers when.
func (m *bench) await(b *testing.B, address string) (due time.Time, db *sql.DB) {
	b.Helper()
	p := m.propose(b)
	if err := m.step(p.ID, 0); err != nil {
		b.Fatal(err)
	}
	all, err := m.store.DueProposals(context.Background(), time.Now().AddDate(5, 0, 0), 10)
	if err != nil || len(all) != 1 {
		b.Fatalf("%d wait for their time, %v", len(all), err)
	}
	db, driver, series := past(b, address, waiting-morning)
	m.copies(b, db, p.ID, all[0].Timer)
	years := "wakes_at + interval '10 years'"
	if driver == "sqlite" {
		years = "replace(wakes_at, substr(wakes_at, 1, 4), substr(wakes_at, 1, 4) + 10)"
	}
	for _, text := range []string{
		`INSERT INTO proposals (id, number, wakes_at, wakes, body, ` + proposalRow + `)
		 SELECT 'p' || g, 'L ' || g, ` + years + `, 't' || g, '{}', ` + proposalRow + ` FROM proposals, ` + series + ` WHERE id = '` + p.ID + `'`,
		`INSERT INTO deadlines (proposal, id, collaboration, about, name, round, status, due_on, due_at, data)
		 SELECT 'p' || g, 'd' || g, collaboration, about, name, round, status, due_on, due_at, '{}'
		 FROM (SELECT * FROM deadlines WHERE proposal = '` + p.ID + `' AND status = 'running' LIMIT 1) one, ` + series,
		"ANALYZE",
	} {
		if _, err := db.Exec(text); err != nil {
			b.Fatal(fmt.Errorf("%w: %s", err, text))
		}
	}
	return all[0].At, db
}

var anID = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

// copies makes the proposals that fall due together, which are the template but for
// every id.
func (m *bench) copies(b *testing.B, db *sql.DB, id, timer string) {
	b.Helper()
	var body string
	if err := db.QueryRow(`SELECT body FROM proposals WHERE id = $1`, id).Scan(&body); err != nil {
		b.Fatal(err)
	}
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	for g := 1; g < morning; g++ {
		own := func(text string) string {
			return anID.ReplaceAllStringFunc(text, func(id string) string { return fmt.Sprintf("%08x", g) + id[8:] })
		}
		for text, args := range map[string][]any{
			`INSERT INTO proposals (id, number, wakes_at, wakes, body, ` + proposalRow + `)
			 SELECT $1, $2, wakes_at, $3, $4, ` + proposalRow + ` FROM proposals WHERE id = $5`: {own(id), fmt.Sprintf("D %d", g), own(timer), own(body), id},
			`INSERT INTO texts SELECT $1, words FROM texts WHERE proposal = $2`: {own(id), id},
			`INSERT INTO deadlines (proposal, id, collaboration, about, name, round, status, due_on, due_at, data)
			 SELECT $1, $2 || substr(id, 9), collaboration, about, name, round, status, due_on, due_at, data FROM deadlines WHERE proposal = $3`: {own(id), fmt.Sprintf("%08x", g), id},
		} {
			if _, err := tx.Exec(text, args...); err != nil {
				b.Fatal(fmt.Errorf("%w: %s", err, text))
			}
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
}

// explain prints how the database finds what is due.
func explain(b *testing.B, db *sql.DB, address string, due time.Time) {
	b.Helper()
	word := "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) "
	if strings.HasPrefix(address, "sqlite:") {
		word = "EXPLAIN QUERY PLAN "
	}
	for _, row := range storetest.Rows(b, db, word+store.DueText, due.UTC().Format("2006-01-02T15:04:05.000000Z"), 100) {
		fmt.Println("    " + row[len(row)-1])
	}
}
