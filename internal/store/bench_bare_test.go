package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/store"
)

// A bare loop runs the statements of one transition again and again, with other
// ids each time, and nothing else of ours.
type bare struct {
	ids     []string // its proposals, as many and for as long as a caller of ours has
	version int      // of the one at hand
	caller  int
	n       int
	steps   []store.Step
}

// The marks, in ids of this transition and of the one before it, each replaced by a
// number of the same length; and for the proposal's own id.
const (
	markNow      = "aaaaaaaaaaaa"
	markBefore   = "bbbbbbbbbbbb"
	markProposal = "cccccccc-cccc-cccc-cccc-cccccccccccc"
)

// newBare takes one transition of a proposal apart into statements.
func newBare(b *testing.B, m *bench, caller, stock int, apart func(engine.Change) ([]store.Step, error)) *bare {
	b.Helper()
	p := m.propose(b)
	for n := range steps / 2 {
		if err := m.step(p.ID, n); err != nil {
			b.Fatal(err)
		}
	}
	p, _, err := m.store.Proposal(context.Background(), p.ID, "")
	if err != nil {
		b.Fatal(err)
	}
	act := engine.Act{Key: "the key of an act, as long as a UUID!", ID: "0198c0de-0000-7000-8000-000000000000", Salt: strings.Repeat("s", 26),
		Kind: engine.Do, Proposal: p.ID, Transition: "return", Actor: drafter, Collaboration: "bench"}
	c, err := engine.Decide(m.pack, p, act, time.Now())
	if err != nil {
		b.Fatal(err)
	}
	steps, err := apart(c)
	if err != nil {
		b.Fatal(err)
	}
	marks := strings.NewReplacer(marksFor(c, p)...)
	for _, step := range steps {
		for i, arg := range step.Args {
			switch arg := arg.(type) {
			case string:
				step.Args[i] = marks.Replace(arg)
			case []byte:
				step.Args[i] = marks.Replace(string(arg))
			}
		}
	}
	l := &bare{caller: caller, steps: steps}
	for range stock {
		l.ids = append(l.ids, m.propose(b).ID)
	}
	return l
}

// marksFor pairs each id of a change with its mark.
func marksFor(c engine.Change, p engine.Proposal) []string {
	var old, fresh []string
	for _, d := range p.Deadlines {
		if d.Status == engine.Running {
			old = append(old, d.ID)
		}
	}
	for _, e := range c.Events {
		fresh = append(fresh, e.ID)
	}
	for _, n := range c.Notices {
		fresh = append(fresh, n.ID)
	}
	for _, d := range c.Deadlines {
		if d.Status == engine.Running {
			fresh = append(fresh, d.ID)
		}
	}
	marks := []string{p.ID, markProposal, c.Act.Key, markNow + "-" + strings.Repeat("k", 24)}
	for i, id := range old {
		marks = append(marks, id, fmt.Sprintf("%08d-0000-7000-8000-%s", i, markBefore))
	}
	for i, id := range fresh {
		marks = append(marks, id, fmt.Sprintf("%08d-0000-7000-8000-%s", i+len(old)-1, markNow))
	}
	return marks
}

// next is the statements of the next transition.
func (l *bare) next() []store.Step {
	l.version = 1 + l.n%steps + steps*(l.n/steps/len(l.ids)) // when all are through, they go round again
	l.n++
	numbers := strings.NewReplacer(markNow, l.number(l.n), markBefore, l.number(l.n-1), markProposal, l.id(l.n-1))
	next := make([]store.Step, len(l.steps))
	for i, step := range l.steps {
		args := slices.Clone(step.Args)
		for j, arg := range args {
			if text, ok := arg.(string); ok {
				args[j] = numbers.Replace(text)
			}
		}
		next[i] = store.Step{Text: step.Text, Args: args}
	}
	l.stamp(next)
	return next
}

// id is the proposal of transition n.
func (l *bare) id(n int) string { return l.ids[n/steps%len(l.ids)] }

func (l *bare) number(n int) string { return fmt.Sprintf("%04d%08d", l.caller, n) }

// stamp puts in the versions: of the guard, of the row, and of the event.
func (l *bare) stamp(steps []store.Step) {
	steps[0].Args[1], steps[0].Args[14] = l.version, l.version+1
	if len(steps) == 1 {
		steps[0].Args[19] = fmt.Sprintf("{%d}", l.version+1)
		return
	}
	steps[1].Args[2] = l.version + 1
}

// read runs the statement that reads a proposal, as the transition does.
func (l *bare) read(statement *sql.Stmt) error {
	var version int
	var body, acted *string
	return statement.QueryRow(l.id(l.n), "a key that nobody has used", 0, "").Scan(&version, &body, &acted)
}

// statements prepares each text once.
type statements map[string]*sql.Stmt

func prepare(b *testing.B, db *sql.DB, texts ...string) statements {
	b.Helper()
	prepared := statements{}
	for _, text := range texts {
		statement, err := db.Prepare(text)
		if err != nil {
			b.Fatalf("%v in %s", err, text)
		}
		b.Cleanup(func() { statement.Close() })
		prepared[text] = statement
	}
	return prepared
}

func textsOf(steps []store.Step) []string {
	var texts []string
	for _, step := range steps {
		texts = append(texts, step.Text)
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}

// do runs steps and fails unless the first, the guard, let them through.
func (s statements) do(tx *sql.Tx, steps []store.Step) error {
	for i, step := range steps {
		result, err := tx.Stmt(s[step.Text]).Exec(step.Args...)
		if err != nil {
			return err
		}
		if n, _ := result.RowsAffected(); i == 0 && n != 1 {
			return fmt.Errorf("the guard changed %d rows", n)
		}
	}
	return nil
}

// bareSQLite is a database like the store's, without the store.
type bareSQLite struct {
	b             *testing.B
	write, reader *sql.DB
	seed          *bench
	jobs          chan bareJob
}

type bareJob struct {
	steps []store.Step
	done  chan error
}

// newBareSQLite makes its shape and proposals through a store, which it closes.
func newBareSQLite(b *testing.B, callers int) (*bareSQLite, []*bare) {
	b.Helper()
	address := file(b)
	s := open(b, address)
	m := newBench(b, s)
	var loops []*bare
	for caller := range callers {
		loops = append(loops, newBare(b, m, caller, stock/callers, store.Stepwise))
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	path := strings.TrimPrefix(address, "sqlite:")
	path = strings.ReplaceAll(path, " ", "%20")
	db := &bareSQLite{b: b, seed: m, jobs: make(chan bareJob)}
	db.write = openRaw(b, "sqlite", "file:"+path+"?_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=cache_size(-16000)&_pragma=temp_store(MEMORY)&_pragma=wal_autocheckpoint(4000)")
	db.write.SetMaxOpenConns(1)
	db.reader = openRaw(b, "sqlite", "file:"+path+"?_pragma=query_only(1)")
	db.reader.SetMaxIdleConns(8)
	return db, loops
}

func openRaw(b *testing.B, driver, address string) *sql.DB {
	b.Helper()
	db, err := sql.Open(driver, address)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	return db
}

// each commits every transition by itself.
func (db *bareSQLite) each(loops []*bare) func(int) func() error {
	s := prepare(db.b, db.write, textsOf(loops[0].steps)...)
	read := prepare(db.b, db.reader, store.ReadProposal)[store.ReadProposal]
	return func(caller int) func() error {
		l := loops[caller]
		return func() error {
			if err := l.read(read); err != nil {
				return err
			}
			tx, err := db.write.Begin()
			if err != nil {
				return err
			}
			defer tx.Rollback()
			if err := s.do(tx, l.next()); err != nil {
				return err
			}
			return tx.Commit()
		}
	}
}

// grouped has one goroutine commit whatever waits, each transition in a savepoint.
func (db *bareSQLite) grouped(loops []*bare) func(int) func() error {
	texts := append(textsOf(loops[0].steps), "SAVEPOINT job", "RELEASE job")
	go db.commit(prepare(db.b, db.write, texts...))
	db.b.Cleanup(func() { close(db.jobs) })
	read := prepare(db.b, db.reader, store.ReadProposal)[store.ReadProposal]
	return func(caller int) func() error {
		l := loops[caller]
		return func() error {
			if err := l.read(read); err != nil {
				return err
			}
			job := bareJob{l.next(), make(chan error, 1)}
			db.jobs <- job
			return <-job.done
		}
	}
}

func (db *bareSQLite) commit(s statements) {
	for job := range db.jobs {
		group := []bareJob{job}
		tx, err := db.write.BeginTx(context.Background(), nil)
		for i := 0; i < len(group) && err == nil; i++ {
			for _, steps := range [][]store.Step{{{Text: "SAVEPOINT job"}}, group[i].steps, {{Text: "RELEASE job"}}} {
				if err == nil {
					err = s.do1(tx, steps)
				}
			}
			select {
			case next, ok := <-db.jobs:
				if ok {
					group = append(group, next)
				}
			default:
			}
		}
		if err == nil {
			err = tx.Commit()
		}
		for _, job := range group {
			job.done <- err
		}
	}
}

// do1 is do for what need not be a guard.
func (s statements) do1(tx *sql.Tx, steps []store.Step) error {
	if len(steps) > 1 {
		return s.do(tx, steps)
	}
	_, err := tx.Stmt(s[steps[0].Text]).Exec()
	return err
}

// barePostgres runs the same one statement bare, or in a transaction that also
// updates one row for the whole collaboration.
func barePostgres(b *testing.B, db *sql.DB, loops []*bare, head bool) func(int) func() error {
	const raise = "UPDATE bench_heads SET seq = seq + 1, head = $1 WHERE collaboration = 'bench'"
	guarded := loops[0].steps[0].Text
	s := prepare(b, db, store.ReadProposal, guarded, raise)
	save := func(q func(text string) *sql.Stmt, step store.Step) error {
		var moved int
		if err := q(guarded).QueryRow(step.Args...).Scan(&moved); err != nil {
			return err
		}
		if moved != 1 {
			return fmt.Errorf("the guard changed %d rows", moved)
		}
		return nil
	}
	return func(caller int) func() error {
		l := loops[caller]
		return func() error {
			if err := l.read(s[store.ReadProposal]); err != nil {
				return err
			}
			step := l.next()[0]
			if !head {
				return save(func(text string) *sql.Stmt { return s[text] }, step)
			}
			tx, err := db.Begin()
			if err != nil {
				return err
			}
			defer tx.Rollback()
			in := func(text string) *sql.Stmt { return tx.Stmt(s[text]) }
			if _, err := in(raise).Exec(strings.Repeat("f", 64)); err != nil {
				return err
			}
			if err := save(in, step); err != nil {
				return err
			}
			return tx.Commit()
		}
	}
}

// atOnce takes a change apart into PostgreSQL's one statement.
func atOnce(c engine.Change) ([]store.Step, error) {
	text, args, err := store.AtOnce(c)
	return []store.Step{{Text: text, Args: args}}, err
}
