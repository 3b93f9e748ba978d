package mail_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"go.uber.org/goleak"

	"beredd/internal/engine"
	"beredd/internal/mail"
	"beredd/internal/outbox"
	"beredd/internal/outbox/outboxtest"
	"beredd/internal/web/browsertest"
	"beredd/internal/wording"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(browsing{m}) }

// browsing runs the tests and then closes the browser that they opened.
type browsing struct{ tests *testing.M }

func (b browsing) Run() int { return browsertest.Main(b.tests) }

// sender speaks to a test server.
func sender(t testing.TB, s *server, config mail.Config) *mail.Sender {
	t.Helper()
	config.Host, config.Port, config.Roots = s.Host, s.Port, s.Roots
	if config.Timeout == 0 {
		config.Timeout = 5 * time.Second
	}
	made, err := mail.New(config, writer(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(made.Close)
	return made
}

// letterTo is a letter to one of many.
func letterTo(t testing.TB, i int) engine.LetterFacts {
	facts := filled(t, "decision")
	facts.Notice.ID = fmt.Sprintf("01936f2e-7c1a-7b3d-9a51-%012d", i)
	facts.Notice.Mail = recipient(i)
	facts.Notice.At = now // news: what is old waits for a person
	return facts
}

func recipient(i int) string { return fmt.Sprintf("registrator%d@borgholm.example", i) }

func owed(t testing.TB, n int) (*outboxtest.Queue, []engine.LetterFacts) {
	letters := make([]engine.LetterFacts, n)
	for i := range letters {
		letters[i] = letterTo(t, i)
	}
	return outboxtest.New(letters...), letters
}

func deliverer(q outbox.Queue, s outbox.Sender, config outbox.Config) *outbox.Worker {
	config.Log = slog.New(slog.DiscardHandler)
	return outbox.New(q, s, config)
}

// The server refuses some in every way there is. Whoever it doesn't refuse has
// one copy, whoever it refuses for now has one later with the same Message-ID,
// and whoever it refuses for good is shown as failed, with what it said.
func TestEveryLetterEndsWhereTheServerPutsIt(t *testing.T) {
	s := serve(t, kind{tls: "starttls"})
	many := func(e *smtp.SMTPError, n int) []*smtp.SMTPError {
		all := make([]*smtp.SMTPError, n)
		for i := range all {
			all[i] = e
		}
		return all
	}
	s.rcpt[recipient(1)] = []*smtp.SMTPError{refusal(450, "greylisted, "+recipient(1)+" must wait")}
	s.rcpt[recipient(2)] = many(refusal(451, "try later"), 4)
	s.rcpt[recipient(3)] = many(refusal(550, "no such mailbox <"+recipient(3)+">"), 9)
	s.data[recipient(4)] = many(refusal(552, "too large"), 9)
	s.rcpt[recipient(5)] = []*smtp.SMTPError{refusal(421, "closing")}
	s.data[recipient(6)] = []*smtp.SMTPError{refusal(450, "content is being looked at")}
	s.data[recipient(7)] = many(refusal(554, "looks like spam"), 9)

	q, letters := owed(t, 12)
	w := deliverer(q, sender(t, s, mail.Config{}), outbox.Config{})
	clock := now
	for range 8 { // until nothing waits any more
		if _, err := w.Drain(t.Context(), clock); err != nil {
			t.Fatal(err)
		}
		clock = clock.Add(3 * time.Hour)
	}
	for i, l := range letters {
		got, copies := q.Delivery(l.Notice.ID), s.letters(recipient(i))
		switch i {
		case 3, 4, 7:
			if got.Status != engine.Failed || got.Attempts != 1 || len(copies) != 0 {
				t.Errorf("letter %d, refused for good, is %s after %d tries with %d copies", i, got.Status, got.Attempts, len(copies))
			}
			if !strings.HasPrefix(got.Response, "55") || strings.Contains(got.Response, "@") {
				t.Errorf("letter %d shows %q as the server's words", i, got.Response)
			}
		default:
			if got.Status != engine.Accepted || len(copies) != 1 {
				t.Errorf("letter %d is %s with %d copies, want 1", i, got.Status, len(copies))
			}
		}
	}
	for i, tries := range map[int]int{0: 1, 1: 2, 2: 5, 5: 2, 6: 2, 8: 1} {
		if got := q.Delivery(letters[i].Notice.ID).Attempts; got != tries {
			t.Errorf("letter %d took %d tries, want %d", i, got, tries)
		}
	}
}

// A line that breaks after the server has the letter and before it says so
// leaves nobody knowing. Then a second copy goes, with the same Message-ID.
func TestALineThatBreaksCostsAtMostASecondCopyOfThatLetter(t *testing.T) {
	s := tear(t, map[string]string{recipient(1): "before reply", recipient(2): "after reply"})
	q, letters := owed(t, 5)
	w := deliverer(q, sender(t, &s.server, mail.Config{TLS: mail.None}), outbox.Config{})
	for _, clock := range []time.Time{now, now.Add(time.Hour)} {
		if _, err := w.Drain(t.Context(), clock); err != nil {
			t.Fatal(err)
		}
	}
	for i, l := range letters {
		if got := q.Delivery(l.Notice.ID); got.Status != engine.Accepted {
			t.Errorf("letter %d is %s (%s)", i, got.Status, got.Response)
		}
		copies := s.letters(recipient(i))
		want := map[int]int{1: 2}[i]
		if len(copies) != max(want, 1) {
			t.Errorf("letter %d has %d copies", i, len(copies))
		}
		for _, c := range copies {
			if id := parse(t, c.raw).Header.Get("Message-ID"); id != "<u."+l.Notice.ID+"@samverkan.example>" {
				t.Errorf("letter %d has the Message-ID %s", i, id)
			}
		}
	}
}

// A worker that dies after the server took the letter and before that was noted
// leaves it to another, when its lease is out. The second copy is the same
// message.
func TestAWorkerThatDiesInTheSendWindowLeavesTheSameMessage(t *testing.T) {
	s := serve(t, kind{tls: "starttls"})
	q, letters := owed(t, 2)
	mailer := sender(t, s, mail.Config{})
	q.Fail(errors.New("the database is gone"))
	ctx, die := context.WithCancel(t.Context())
	var dead sync.WaitGroup
	doomed := deliverer(q, mailer, outbox.Config{Name: "doomed", Grace: time.Millisecond, Now: func() time.Time { return now }})
	dead.Go(func() { doomed.Run(ctx) })
	for deadline := time.Now().Add(5 * time.Second); len(s.letters("")) < 2; time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the letters were never sent")
		}
	}
	die()
	dead.Wait()
	q.Fail(nil)
	other := deliverer(q, mailer, outbox.Config{Name: "other"})
	if n, err := other.Drain(t.Context(), now.Add(time.Minute)); n != 0 || err != nil {
		t.Fatalf("while the lease lasts %d letters go (%v)", n, err)
	}
	if n, err := other.Drain(t.Context(), now.Add(time.Hour)); n != 2 || err != nil {
		t.Fatalf("when the lease is out %d letters go (%v), want 2", n, err)
	}
	for i, l := range letters {
		copies := s.letters(recipient(i))
		if len(copies) != 2 || q.Delivery(l.Notice.ID).Status != engine.Accepted {
			t.Fatalf("letter %d is %s with %d copies", i, q.Delivery(l.Notice.ID).Status, len(copies))
		}
		if a, b := parse(t, copies[0].raw), parse(t, copies[1].raw); a.Header.Get("Message-ID") != b.Header.Get("Message-ID") || a.Text != b.Text {
			t.Errorf("the copies of letter %d are two messages", i)
		}
	}
}

func TestASlowServerDelaysNobodyElse(t *testing.T) {
	s := tear(t, map[string]string{recipient(0): "slowly"})
	q, letters := owed(t, 30)
	w := deliverer(q, sender(t, &s.server, mail.Config{TLS: mail.None, Timeout: time.Minute}),
		outbox.Config{Senders: 2, Grace: 10 * time.Millisecond, Now: func() time.Time { return now }})
	ctx, stop := context.WithCancel(t.Context())
	var ended sync.WaitGroup
	ended.Go(func() { w.Run(ctx) })
	defer ended.Wait()
	defer stop()
	for i := 1; i < 30; i++ {
		for len(s.letters(recipient(i))) == 0 { // the test's own time limit ends it
			time.Sleep(5 * time.Millisecond)
		}
	}
	status := q.Delivery(letters[0].Notice.ID).Status
	close(s.hurry)
	if status != engine.Active {
		t.Errorf("all others have theirs, and the slow one's letter is %s", status)
	}
	for i := 1; i < 30; i++ {
		if n := len(s.letters(recipient(i))); n != 1 {
			t.Errorf("letter %d has %d copies", i, n)
		}
	}
}

// What is wrong with the server or with our sign-in is nobody's bad address.
func TestAServerThatWillNotTakeUsCostsNoLetterATry(t *testing.T) {
	rows := []struct {
		name   string
		kind   kind
		config mail.Config
		spoil  func(*server)
		says   string
	}{
		{name: "no TLS is offered", kind: kind{tls: "none"}, says: "STARTTLS"},
		{name: "the certificate is another's", kind: kind{tls: "starttls", hostname: "other.example"}, says: "certificate"},
		{name: "nobody vouches for the certificate", kind: kind{tls: "starttls"}, spoil: func(s *server) { s.Roots = nil }, says: "certificate"},
		{name: "the same, with TLS from the first byte", kind: kind{tls: "implicit"}, config: mail.Config{TLS: mail.Implicit},
			spoil: func(s *server) { s.Roots = nil }, says: "certificate"},
		{name: "the password is wrong", kind: kind{tls: "starttls", user: "beredd"},
			config: mail.Config{Username: "beredd", Password: "wrong"}, says: "535"},
		{name: "we do not sign in", kind: kind{tls: "starttls", user: "beredd"}, says: "530"},
		{name: "our own address is refused", kind: kind{tls: "starttls"}, says: "550",
			spoil: func(s *server) { s.mail = []*smtp.SMTPError{refusal(550, "sender refused")} }},
		{name: "nobody listens", kind: kind{tls: "starttls"}, spoil: func(s *server) { s.Port = 1 }, says: "refused"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			s := serve(t, row.kind)
			if row.spoil != nil {
				row.spoil(s)
			}
			q, letters := owed(t, 3)
			w := deliverer(q, sender(t, s, row.config), outbox.Config{})
			if _, err := w.Drain(t.Context(), now); !errors.Is(err, outbox.ErrNoServer) {
				t.Fatalf("it says %v, want that there is no server", err)
			}
			if said := q.Delivery(letters[0].Notice.ID).Response; !strings.Contains(said, row.says) || strings.Contains(said, "@") {
				t.Errorf("the log shows %q, want %q and no address", said, row.says)
			}
			if len(s.letters("")) != 0 {
				t.Error("a letter went all the same")
			}
			for _, l := range letters {
				if d := q.Delivery(l.Notice.ID); d.Attempts != 0 || d.Status == engine.Failed {
					t.Errorf("%s is %s after %d tries", d.ID, d.Status, d.Attempts)
				}
			}
		})
	}
}

func TestLettersGoUnderTLSAndSignedIn(t *testing.T) {
	for _, way := range []struct {
		server string
		tls    mail.TLS
	}{{"starttls", mail.Required}, {"implicit", mail.Implicit}} {
		t.Run(way.server, func(t *testing.T) {
			s := serve(t, kind{tls: way.server, user: "beredd"})
			mailer := sender(t, s, mail.Config{TLS: way.tls, Username: "beredd", Password: "secret"})
			if err := mailer.Check(t.Context()); err != nil {
				t.Fatal(err)
			}
			for i := range 3 {
				if got := mailer.Send(t.Context(), letterTo(t, i), now); got.Fate != engine.HandedOver {
					t.Fatalf("the fate is %s: %s %v", got.Fate, got.Response, got.Err)
				}
			}
			if s.dialled != 2 { // one to check, one for all letters
				t.Errorf("the server was dialled %d times for a check and three letters", s.dialled)
			}
			if from := s.letters(recipient(0))[0].from; !strings.HasPrefix(from, "studs+") || !strings.HasSuffix(from, "@samverkan.example") {
				t.Errorf("the letter returns to %s", from)
			}
		})
	}
}

func TestAConfigThatWouldTellSecretsIsRefused(t *testing.T) {
	rows := []struct {
		name   string
		config mail.Config
		says   string
	}{
		{"no TLS to another machine", mail.Config{Host: "relay.example", TLS: mail.None}, "on this machine"},
		{"a password in the clear", mail.Config{Host: "127.0.0.1", TLS: mail.None, Username: "beredd"}, "password"},
		{"a way that does not exist", mail.Config{Host: "relay.example", TLS: "perhaps"}, "required"},
		{"no server", mail.Config{}, "server"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if _, err := mail.New(row.config, writer(t)); err == nil || !strings.Contains(err.Error(), row.says) {
				t.Errorf("it says %v, want %q", err, row.says)
			}
		})
	}
}

// A server closes what has been idle. The next letter goes on a new line at once,
// and counts one try.
func TestAKeptConnectionThatDiedIsReplaced(t *testing.T) {
	s := serve(t, kind{tls: "starttls"})
	mailer := sender(t, s, mail.Config{})
	if got := mailer.Send(t.Context(), letterTo(t, 0), now); got.Fate != engine.HandedOver {
		t.Fatal(got)
	}
	s.Lock()
	s.mail = []*smtp.SMTPError{refusal(421, "idle too long")}
	s.Unlock()
	if got := mailer.Send(t.Context(), letterTo(t, 1), now); got.Fate != engine.HandedOver {
		t.Errorf("the fate is %s: %s", got.Fate, got.Response)
	}
	if s.dialled != 2 {
		t.Errorf("the server was dialled %d times", s.dialled)
	}
}

// The server is spoken to on as many lines as are set, whoever has more letters in
// hand; a code, which a person sits waiting for, goes past those that wait.
func TestNoMoreLettersAreOnTheirWayThanThereAreLines(t *testing.T) {
	s := tear(t, map[string]string{recipient(0): "slowly", recipient(1): "slowly"})
	mailer := sender(t, &s.server, mail.Config{TLS: mail.None, Timeout: time.Minute, Lines: 2})
	var sending sync.WaitGroup
	for i := range 5 {
		sending.Go(func() {
			if got := mailer.Send(t.Context(), letterTo(t, i), now); got.Fate != engine.HandedOver {
				t.Errorf("letter %d: %s %s", i, got.Fate, got.Response)
			}
		})
		for i == 1 && len(s.letters("")) < 2 { // both lines are taken before the others come
			time.Sleep(time.Millisecond)
		}
	}
	code := engine.CodeLetter{
		ID: "c1", Letter: "sign_in_code", Collaboration: "kalmar-lgl", Name: "Socialchef Borgholm",
		Mail: "socialchef@borgholm.example", Language: wording.Swedish, Code: "482913", Until: now.Add(10 * time.Minute),
	}
	if got := mailer.SendCode(t.Context(), code, now); got.Fate != engine.HandedOver {
		t.Errorf("the code: %s %s", got.Fate, got.Response)
	}
	if came := s.letters(""); len(came) != 3 {
		t.Errorf("%d letters have come while two are on their way, expected those and the code", len(came))
	}
	close(s.hurry)
	sending.Wait()
	if came := s.letters(""); len(came) != 6 {
		t.Errorf("%d letters have come in the end, expected 6", len(came))
	}
}
