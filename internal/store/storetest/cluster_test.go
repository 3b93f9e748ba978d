package storetest

import (
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	if os.Getenv("STORETEST_HOLD") != "" {
		os.Exit(hold())
	}
	os.Exit(Main(m))
}

func TestEveryTestHasADatabaseOfItsOwn(t *testing.T) {
	a, b := open(t, Postgres(t)), open(t, Postgres(t))
	if _, err := a.Exec("CREATE TABLE proposals (id int)"); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := b.QueryRow("SELECT count(*) FROM pg_tables WHERE tablename = 'proposals'").Scan(&n); err != nil {
		t.Fatal(err)
	}
	if n != 0 {
		t.Error("a table made in one test's database is seen in another's")
	}
}

func TestADatabaseIsGoneWithItsTest(t *testing.T) {
	dsn := Postgres(t)
	t.Run("that used it", func(t *testing.T) {
		dsn = Postgres(t)
		if err := open(t, dsn).Ping(); err != nil {
			t.Fatal(err)
		}
	})
	if err := open(t, dsn).Ping(); err == nil || !strings.Contains(err.Error(), "does not exist") {
		t.Errorf("connecting afterwards: %v", err)
	}
}

func TestOnlyTheDurableClusterSyncs(t *testing.T) {
	for dsn, want := range map[string]string{Postgres(t): "off", PostgresDurable(t): "on"} {
		var got string
		if err := open(t, dsn).QueryRow("SHOW fsync").Scan(&got); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("fsync is %s, want %s", got, want)
		}
	}
}

func TestTheClusterSpeaksSwedishAndUTC(t *testing.T) {
	var zone, word string
	err := open(t, Postgres(t)).QueryRow("SELECT current_setting('TimeZone'), upper('överlämna')").Scan(&zone, &word)
	if err != nil || zone != "UTC" || word != "ÖVERLÄMNA" {
		t.Errorf("zone %q, word %q, %v", zone, word, err)
	}
}

func TestAServerThatCannotStartSaysWhy(t *testing.T) {
	Postgres(t)
	begun := time.Now()
	broken := cluster{settings: []string{"no_such_setting=1"}}
	err := broken.start()
	if err == nil || !strings.Contains(err.Error(), "no_such_setting") {
		t.Errorf("the reason is missing: %v", err)
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("it took %v to notice", took)
	}
}

// A test binary that is killed takes its cluster with it, else every kill
// would leave a server behind.
func TestAClusterDoesNotOutliveItsProcess(t *testing.T) {
	Postgres(t) // skips here, and not in the child, where there is no PostgreSQL
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "STORETEST_HOLD=1")
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	said := make([]byte, 200)
	n, err := out.Read(said)
	if err != nil {
		t.Fatalf("waiting for the child's cluster: %v", err)
	}
	dir := string(said[:n])
	if _, err := os.Stat(dir + "/data/postmaster.pid"); err != nil {
		t.Fatalf("the child's cluster is not there to begin with: %v", err)
	}

	child.Process.Kill()
	child.Wait()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s is still there 20 s after its process was killed", dir)
		}
	}
}

// hold is the child of TestAClusterDoesNotOutliveItsProcess: it starts a
// cluster, says where, and waits to be killed.
func hold() int {
	if err := quick.start(); err != nil {
		println(err.Error())
		return 1
	}
	os.Stdout.WriteString(quick.dir)
	time.Sleep(time.Minute)
	return 1
}

func open(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}
