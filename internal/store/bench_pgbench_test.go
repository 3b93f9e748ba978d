package store_test

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"beredd/internal/store"
)

// A pgbench runs PostgreSQL's own load generator, with the statements of a
// transition as its script: the most that anybody gets of this server from here.
type pgbench struct {
	binary  string
	address *url.URL
	vars    []string
}

// newPgbench makes ready, or answers nil where there is no pgbench.
func newPgbench(b *testing.B, address string, db *sql.DB, m *bench) *pgbench {
	b.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pgbench")
	if len(found) == 0 {
		b.Log("there is no pgbench here to compare with")
		return nil
	}
	u, err := url.Parse(address)
	if err != nil {
		b.Fatal(err)
	}
	l := newBare(b, m, 0, 1, store.Stepwise)
	// The statements of one transition: the guard, an event, letters, deadlines.
	of := func(table string) (args []any) {
		for _, step := range l.steps {
			if strings.HasPrefix(step.Text, "INSERT INTO "+table) {
				return step.Args
			}
		}
		b.Fatalf("a transition writes no %s", table)
		return nil
	}
	guard, event, notice, deadline := l.steps[0].Args, of("history"), of("notices"), of("deadlines")
	p := &pgbench{binary: found[len(found)-1], address: u}
	for name, value := range map[string]any{
		"title": guard[2], "state": guard[3], "head": guard[15], "body": guard[16],
		"event": event[9], "private": event[10], "salt": event[11], "notice": notice[6], "deadline": deadline[9],
	} {
		p.vars = append(p.vars, "-D", fmt.Sprintf("%s=%s", name, value))
	}
	for _, text := range []string{
		`CREATE TABLE IF NOT EXISTS bench_heads (collaboration text PRIMARY KEY, seq bigint NOT NULL, head text NOT NULL)`,
		`INSERT INTO bench_heads VALUES ('bench', 0, '') ON CONFLICT DO NOTHING`,
		`INSERT INTO proposals ` + inProposals + ` SELECT 'pgbench' || g, 'pgbench', workflow, 'pgbench' || g, title, state, holder, due_on, due_at, decided, asked, answered,
		 opened_at, changed_at, closed_at, wakes_at, wakes, 1, head, body FROM proposals p, generate_series(0, ` + strconv.Itoa(32*perClient-1) + `) g WHERE p.id = '` + l.ids[0] + `' ON CONFLICT DO NOTHING`,
	} {
		if _, err := db.Exec(text); err != nil {
			b.Fatal(err)
		}
	}
	return p
}

// perClient is how many proposals each client of pgbench has, one of which it takes
// at random; the script says so too.
const perClient = 75

// The statements, in pgbench's language. Ids are made of the proposal and the
// version, which no other transition has.
const (
	pgRead = `
\set k random(0, 74)
\set p :client_id * 75 + :k
SELECT coalesce((SELECT body FROM proposals WHERE id = 'pgbench' || :p), '') AS was,
       coalesce((SELECT proposal FROM history WHERE act = 'none' AND step = 0), '') AS acted,
       (SELECT version FROM proposals WHERE id = 'pgbench' || :p) AS v \gset
`
	pgID    = `CAST(:p AS text) || '-' || CAST(:v AS text) || '-0000-7000-8000-000000000000-'`
	pgGuard = `UPDATE proposals SET title = :title, state = :state, holder = 'group', due_on = '2026-12-20', due_at = now(), decided = false,
 asked = 0, answered = 0, changed_at = now(), closed_at = NULL, wakes_at = now(), wakes = :head, version = version + 1, head = :head, body = :body
 WHERE id = 'pgbench' || :p AND version = CAST(:v AS bigint)`
	pgHead    = `UPDATE bench_heads SET seq = seq + 1, head = :head WHERE collaboration = 'bench'`
	pgHistory = `INSERT INTO history (proposal, collaboration, id, seq, at, act, step, kind, notices, data, private, salt, prev, hash)
 SELECT 'pgbench' || :p, 'pgbench', ` + pgID + `, CAST(:v AS bigint) + 1, now(), ` + pgID + `, 0, 'moved', 14, :event, :private, :salt, :head, :head`
	pgDeadlines = `INSERT INTO deadlines (proposal, collaboration, id, about, name, round, status, due_on, due_at, data)
 SELECT 'pgbench' || :p, 'pgbench', CAST(:p AS text) || '-' || CAST(CAST(:v AS bigint) - 1 + g AS text) || '-0000-7000-8000-000000000000', 'state', 'here', '',
 CASE g WHEN 0 THEN 'kept' ELSE 'running' END, '2026-12-20', now(), :deadline FROM %s generate_series(0, 1) g
 ON CONFLICT (proposal, id) DO UPDATE SET about = excluded.about, name = excluded.name, round = excluded.round, status = excluded.status,
 due_on = excluded.due_on, due_at = excluded.due_at, data = excluded.data`
	pgNotices = `INSERT INTO notices (proposal, collaboration, id, event, seq, made_at, status, attempts, next_at, worker, response, data)
 SELECT 'pgbench' || :p, 'pgbench', ` + pgID + ` || g, ` + pgID + `, CAST(:v AS bigint) + 1, now(), 'queued', 0, now(), '', '', :notice FROM %s generate_series(1, 14) g`
)

// pgPlain is a transaction of plain statements, with or without the one row that
// a history chained through a whole collaboration must update.
func pgPlain(head bool) string {
	lines := []string{"BEGIN", pgGuard, pgHistory, fmt.Sprintf(pgDeadlines, ""), fmt.Sprintf(pgNotices, ""), "COMMIT"}
	if head {
		lines = append(lines[:1], append([]string{pgHead}, lines[1:]...)...)
	}
	return pgRead + strings.Join(lines, ";\n") + ";\n"
}

// pgGuarded is the same in one guarded statement.
func pgGuarded() string {
	return pgRead + fmt.Sprintf("WITH moved AS (%s RETURNING id), h AS (%s FROM moved), d AS (%s), n AS (%s) SELECT count(*) FROM moved;\n",
		pgGuard, pgHistory, fmt.Sprintf(pgDeadlines, "moved,"), fmt.Sprintf(pgNotices, "moved,"))
}

var tps = regexp.MustCompile(`(?m)^tps = ([0-9.]+) \(without`)

// contender runs a script for two seconds each time.
func (p *pgbench) contender(b *testing.B, name, script string) contender {
	b.Helper()
	path := filepath.Join(b.TempDir(), "script.sql")
	if err := os.WriteFile(path, []byte(script), 0o600); err != nil {
		b.Fatal(err)
	}
	q := p.address.Query()
	args := append([]string{"-n", "-M", "prepared", "-T", "2", "-f", path,
		"-h", q.Get("host"), "-p", q.Get("port"), "-U", p.address.User.Username()}, p.vars...)
	return contender{name: name, slice: func(callers int) (float64, error) {
		more := append([]string{"-c", strconv.Itoa(callers), "-j", strconv.Itoa(min(callers, 2))}, args...)
		said, err := exec.Command(p.binary, append(more, strings.TrimPrefix(p.address.Path, "/"))...).CombinedOutput()
		found := tps.FindSubmatch(said)
		if err != nil || found == nil {
			return 0, fmt.Errorf("pgbench: %v: %s", err, said)
		}
		return strconv.ParseFloat(string(found[1]), 64)
	}}
}
