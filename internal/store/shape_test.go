package store_test

import (
	"database/sql"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/store"
	"beredd/internal/store/storetest"
)

// A columnShape is what must be alike in both databases.
type columnShape struct {
	Kind     string
	Nullable bool
}

func TestBothDatabasesHaveTheSameShape(t *testing.T) {
	lite, pg := file(t), storetest.Postgres(t)
	open(t, lite)
	open(t, pg)
	inLite := shapeOf(t, "sqlite", "file:"+strings.ReplaceAll(strings.TrimPrefix(lite, "sqlite:"), " ", "%20"), `
		SELECT t.name, c.name, lower(c.type), c."notnull" = 0 AND c.pk = 0
		FROM   sqlite_master t, pragma_table_info(t.name) c
		WHERE  t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'goose%' AND t.name NOT LIKE 'text^_%' ESCAPE '^'`)
	inPostgres := shapeOf(t, "postgres", pg, `
		SELECT table_name, column_name, CASE data_type WHEN 'timestamp with time zone' THEN 'timestamptz' ELSE data_type END, is_nullable = 'YES'
		FROM   information_schema.columns
		WHERE  table_schema = 'public' AND table_name NOT LIKE 'goose%'`)
	if diff := cmp.Diff(inLite, inPostgres); diff != "" {
		t.Errorf("the shapes differ (- SQLite, + PostgreSQL):\n%s", diff)
	}
	if len(inLite) < 50 {
		t.Errorf("only %d columns were compared", len(inLite))
	}
}

func shapeOf(t *testing.T, driver, address, query string) map[string]columnShape {
	t.Helper()
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	shape := map[string]columnShape{}
	for rows.Next() {
		var table, column string
		var c columnShape
		if err := rows.Scan(&table, &column, &c.Kind, &c.Nullable); err != nil {
			t.Fatal(err)
		}
		shape[table+"."+column] = c
	}
	return shape
}

// What pages, the outbox and the cycle ask is found by an index: a plan that reads
// a growing table whole is found here, and not when it has a million rows.
func TestNoPageReadsATableWhole(t *testing.T) {
	for name, database := range map[string]struct {
		address string
		plan    func(*testing.T, *sql.Conn, string) []string
	}{
		"sqlite":   {file(t), planOfSQLite},
		"postgres": {storetest.Postgres(t), planOfPostgres},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, database.address)
			visit(t, s)
			conn := rawConn(t, database.address)
			texts := store.Texts(s)
			if len(texts) < 20 {
				t.Fatalf("only %d statements were seen", len(texts))
			}
			for _, text := range texts {
				plan := database.plan(t, conn, text)
				if table := readWhole(plan); table != "" {
					t.Errorf("%s is read whole by\n%s\n%s", table, text, strings.Join(plan, "\n"))
				}
			}
		})
	}
}

// visit asks everything that is asked day by day.
func visit(t *testing.T, s *store.Store) {
	t.Helper()
	ctx := t.Context()
	var p engine.Proposal
	for _, next := range []func() engine.Change{
		func() engine.Change { return storetest.Opening("Besök", storetest.Start) },
		func() engine.Change { return storetest.Moving(p, "prepared", storetest.Start) },
		func() engine.Change { return storetest.Asking(p, storetest.Start) },
		func() engine.Change { return storetest.Answering(p, "kalmar", storetest.Start) },
	} {
		o, err := s.Save(ctx, next())
		if err != nil {
			t.Fatal(err)
		}
		p = o.Proposal
	}
	c, now, day := storetest.Collaboration, storetest.Start, calendar.DateOf(storetest.Start)
	var all []error
	note := func(_ any, err error) { all = append(all, err) }
	for _, tab := range []engine.Tab{engine.TabOpen, engine.TabDecided, engine.TabClosed, engine.TabAll} {
		note(s.Proposals(ctx, engine.Filter{Collaboration: c, Tab: tab}))
		note(s.Proposals(ctx, engine.Filter{Collaboration: c, Tab: tab, Words: "bes"}))
	}
	note(s.Proposals(ctx, engine.Filter{Collaboration: c, Tab: engine.TabOpen, Late: true, Now: now, Holder: "x", State: "y"}))
	note(s.Held(ctx, c, []string{"beredning"}))
	note(s.Asked(ctx, c, []string{"kalmar"}, true))
	note(s.DueDates(ctx, c, day, day))
	note(s.Late(ctx, c, now))
	note(s.DueProposals(ctx, now, 10))
	note(s.ByNumber(ctx, c, p.Number))
	note(s.History(ctx, p.ID))
	note(s.QueueAge(ctx, now))
	claimed, err := s.Claim(ctx, "a", now, time.Minute, 100)
	note(s.Facts(ctx, claimed))
	for _, status := range []engine.DeliveryStatus{engine.Queued, engine.Active, engine.Deferred, engine.Held, engine.Failed} {
		note(s.Deliveries(ctx, engine.DeliveryFilter{Collaboration: c, Status: status}))
	}
	note(s.Deliveries(ctx, engine.DeliveryFilter{Collaboration: c, Proposal: p.ID}))
	note(s.Delivery(ctx, claimed[0].ID))
	_, _, next := s.NextDue(ctx, c)
	_, _, delivery := s.NextDelivery(ctx)
	settled := s.Settle(ctx, []engine.Settlement{{Notice: claimed[0].ID, Status: engine.Accepted, At: now}})
	if err := errors.Join(append(all, err, next, delivery, settled)...); err != nil {
		t.Fatal(err)
	}
}

func rawConn(t *testing.T, address string) *sql.Conn {
	t.Helper()
	driver := "postgres"
	if path, isFile := strings.CutPrefix(address, "sqlite:"); isFile {
		driver, address = "sqlite", "file:"+strings.ReplaceAll(path, " ", "%20")
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// wholeTable is a line of a plan that reads a table from end to end, without an
// index of its own for the purpose. SQLite names a table by its alias.
var wholeTable = regexp.MustCompile(`^(?:SCAN|[ ->]*Seq Scan on) (\w+)(?:$|  | \w)`)

// readWhole is the table that a plan reads whole, or "".
func readWhole(plan []string) string {
	for _, line := range plan {
		found := wholeTable.FindStringSubmatch(line)
		if found == nil || strings.Contains(line, " USING ") || strings.Contains(line, " VIRTUAL ") {
			continue
		}
		switch found[1] {
		case "x", "due", "chosen", "found", "CONSTANT", "numbers": // what the statement was given, or a row a year
		default:
			return found[1]
		}
	}
	return ""
}

func planOfSQLite(t *testing.T, conn *sql.Conn, text string) []string {
	t.Helper()
	args := make([]any, 100)
	for i := range args {
		args[i] = "[]"
	}
	rows, err := conn.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+text, args...)
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var id, parent, unused int
		var line string
		if err := rows.Scan(&id, &parent, &unused, &line); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, line)
	}
	return plan
}

// planOfPostgres asks for the plan that serves any argument, on a server that
// takes an index wherever there is one.
func planOfPostgres(t *testing.T, conn *sql.Conn, text string) (plan []string) {
	t.Helper()
	ctx := t.Context()
	for _, prepare := range []string{
		"SET enable_seqscan = off", "SET plan_cache_mode = force_generic_plan", "DEALLOCATE ALL", "PREPARE asked AS " + text,
	} {
		if _, err := conn.ExecContext(ctx, prepare); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
	}
	var arguments int
	err := conn.QueryRowContext(ctx, "SELECT cardinality(parameter_types) FROM pg_prepared_statements WHERE name = 'asked'").Scan(&arguments)
	if err != nil {
		t.Fatal(err)
	}
	execute := "EXPLAIN EXECUTE asked"
	if arguments > 0 {
		execute += "(" + strings.TrimSuffix(strings.Repeat("NULL, ", arguments), ", ") + ")"
	}
	rows, err := conn.QueryContext(ctx, execute)
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, line)
	}
	return plan
}
