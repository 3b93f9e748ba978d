package store_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/store"
	"beredd/internal/store/storetest"
)

// How the measurements are taken: each contender has a slice of time in turn, in
// another order each time, so that whatever else the machine does, and what the one
// before has left in its caches, falls on all alike. Of the slices the median counts.
const (
	slices_  = 12 // as often in each place of the order, with two, three or six contenders
	duration = 300 * time.Millisecond
	warmUp   = 200 * time.Millisecond
)

// A contender does transitions: each caller its own, one after the other.
type contender struct {
	name string
	// next makes a caller's transition; it is called once for each caller.
	next func(caller int) (transition func() error)
	// slice does without next where somebody else counts: pgbench.
	slice func(callers int) (rate float64, err error)
}

// A result is one contender's median.
type result struct {
	rate float64       // transitions a second
	p99  time.Duration // of the slices' latencies together
	cpu  time.Duration // of this process, for each
}

// measure lets contenders take turns with so many callers.
func measure(b *testing.B, callers int, contenders []contender) []result {
	b.Helper()
	rates := make([][]float64, len(contenders))
	latencies := make([][]time.Duration, len(contenders))
	transitions := make([][]func() error, len(contenders))
	spent := make([]time.Duration, len(contenders))
	for i, c := range contenders {
		for caller := range callers {
			if c.next != nil {
				transitions[i] = append(transitions[i], c.next(caller))
			}
		}
		if c.next != nil {
			run(b, c.name, transitions[i], warmUp)
		}
	}
	for turn := range slices_ {
		for n := range contenders {
			i := (n + turn) % len(contenders) // nobody always comes after the same other
			c := contenders[i]
			if c.slice != nil {
				rate, err := c.slice(callers)
				if err != nil {
					b.Fatalf("%s: %v", c.name, err)
				}
				rates[i] = append(rates[i], rate)
				continue
			}
			before := cpu()
			rate, took := run(b, c.name, transitions[i], duration)
			spent[i] += cpu() - before
			rates[i], latencies[i] = append(rates[i], rate), append(latencies[i], took...)
		}
	}
	results := make([]result, len(contenders))
	for i := range results {
		results[i].rate = median(rates[i])
		if slices.Sort(latencies[i]); len(latencies[i]) > 0 {
			results[i].p99 = latencies[i][len(latencies[i])*99/100]
			results[i].cpu = spent[i] / time.Duration(len(latencies[i]))
		}
	}
	return results
}

// run lets every caller do its transition again and again for a while.
func run(b *testing.B, name string, transitions []func() error, during time.Duration) (rate float64, took []time.Duration) {
	var mu sync.Mutex
	var all sync.WaitGroup
	began := time.Now()
	for _, transition := range transitions {
		all.Go(func() {
			var mine []time.Duration
			for at := time.Now(); at.Sub(began) < during; {
				if err := transition(); err != nil {
					b.Errorf("%s: %v", name, err)
					return
				}
				now := time.Now()
				mine = append(mine, now.Sub(at))
				at = now
			}
			mu.Lock()
			defer mu.Unlock()
			took = append(took, mine...)
		})
	}
	all.Wait()
	return float64(len(took)) / time.Since(began).Seconds(), took
}

// cpu is the time that this process has spent on processors.
func cpu() time.Duration {
	var used syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func median(of []float64) float64 {
	of = slices.Sorted(slices.Values(of))
	return of[len(of)/2]
}

// table prints what was measured, each against the first.
func table(b *testing.B, title string, callers []int, contenders func(callers int) []contender) map[int][]result {
	b.Helper()
	results := map[int][]result{}
	fmt.Printf("\n%-66s %8s %10s %9s %9s %9s\n", title, "callers", "a second", "p99 ms", "cpu µs", "ours/it")
	for _, n := range callers {
		list := contenders(n)
		results[n] = measure(b, n, list)
		for i, r := range results[n] {
			p99, cpu := "-", "-"
			if r.p99 > 0 {
				p99, cpu = fmt.Sprintf("%.1f", float64(r.p99.Microseconds())/1000), fmt.Sprint(r.cpu.Microseconds())
			}
			fmt.Printf("  %-64s %8d %10.0f %9s %9s %9.2f\n", list[i].name, n, r.rate, p99, cpu, results[n][0].rate/r.rate)
		}
	}
	b.ReportMetric(0, "ns/op")
	return results
}

// A bench is an engine on a store, and the pack that is measured with.
type bench struct {
	*engine.Engine
	store *store.Store
	pack  *definition.Pack
}

func newBench(b *testing.B, s *store.Store) *bench {
	b.Helper()
	return newBenchOf(b, s, os.DirFS("testdata/bench"))
}

// newBenchOf is newBench with another pack.
func newBenchOf(b *testing.B, s *store.Store, files fs.FS) *bench {
	b.Helper()
	pack, problems := definition.Read(files, []string{"decision", "reminder", "escalation"})
	if err := problems.Err(); err != nil {
		b.Fatal(err)
	}
	return &bench{engine.New(s, func(string) *definition.Pack { return pack }, time.Now, nil), s, pack}
}

var drafter = engine.Actor{Person: "drafter", Assurance: "login"}

// propose opens a proposal to measure with.
func (m *bench) propose(b *testing.B) engine.Proposal {
	b.Helper()
	o, err := m.Act(context.Background(), engine.Act{Kind: engine.Propose, Collaboration: "bench", Actor: drafter, Inputs: map[string]any{
		"title": "Samverkansöverenskommelse om god och nära vård", "summary": "Länets kommuner och regionen kommer överens om hur vården ges nära den som behöver den.",
		"proposed_decision": "Länsgemensam ledning föreslås besluta att ställa sig bakom överenskommelsen och att rekommendera länets kommuner att anta den.",
	}})
	if err != nil {
		b.Fatal(err)
	}
	return o.Proposal
}

// steps is how many transitions a proposal lives through, as real ones do: the
// longer it lives, the more of it there is to read and write.
const steps = 6

// stock is how many proposals the callers of a contender have between them.
const stock = 2400

// caller does transitions through engine and store, a few of each proposal. Those
// that it begins with are opened beforehand.
func (m *bench) caller(b *testing.B, stock int) func() error {
	var ids []string
	for range stock {
		ids = append(ids, m.propose(b).ID)
	}
	n := 0
	return func() error {
		if n/steps == len(ids) {
			ids = append(ids, m.propose(b).ID)
		}
		n++
		return m.step(ids[(n-1)/steps], n-1)
	}
}

// step takes a proposal there and back by turns.
func (m *bench) step(id string, n int) error {
	transition := []string{"go", "return"}[n%2]
	_, err := m.Act(context.Background(), engine.Act{Kind: engine.Do, Proposal: id, Transition: transition, Actor: drafter})
	return err
}

// BenchmarkSQLite is a whole transition with fourteen letters, synced to disk,
// against the same statements without our code.
func BenchmarkSQLite(b *testing.B) {
	table(b, "SQLite, synchronous=FULL", []int{1, 8, 32}, func(callers int) []contender {
		m := newBench(b, open(b, file(b)))
		grouped, loops := newBareSQLite(b, callers)
		list := []contender{
			{name: "a transition through engine and store", next: func(int) func() error { return m.caller(b, stock/callers) }},
			{name: "the same statements bare, grouped in one commit", next: grouped.grouped(loops)},
		}
		if callers == 1 {
			single, loops := newBareSQLite(b, callers)
			list = append(list, contender{name: "the same statements bare, a commit each", next: single.each(loops)})
		}
		return list
	})
}

// BenchmarkPostgres is the same on PostgreSQL with fsync on, and against pgbench,
// with and without the row that one history chain for a whole collaboration would
// have every transition wait for.
func BenchmarkPostgres(b *testing.B) {
	address := storetest.PostgresDurable(b)
	m := newBench(b, open(b, address))
	db := openRaw(b, "postgres", address)
	db.SetMaxOpenConns(20)
	db.SetMaxIdleConns(20)
	pg := newPgbench(b, address, db, m)
	first := 0
	table(b, "PostgreSQL, fsync=on", []int{1, 8, 32}, func(callers int) []contender {
		loops := func() (loops []*bare) {
			for range callers {
				loops = append(loops, newBare(b, m, first, stock/callers, atOnce))
				first++
			}
			return loops
		}
		list := []contender{
			{name: "a transition through engine and store", next: func(int) func() error { return m.caller(b, stock/callers) }},
			{name: "the same statements bare", next: barePostgres(b, db, loops(), false)},
			{name: "the same with one head row for the collaboration", next: barePostgres(b, db, loops(), true)},
		}
		if pg == nil {
			return list
		}
		return append(list,
			pg.contender(b, "pgbench: plain statements and the head row", pgPlain(true)),
			pg.contender(b, "pgbench: plain statements, no head row", pgPlain(false)),
			pg.contender(b, "pgbench: one guarded statement", pgGuarded()))
	})
}
