// Package storetest holds what a test of the store stands on: databases to
// throw away, and the suite that every database must pass. It knows of the
// store only what the suite asks, and no rule of the engine.
package storetest

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/lib/pq" // the driver that Beredd itself uses
)

// Postgres gives t an empty PostgreSQL database of its own and returns its
// address, a postgres:// URL. It is dropped when t ends.
//
// The databases of one test binary live in one private throw-away cluster,
// started for the first test that asks (about 1.4 s) and reached by a Unix
// socket only. The system's own cluster, if there is one, is never touched.
// Nothing is synced to disk: the tests are faster for it and nothing but a
// power cut can tell. Benchmarks want PostgresDurable.
//
// Without PostgreSQL on the machine the test fails when CI=true and is
// otherwise skipped, saying what to install.
func Postgres(t testing.TB) (dsn string) {
	t.Helper()
	return quick.database(t)
}

// PostgresDurable is Postgres with every commit synced to disk, as in
// production, so that what a benchmark measures is what an operator gets.
func PostgresDurable(t testing.TB) (dsn string) {
	t.Helper()
	return durable.database(t)
}

// Main runs the tests, then stops what clusters they started and waits until
// their files are gone. A test binary needs it only to be tidy on the minute:
// a cluster stops by itself when the process that started it is gone.
//
//	func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }
func Main(m *testing.M) int {
	code := m.Run()
	quick.stop()
	durable.stop()
	return code
}

var (
	quick   = cluster{settings: []string{"fsync=off", "synchronous_commit=off", "full_page_writes=off"}}
	durable = cluster{settings: []string{"fsync=on", "synchronous_commit=on", "full_page_writes=on"}}
)

// A cluster is a PostgreSQL server of this process's own, started when first asked for.
type cluster struct {
	settings []string

	once sync.Once
	err  error  // why it did not start
	dir  string // its files and its socket
	log  *os.File
	cmd  *exec.Cmd    // the keeper
	keep *os.File     // the keeper's standard input: the server lives while this is open
	last atomic.Int64 // the number of the last database
}

// errNoPostgres is the one failure to start that may skip a test.
var errNoPostgres = errors.New("PostgreSQL's server is not on this machine: `make test` installs it, or `apt-get install postgresql`")

func (c *cluster) database(t testing.TB) string {
	t.Helper()
	c.once.Do(func() { c.err = c.start() })
	if errors.Is(c.err, errNoPostgres) && os.Getenv("CI") != "true" {
		t.Skip("SKIPPED, NOT PASSED: " + c.err.Error())
	}
	if c.err != nil {
		t.Fatalf("starting a PostgreSQL cluster: %v", c.err)
	}
	name := fmt.Sprintf("test%d", c.last.Add(1))
	if err := c.exec(t.Context(), "CREATE DATABASE "+name+" TEMPLATE template0"); err != nil {
		t.Fatalf("making database %s: %v", name, err)
	}
	t.Cleanup(func() {
		// t's own context has ended here, and connections left open are cut.
		if err := c.exec(context.Background(), "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Logf("dropping database %s: %v", name, err)
		}
	})
	return c.dsn(name)
}

func (c *cluster) dsn(database string) string {
	return "postgres://beredd@/" + database + "?" + url.Values{"host": {c.dir}, "port": {"5432"}, "sslmode": {"disable"}}.Encode()
}

// exec opens and closes its connection, so that no goroutine of ours is left
// over for a test that counts them.
func (c *cluster) exec(ctx context.Context, statement string) error {
	db, err := sql.Open("postgres", c.dsn("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, statement)
	return err
}

func (c *cluster) start() (err error) {
	bin, err := binaries()
	if err != nil {
		return err
	}
	// A short path: the name of a Unix socket is at most 107 bytes, which t.TempDir may pass.
	if c.dir, err = os.MkdirTemp("/tmp", "beredd-pg"); err != nil {
		return err
	}
	owner, err := c.giveAway()
	if err != nil {
		os.RemoveAll(c.dir)
		return err
	}
	err = c.launch(bin, owner)
	if err == nil {
		err = c.await(30 * time.Second)
	}
	if err != nil {
		c.stop()
		os.RemoveAll(c.dir)
	}
	return err
}

// binaries is the folder of the newest PostgreSQL server here.
func binaries() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // Debian keeps the server out of PATH
	if len(found) > 0 {
		newest := slices.MaxFunc(found, func(a, b string) int { return cmp.Compare(release(a), release(b)) })
		return filepath.Dir(newest), nil
	}
	if initdb, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(initdb), nil
	}
	return "", errNoPostgres
}

func release(initdb string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(initdb))))
	return n
}

// giveAway hands the cluster's folder to a user who may run PostgreSQL, which
// root may not, and returns who that is; nil means whoever we are.
func (c *cluster) giveAway() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	who, err := user.Lookup("postgres")
	if err != nil {
		if who, err = user.Lookup("nobody"); err != nil {
			return nil, fmt.Errorf("root may not run PostgreSQL, and there is no user postgres or nobody: %w", err)
		}
	}
	uid, err := strconv.Atoi(who.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(who.Gid)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, os.Chown(c.dir, uid, gid)
}

// keeper makes the cluster, runs it for as long as its standard input stays
// open, and clears up. We hold the other end, and the kernel closes that when
// we are gone, however we went: by a clean end, a panic, or kill -9.
//
// It asks more than once, since a server that is only just starting may not
// have heard the first time.
const keeper = `
bin=$1 dir=$2; shift 2
trap 'rm -rf "$dir"' EXIT
"$bin/initdb" -D "$dir/data" -U beredd --auth=trust --no-sync -E UTF8 --locale=C.UTF-8 || exit
exec 3<&0
"$bin/postgres" -D "$dir/data" -k "$dir" "$@" &
server=$!
(read -r nothing <&3; while kill -INT $server; do sleep 0.2; done) 2>/dev/null &
wait $server
kill $!
`

func (c *cluster) launch(bin string, owner *syscall.Credential) error {
	theirs, ours, err := os.Pipe()
	if err != nil {
		return err
	}
	defer theirs.Close()
	c.keep = ours
	// The keeper writes to a file: a test binary's own output, held open by a
	// process that outlives it, would keep `go test` waiting.
	if c.log, err = os.Create(filepath.Join(c.dir, "log")); err != nil {
		return err
	}
	args := []string{"-c", keeper, "keeper", bin, c.dir,
		"-c", "listen_addresses=", "-c", "max_connections=200", "-c", "TimeZone=UTC"}
	for _, setting := range c.settings {
		args = append(args, "-c", setting)
	}
	c.cmd = exec.Command("/bin/sh", args...)
	c.cmd.Dir = c.dir
	c.cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"}
	c.cmd.Stdin, c.cmd.Stdout, c.cmd.Stderr = theirs, c.log, c.log
	// A session of its own: Ctrl-C in the terminal ends us, and through us the
	// keeper, which would otherwise die of it without clearing up.
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Credential: owner, Setsid: true}
	return c.cmd.Start()
}

// await returns when the server answers.
func (c *cluster) await(patience time.Duration) error {
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		err := c.exec(context.Background(), "SELECT 1")
		if err == nil {
			return nil
		}
		// The keeper takes the folder with it when the server could not start.
		if _, gone := os.Stat(c.dir); gone != nil || time.Now().After(end) {
			log, _ := io.ReadAll(io.NewSectionReader(c.log, 0, 1<<20))
			return fmt.Errorf("%w; the server's log:\n%s", err, log)
		}
	}
}

// stop ends a cluster that was started, and returns when its files are gone.
func (c *cluster) stop() {
	if c.keep == nil {
		return
	}
	c.keep.Close()
	if c.cmd != nil && c.cmd.Process != nil {
		c.cmd.Wait() // its exit code says how the server ended, which is no news to a test
	}
	c.log.Close()
}
