package app

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"iter"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	gomail "github.com/wneessen/go-mail"

	"beredd/internal/engine"
	"beredd/internal/outbox"
	"beredd/internal/store/storetest"
)

const linesAtOnce = 4 // connections, ours and the bare loop's

// A distance is how a mail server answers: a line at a time after the way there and
// back, and the letter when it has it safe.
type distance struct {
	name    string
	away    time.Duration
	takes   time.Duration
	letters int // sent in each run
}

// distances are a server that shares the processors with who sends and does nothing
// with the letters, one beside that does, and one on another machine (10 ms, as
// performance was first measured).
var distances = []distance{
	{"that takes letters at once", 0, 0, 2000},
	{"that takes 5 ms for each", 0, 5 * time.Millisecond, 2000},
	{"10 ms away", 10 * time.Millisecond, 0, 200},
}

// BenchmarkSending is an outbox emptied over SMTP by a worker as a service has it, with
// claims, lanes, writing and noting, signed and not, against the bare go-mail loop: the
// same letters, written beforehand, over as many connections to the same server, which
// takes them at once or after a while as servers on other machines do. The goal is 0.9.
// A bare loop that writes each letter as it goes tells what of the rest is the writing,
// and what the queue.
func BenchmarkSending(b *testing.B) {
	for name, database := range map[string]func(testing.TB) string{
		"SQLite":     func(t testing.TB) string { return "sqlite:" + filepath.Join(t.TempDir(), "beredd.db") },
		"PostgreSQL": storetest.PostgresDurable,
	} {
		for _, d := range distances {
			compare(b, name, database(b), d)
		}
	}
	b.ReportMetric(0, "ns/op")
}

// compare prints how many letters a second go each way, in turns.
func compare(b *testing.B, name, database string, d distance) {
	server := newSink(b, d)
	f := &flow{TB: b, clock: &Clock{}, config: killedConfig(database, filepath.Join(b.TempDir(), "secret"), server.port)}
	f.config.SMTP.Connections = linesAtOnce
	f.clock.Run()
	ways := []struct {
		name string
		keys []string
		send func(*flow, *sink) spent
	}{
		{"a service's worker", nil, (*flow).sendAll},
		{"the same, signed with RSA and Ed25519", keysIn(b), (*flow).sendAll},
		{"the bare loop, each letter written as it goes", nil, (*flow).writeAndSend},
		{"the bare go-mail loop", nil, (*flow).sendBare},
	}
	rates, costs := make([][]float64, len(ways)), make([][]float64, len(ways))
	for range 5 {
		for i, way := range ways {
			f.config.SMTP.DKIM = way.keys
			f.sending()
			for f.waiting() < d.letters {
				f.again()
			}
			n := f.waiting()
			server.left.Store(int64(n))
			spent := way.send(f, server)
			rates[i] = append(rates[i], float64(n)/spent.time.Seconds())
			costs[i] = append(costs[i], float64(spent.processor.Microseconds())/float64(n))
			if left := f.waiting() + int(server.left.Load()); left != 0 {
				b.Fatalf("%s: %d letters are left", way.name, left)
			}
			f.sender.Close()
			if err := f.store.Close(); err != nil {
				b.Fatal(err)
			}
		}
	}
	bare := middle(rates[len(rates)-1])
	fmt.Printf("\n%-66s %8s %10s %9s\n", fmt.Sprintf("%s, letters over %d lines to a server %s", name, linesAtOnce, d.name), "µs each", "a second", "ours/bare")
	for i, way := range ways {
		fmt.Printf("  %-64s %8.0f %10.0f %9.2f\n", way.name, middle(costs[i]), middle(rates[i]), middle(rates[i])/bare)
	}
}

// spent is what sending has taken, by the clock and of the processors; how long it is by
// the clock depends on who else is at work. The server is in it, the database only where
// it is in this process.
type spent struct{ time, processor time.Duration }

// spend measures what do takes.
func spend(do func()) spent {
	used := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			panic(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	began, before := time.Now(), used()
	do()
	return spent{time.Since(began), used() - before}
}

func middle(of []float64) float64 { return slices.Sorted(slices.Values(of))[len(of)/2] }

// waiting is how many letters are owed.
func (f *flow) waiting() int {
	f.Helper()
	log, err := f.store.Deliveries(f.Context(), engine.DeliveryFilter{Collaboration: f.pack().Key, Limit: 1})
	if err != nil {
		f.Fatal(err)
	}
	return log.Counts[engine.Queued] + log.Counts[engine.Deferred] + log.Counts[engine.Active]
}

// sendAll lets a worker hand over all that waits, and note it.
func (f *flow) sendAll(to *sink) spent {
	worker := f.system.worker(f.store, f.sender, outbox.Config{Senders: aLineAhead(linesAtOnce)})
	ctx, stop := context.WithCancel(f.Context())
	var ended *background
	took := spend(func() {
		ended = start(ctx, worker.Run)
		f.eventually("all have come", func() bool { return to.left.Load() == 0 })
	})
	stop()
	ended.stop() // what was handed over is noted
	return took
}

// sendBare hands over what waits with go-mail alone, written beforehand.
func (f *flow) sendBare(*sink) spent {
	f.Helper()
	facts := f.claimed()
	letters := make([]*gomail.Msg, len(facts))
	for i, one := range facts {
		letters[i] = f.written(one)
	}
	return f.bare(facts, func(i int) *gomail.Msg { return letters[i] })
}

// writeAndSend is sendBare that writes each letter when its turn has come.
func (f *flow) writeAndSend(*sink) spent {
	f.Helper()
	facts := f.claimed()
	return f.bare(facts, func(i int) *gomail.Msg { return f.written(facts[i]) })
}

// claimed is all that waits, with what its letters say.
func (f *flow) claimed() []engine.LetterFacts {
	f.Helper()
	claimed, err := f.store.Claim(f.Context(), "bare", time.Now(), time.Minute, 10_000)
	if err != nil {
		f.Fatal(err)
	}
	facts, err := f.store.Facts(f.Context(), claimed)
	if err != nil {
		f.Fatal(err)
	}
	return facts
}

func (f *flow) written(one engine.LetterFacts) *gomail.Msg {
	written, err := f.writer.Message(one, time.Now())
	if err != nil {
		f.Error(err)
	}
	m := written.Message
	m.SetBodyString(gomail.TypeTextPlain, written.Text)
	m.AddAlternativeString(gomail.TypeTextHTML, written.HTML)
	return m
}

// bare sends on all lines, and notes what was sent afterwards, off the clock.
func (f *flow) bare(facts []engine.LetterFacts, letter func(i int) *gomail.Msg) spent {
	f.Helper()
	var next atomic.Int64
	took := spend(func() {
		var sending sync.WaitGroup
		for range linesAtOnce {
			sending.Go(func() {
				f.loop(func(yield func(*gomail.Msg) bool) {
					for i := int(next.Add(1)) - 1; i < len(facts) && yield(letter(i)); i = int(next.Add(1)) - 1 {
					}
				})
			})
		}
		sending.Wait()
	})
	settled := make([]engine.Settlement, len(facts))
	for i, one := range facts {
		settled[i] = engine.Settlement{Notice: one.ID, Claim: one.Claim, Status: engine.Accepted, Attempts: 1, At: time.Now()}
	}
	if err := f.store.Settle(f.Context(), settled); err != nil {
		f.Fatal(err)
	}
	return took
}

// loop sends letter after letter on one line.
func (f *flow) loop(letters iter.Seq[*gomail.Msg]) {
	client, err := gomail.NewClient("127.0.0.1", gomail.WithPort(f.config.SMTP.Port), gomail.WithTLSPolicy(gomail.NoTLS), gomail.WithoutNoop())
	if err != nil {
		f.Error(err)
		return
	}
	line, err := client.DialToSMTPClientWithContext(f.Context())
	if err != nil {
		f.Error(err)
		return
	}
	for m := range letters {
		if err := client.SendWithSMTPClient(line, m); err != nil {
			f.Error(err)
		}
	}
	if err := client.CloseWithSMTPClient(line); err != nil {
		f.Error(err)
	}
}

// A sink is an SMTP server that takes letters, each after a while, and keeps none.
type sink struct {
	distance
	port int
	left atomic.Int64 // letters that have yet to come
}

func newSink(b testing.TB, d distance) *sink {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	s := &sink{distance: d, port: listener.Addr().(*net.TCPAddr).Port}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return swallow{s}, nil }))
	server.Domain, server.ErrorLog = "relay.example", silent{}
	go func() { _ = server.Serve(far{listener, d.away}) }()
	b.Cleanup(func() { _ = server.Close() })
	return s
}

// A far listener's answers are on their way for a while.
type far struct {
	net.Listener
	away time.Duration
}

func (f far) Accept() (net.Conn, error) {
	conn, err := f.Listener.Accept()
	if err != nil || f.away == 0 {
		return conn, err
	}
	return farConn{conn, f.away}, nil
}

type farConn struct {
	net.Conn
	away time.Duration
}

func (c farConn) Write(line []byte) (int, error) {
	time.Sleep(c.away)
	return c.Conn.Write(line)
}

type swallow struct{ *sink }

func (swallow) Reset()                               {}
func (swallow) Logout() error                        { return nil }
func (swallow) Mail(string, *smtp.MailOptions) error { return nil }
func (swallow) Rcpt(string, *smtp.RcptOptions) error { return nil }

func (s swallow) Data(r io.Reader) error {
	_, err := io.Copy(io.Discard, r)
	time.Sleep(s.takes)
	s.left.Add(-1)
	return err
}

// keysIn writes keys to sign letters with, and answers their settings.
func keysIn(b *testing.B) []string {
	_, short, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	long, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		b.Fatal(err)
	}
	var settings []string
	for selector, key := range map[string]any{"short": short, "long": long} {
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			b.Fatal(err)
		}
		file := filepath.Join(b.TempDir(), selector)
		if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), 0o600); err != nil {
			b.Fatal(err)
		}
		settings = append(settings, selector+":"+file)
	}
	return settings
}
