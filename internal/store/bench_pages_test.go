package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/store"
	"beredd/internal/store/storetest"
)

// many is how many proposals a large collaboration has after many years; every
// tenth is open, and every third of those waits for answers.
const many = 100_000

// BenchmarkPages is what pages ask at so many proposals, with eight readers at
// once. The figure is the 99th percentile in milliseconds: the goal is 50.
func BenchmarkPages(b *testing.B) {
	for name, address := range map[string]string{"SQLite": file(b), "PostgreSQL": storetest.PostgresDurable(b)} {
		s := open(b, address)
		multiply(b, s, address, many)
		ctx, c := context.Background(), storetest.Collaboration
		day := calendar.DateOf(storetest.Start)
		pages := map[string]func() error{
			"the open ones":  func() error { return list(s, engine.Filter{Tab: engine.TabOpen}) },
			"all of them":    func() error { return list(s, engine.Filter{Tab: engine.TabAll}) },
			"the tenth page": func() error { return list(s, engine.Filter{Tab: engine.TabClosed, Offset: 500}) },
			"a rare word":    func() error { return list(s, engine.Filter{Tab: engine.TabAll, Words: "ärende777"}) },
			"a common word":  func() error { return list(s, engine.Filter{Tab: engine.TabAll, Words: "ord3"}) },
			"the late": func() error {
				return list(s, engine.Filter{Tab: engine.TabOpen, Late: true, Now: storetest.Start.AddDate(0, 1, 0)})
			},
			"a state":           func() error { return list(s, engine.Filter{Tab: engine.TabOpen, State: "prepared"}) },
			"what a body holds": func() error { _, err := s.Held(ctx, c, []string{"body10"}); return err },
			"a month's dates": func() error {
				_, err := s.DueDates(ctx, c, day, day.AddDays(30))
				return err
			},
			"nothing due": func() error {
				_, err := s.DueProposals(ctx, storetest.Start.AddDate(-1, 0, 0), 100)
				return err
			},
		}
		fmt.Printf("\n%-66s %8s %10s %9s %9s\n", name+", 100,000 proposals, 8 readers", "", "median ms", "p99 ms", "cpu ms")
		for _, page := range sorted(pages) {
			median, p99, cpu := readers(b, pages[page])
			fmt.Printf("  %-64s %8s %10.1f %9.1f %9.2f\n", page, "", millis(median), millis(p99), millis(cpu))
		}
	}
	b.ReportMetric(0, "ns/op")
}

func sorted(pages map[string]func() error) (names []string) {
	for name := range pages {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func list(s *store.Store, f engine.Filter) error {
	f.Collaboration = storetest.Collaboration
	page, err := s.Proposals(context.Background(), f)
	if err == nil && len(page.Rows) == 0 {
		return fmt.Errorf("%+v found nothing", f)
	}
	return err
}

// readers has eight ask at once for a while.
func readers(b *testing.B, ask func() error) (median, p99, each time.Duration) {
	b.Helper()
	before := cpu()
	var mu sync.Mutex
	var took []time.Duration
	var all sync.WaitGroup
	end := time.Now().Add(2 * time.Second)
	for range 8 {
		all.Go(func() {
			for time.Now().Before(end) {
				began := time.Now()
				if err := ask(); err != nil {
					b.Error(err)
					return
				}
				mu.Lock()
				took = append(took, time.Since(began))
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if len(took) == 0 {
		return 0, 0, 0
	}
	slices.Sort(took)
	return took[len(took)/2], took[len(took)*99/100], (cpu() - before) / time.Duration(len(took))
}

// past is a connection past the store, its driver, and the numbers from 1 to n as
// a table there.
func past(b *testing.B, address string, n int) (db *sql.DB, driver, series string) {
	b.Helper()
	driver, series = "postgres", fmt.Sprintf("generate_series(1, %d) g", n)
	if path, isFile := strings.CutPrefix(address, "sqlite:"); isFile {
		driver, address = "sqlite", "file:"+strings.ReplaceAll(path, " ", "%20")+"?_pragma=busy_timeout(5000)"
		series = fmt.Sprintf("(WITH RECURSIVE c(g) AS (SELECT 1 UNION ALL SELECT g + 1 FROM c WHERE g < %d) SELECT g FROM c)", n)
	}
	return openRaw(b, driver, address), driver, series
}

// multiply makes n proposals of one, past the store: through it they would take
// minutes.
func multiply(b *testing.B, s *store.Store, address string, n int) {
	b.Helper()
	o, err := s.Save(context.Background(), storetest.Opening("mall", storetest.Start))
	if err != nil {
		b.Fatal(err)
	}
	o, err = s.Save(context.Background(), storetest.Asking(o.Proposal, storetest.Start))
	if err != nil {
		b.Fatal(err)
	}
	id := o.Proposal.ID
	db, driver, series := past(b, address, n)
	// later spreads a date over ten years.
	later := func(column string) string {
		if driver == "sqlite" {
			return "date(" + column + ", '+' || (g % 3650) || ' days')"
		}
		return column + " + g % 3650"
	}
	spread := "CASE WHEN g %% 10 = 0 THEN %s ELSE %s END"
	for _, text := range []string{
		`INSERT INTO proposals ` + inProposals + ` SELECT 'p' || g, collaboration, workflow, 'L ' || g, 'Rubrik ' || g, ` + fmt.Sprintf(spread, "'prepared'", "'closed'") + `,
		 'body' || (g % 1000), ` + later("due_on") + `, due_at, g % 20 <> 0, asked, answered, opened_at, changed_at, ` + fmt.Sprintf(spread, "NULL", "changed_at") + `,
		 ` + fmt.Sprintf(spread, "wakes_at", "NULL") + `, wakes, version, head, body FROM proposals, ` + series + ` WHERE id = '` + id + `'`,
		`INSERT INTO texts SELECT 'p' || g, 'lgl ärende' || g || ' ord' || (g % 100) || ' stort' || (g % 7) || ' äldreomsorg samverkan' FROM ` + series,
		fmt.Sprintf("UPDATE numbers SET last = last + %d", n),
		`INSERT INTO deadlines ` + inDeadlines + ` SELECT 'p' || g, 'd' || g, collaboration, about, name, round, ` + fmt.Sprintf(spread, "'running'", "'kept'") + `,
		 ` + later("due_on") + `, due_at, data FROM deadlines, ` + series + ` WHERE proposal = '` + id + `' AND about = 'state' AND g % 10 = 0`,
		"ANALYZE",
	} {
		if _, err := db.Exec(text); err != nil {
			b.Fatalf("%v: %s", err, text)
		}
	}
}
