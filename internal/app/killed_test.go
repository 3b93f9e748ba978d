package app

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/mail"
	"beredd/internal/outbox"
	"beredd/internal/store/storetest"
)

// toBeKilled is the variable by which a test binary knows that it is the process that
// delivers and is killed: the relay's port, the secrets, and the database.
const toBeKilled = "BEREDD_APP_KILLED"

// Letters are delivered by a process that is killed again and again in the middle of
// it. Each arrives. One that comes twice is the same message, and was on its way from
// the server's yes to the note of it when the process was killed.
func TestEveryLetterArrivesThoughItsProcessIsKilled(t *testing.T) {
	deliverUntilKilled(t)
	for name, database := range map[string]func(testing.TB) string{
		"sqlite":   func(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "beredd.db") },
		"postgres": storetest.Postgres,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := newKilling(t, "TestEveryLetterArrivesThoughItsProcessIsKilled", database(t))
			k.owe(300)
			for range 8 {
				k.kill(1 + rand.IntN(35))
			}
			k.finish()
		})
	}
}

// A killing is a queue of letters, and what of it the relay has.
type killing struct {
	*flow
	test     string
	owed     int
	seen     int             // letters that had come when the last process was killed
	doubtful map[string]bool // letters that had come, and were not noted, when one was
	kills    int
}

func newKilling(t *testing.T, test, database string) *killing {
	k := &killing{flow: &flow{TB: t, clock: &Clock{}, relay: newRelay(t)}, test: test, doubtful: map[string]bool{}}
	k.clock.Run()
	k.config = killedConfig(database, filepath.Join(t.TempDir(), "secret"), k.relay.port)
	return k
}

func killedConfig(database, secret string, port int) Config {
	return Config{
		Place: Place{Kept: Kept{Database: database}, Packs: Packs{Pack: "../../workflows/kalmar-lgl"}, SecretFile: secret},
		SMTP:  SMTP{Host: "127.0.0.1", From: "arende@samverkan.example", Port: port, TLS: "none", Timeout: 5 * time.Second},
	}
}

// shortLease is for how long a letter is a process's own, and so how long it waits when
// that is killed.
const shortLease = 4 * time.Second

// deliverUntilKilled delivers for ever where this process was started to be killed, and
// returns at once elsewhere.
func deliverUntilKilled(t *testing.T) {
	port, rest, ok := strings.Cut(os.Getenv(toBeKilled), " ")
	if !ok {
		return
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	secret, database, _ := strings.Cut(rest, " ")
	f := &flow{TB: t, clock: &Clock{}, config: killedConfig(database, secret, number)}
	f.clock.Run()
	f.sending()
	fmt.Println("delivering")
	go func() { // who is to kill us ends
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	f.worker.Run(context.Background())
}

// sending opens the system with a worker, which does nothing yet.
func (f *flow) sending() {
	f.Helper()
	f.Service = &Service{config: f.config, base: "http://demo.example"}
	if err := f.build(f.Context(), f.config, NewLog(f.Output(), "error"), time.Now); err != nil {
		f.Fatal(err)
	}
	relay, err := f.config.SMTP.relay()
	if err == nil {
		f.sender, err = mail.New(relay, f.writer)
	}
	if err != nil {
		f.Fatal(err)
	}
	f.worker = f.system.worker(f.store, f.sender, outbox.Config{
		Name: "process " + strconv.Itoa(os.Getpid()), Lease: shortLease, Poll: 20 * time.Millisecond, Pause: 20 * time.Millisecond})
}

func (k *killing) close() {
	k.Helper()
	k.sender.Close()
	if err := k.store.Close(); err != nil {
		k.Fatal(err)
	}
}

// owe lets proposals owe at least so many letters.
func (k *killing) owe(letters int) {
	k.Helper()
	k.clock.Move(time.Now())
	k.sending()
	defer k.close()
	for k.owed < letters {
		k.again()
		k.owed = k.count(engine.Queued)
	}
}

func (k *killing) count(status engine.DeliveryStatus) int {
	k.Helper()
	log, err := k.store.Deliveries(k.Context(), engine.DeliveryFilter{Collaboration: k.pack().Key, Limit: 1})
	if err != nil {
		k.Fatal(err)
	}
	return log.Counts[status]
}

// kill starts a process that delivers, and kills it when so many letters more have
// come, and a moment after that.
func (k *killing) kill(letters int) {
	k.Helper()
	process := exec.Command(os.Args[0], "-test.run", "^"+k.test+"$")
	process.Env = append(os.Environ(), fmt.Sprintf("%s=%d %s %s", toBeKilled, k.config.SMTP.Port, k.config.SecretFile, k.config.Database))
	process.Stderr = os.Stderr
	held, err := process.StdinPipe()
	if err != nil {
		k.Fatal(err)
	}
	defer held.Close()
	out, err := process.StdoutPipe()
	if err != nil {
		k.Fatal(err)
	}
	if err := process.Start(); err != nil {
		k.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "delivering" {
		_ = process.Process.Kill()
		_ = process.Wait()
		k.Fatalf("the process says %q", lines.Text())
	}
	enough := min(k.seen+letters, k.owed)
	k.eventually("letters come", func() bool { return k.relay.count() >= enough })
	time.Sleep(time.Duration(rand.IntN(4000)) * time.Microsecond)
	_ = process.Process.Kill()
	_ = process.Wait() // it was killed, which is no news
	k.kills++
	k.eventually("the server has heard out who was killed", func() bool { return k.relay.talking() == 0 })
	k.look()
}

// look finds out which letters have come that nobody has noted.
func (k *killing) look() {
	k.Helper()
	k.sending()
	defer k.close()
	come := k.relay.letters("")
	for _, l := range come[k.seen:] {
		if d := k.delivery(l); d.Status != engine.Accepted {
			k.doubtful[d.ID] = true
		}
	}
	k.seen = len(come)
}

// finish delivers the rest, and compares.
func (k *killing) finish() {
	k.Helper()
	k.sending()
	defer k.close()
	ctx, stop := context.WithCancel(k.Context())
	ended := start(ctx, k.worker.Run)
	noted := func() bool {
		return k.count(engine.Queued)+k.count(engine.Active)+k.count(engine.Deferred) == 0
	}
	for last := -1; !noted() && last != k.relay.count(); { // as long as letters come
		last = k.relay.count()
		for until := time.Now().Add(3 * shortLease); time.Now().Before(until) && !noted(); time.Sleep(20 * time.Millisecond) {
		}
	}
	stop()
	ended.stop()
	copies, texts := map[string]int{}, map[string]string{}
	for _, l := range k.relay.letters("") {
		id := strings.TrimPrefix(strings.Split(strings.Trim(l.id, "<>"), "@")[0], "u.")
		if copies[id]++; copies[id] > 1 && (texts[id] != l.to+l.subject+l.text || !k.doubtful[id]) {
			k.Errorf("the letter %s came %d times, and should not have", id, copies[id])
		}
		texts[id] = l.to + l.subject + l.text
	}
	if len(copies) != k.owed || !noted() {
		k.Errorf("%d letters came of %d, and all are noted: %v", len(copies), k.owed, noted())
	}
	k.Logf("%d kills, %d letters, %d second copies, %d were between the server's yes and the note of it", k.kills, k.owed, len(k.relay.letters(""))-k.owed, len(k.doubtful))
}

func (r *relay) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.got)
}

// talking is how many conversations go on.
func (r *relay) talking() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.sessions
}
