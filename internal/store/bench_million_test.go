//go:build soak

package store_test

import (
	"fmt"
	"testing"

	"beredd/internal/store/storetest"
)

// BenchmarkMillion is a transition where a million proposals are kept, each with an
// event, a deadline and a letter, against one where there are ten thousand: the
// goal is 0.6 of the rate.
func BenchmarkMillion(b *testing.B) {
	for name, address := range map[string]func(testing.TB) string{"SQLite": file, "PostgreSQL": storetest.PostgresDurable} {
		million, few := crowded(b, address(b), 1_000_000), crowded(b, address(b), 10_000)
		table(b, name+", proposals kept", []int{1, 8}, func(callers int) []contender {
			return []contender{
				{name: "1,000,000 proposals", next: func(int) func() error { return million.caller(b, stock/callers) }},
				{name: "10,000 proposals", next: func(int) func() error { return few.caller(b, stock/callers) }},
			}
		})
	}
}

const (
	inHistory = `(proposal, seq, id, collaboration, at, act, step, kind, notices, data, private, salt, prev, hash)`
	inNotices = `(id, proposal, collaboration, event, seq, made_at, status, attempts, next_at, worker, settled_at, response, data)`
)

// crowded is a bench where n proposals are kept beside those that it makes, in the
// same collaboration. They are closed but for every tenth, and lean.
func crowded(b *testing.B, address string, n int) *bench {
	b.Helper()
	m := newBench(b, open(b, address))
	p := m.propose(b)
	if err := m.step(p.ID, 0); err != nil {
		b.Fatal(err)
	}
	db, _, series := past(b, address, n)
	open := "CASE WHEN g % 10 = 0 THEN NULL ELSE changed_at END"
	for _, text := range []string{
		`INSERT INTO proposals ` + inProposals + ` SELECT 'p' || g, collaboration, workflow, 'L ' || g, title, state, 'body' || (g % 1000), due_on, due_at, g % 20 <> 0,
		 asked, answered, opened_at, changed_at, ` + open + `, CASE WHEN g % 10 = 0 THEN wakes_at END, wakes, version, head, '{}'
		 FROM proposals, ` + series + ` WHERE id = '` + p.ID + `'`,
		`INSERT INTO texts SELECT 'p' || g, 'ärende' || g || ' ord' || (g % 100) || ' samverkan' FROM ` + series,
		`INSERT INTO history ` + inHistory + ` SELECT 'p' || g, seq, 'e' || g, collaboration, at, NULL, step, kind, notices, data, private, salt, prev, hash
		 FROM history, ` + series + ` WHERE proposal = '` + p.ID + `' AND seq = 1`,
		`INSERT INTO deadlines ` + inDeadlines + ` SELECT 'p' || g, 'd' || g, collaboration, about, name, round, CASE WHEN g % 10 = 0 THEN 'running' ELSE 'kept' END,
		 due_on, due_at, data FROM deadlines, ` + series + ` WHERE proposal = '` + p.ID + `' AND status = 'running'`,
		`INSERT INTO notices ` + inNotices + ` SELECT 'n' || g, 'p' || g, collaboration, event, seq, made_at, 'accepted', 1, NULL, '', made_at, '250 queued', data
		 FROM (SELECT * FROM notices WHERE proposal = '` + p.ID + `' LIMIT 1) one, ` + series,
		"ANALYZE",
	} {
		if _, err := db.Exec(text); err != nil {
			b.Fatal(fmt.Errorf("%w: %s", err, text))
		}
	}
	return m
}
