package mail_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"io"
	"maps"
	"net"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/mail"
	"beredd/internal/mail/postfixtest"
	"beredd/internal/outbox"
	"beredd/internal/outbox/outboxtest"
	"beredd/internal/wording"
)

// stored is a letter as the parser of Python's standard library reads the file that a
// mail server has put in a mailbox.
type stored struct {
	To, Subject, Name, ID, Returns string
	Text, HTML                     string
	Kinds                          []string
	Files                          []string
	Defects                        []string
	Raw                            []byte `json:"-"`
}

const reader = `
import email, email.policy, json, sys
for path in sys.argv[1:]:
    m = email.message_from_binary_file(open(path, 'rb'), policy=email.policy.default)
    leaves = [p for p in m.walk() if not p.is_multipart()]
    text = [p.get_content() for p in leaves if p.get_content_type() == 'text/plain' and not p.is_attachment()]
    html = [p.get_content() for p in leaves if p.get_content_type() == 'text/html' and not p.is_attachment()]
    print(json.dumps({
        'To': m['X-Original-To'], 'Subject': m['Subject'], 'Name': m['To'].addresses[0].display_name, 'ID': m['Message-ID'],
        'Returns': m['Return-Path'], 'Text': text[0], 'HTML': html[0], 'Kinds': [p.get_content_type() for p in leaves],
        'Files': [p.get_filename() for p in m.iter_attachments()],
        'Defects': [str(d) for p in m.walk() for d in p.defects] + [n + ': ' + str(d) for n, h in m.items() for d in h.defects],
    }))
`

// stores reads the files of letters, by the recipient of each.
func stores(t *testing.T, files []string) map[string][]stored {
	t.Helper()
	said, err := exec.Command("/usr/bin/python3", append([]string{"-c", reader}, files...)...).Output()
	if err != nil {
		t.Fatalf("python3: %v", err)
	}
	all := map[string][]stored{}
	lines := json.NewDecoder(strings.NewReader(string(said)))
	for _, file := range files {
		var s stored
		if err := lines.Decode(&s); err != nil {
			t.Fatal(err)
		}
		if s.Raw, err = os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
		all[s.To] = append(all[s.To], s)
	}
	return all
}

// Every kind of letter, in both languages, goes under TLS to a real mail server, and
// what lies in the mailbox says what was written, to a reader that is not ours.
func TestWhatLiesInTheMailboxIsWhatWasWritten(t *testing.T) {
	t.Parallel()
	s := postfixtest.Start(t, postfixtest.Config{Domains: []string{"borgholm.example"}})
	_, key, err := ed25519.GenerateKey(rand.Reader)
	seal, err := mail.ReadSeal("ed2026", pemOf(t, key, err))
	if err != nil {
		t.Fatal(err)
	}
	config := mail.Config{Host: "127.0.0.1", Port: s.Port, Roots: s.Vouch.Roots, Seals: []mail.Seal{seal}, Timeout: 20 * time.Second}
	wrote := map[string]mail.Written{}
	for _, name := range ofProposals() {
		w, facts := usual(t, name)
		mailer, err := mail.New(config, w)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range wording.Languages() {
			facts := in(l, facts)
			facts.Mail = name + "." + string(l) + "@borgholm.example"
			if got := mailer.Send(t.Context(), facts, now); got.Fate != engine.HandedOver {
				t.Fatalf("%s: %s %s %v", name, got.Fate, got.Response, got.Err)
			}
			if wrote[facts.Mail], err = w.Message(facts, now); err != nil {
				t.Fatal(err)
			}
		}
		mailer.Close()
	}
	arrived := stores(t, s.Arrived(t, len(wrote)))
	for to, w := range wrote {
		if len(arrived[to]) != 1 {
			t.Errorf("%s has %d letters", to, len(arrived[to]))
			continue
		}
		got := arrived[to][0]
		same(t, to, w, got)
	}
	for _, to := range []string{"decision.sv@borgholm.example", "meeting_notice.en@borgholm.example"} {
		if said := verify(t, arrived[to][0].Raw, "ed2026._domainkey.samverkan.example", seal.Record()); said != "True" {
			t.Errorf("%s: its signature is %s", to, said)
		}
	}
}

// same compares a letter that was written with what lies in the mailbox.
func same(t *testing.T, to string, w mail.Written, got stored) {
	t.Helper()
	lines := func(s string) string { return strings.TrimRight(strings.ReplaceAll(s, "\r\n", "\n"), "\n") }
	if got.Subject != w.Subject || lines(got.Text) != lines(w.Text) || lines(got.HTML) != lines(w.HTML) {
		t.Errorf("%s: its reader has another letter than was written:\n%s\n%s\nfor\n%s\n%s", to, got.Subject, got.Text, w.Subject, w.Text)
	}
	if len(got.Defects) > 0 {
		t.Errorf("%s: the parser finds %q", to, got.Defects)
	}
	if !strings.HasPrefix(got.Returns, "<studs+") || !strings.HasSuffix(got.ID, "@samverkan.example>") || got.Name == "" {
		t.Errorf("%s: it is to %q, known as %s, and returns to %s", to, got.Name, got.ID, got.Returns)
	}
	invites := slices.Contains(got.Kinds, "text/calendar")
	if slices.Contains(got.Kinds, "application/ics") != invites || (len(got.Files) == 1) != invites {
		t.Errorf("%s: its parts are %v and its files %v", to, got.Kinds, got.Files)
	}
}

// A cut line passes bytes on to a server, and breaks the first time that so many have
// come from us.
type cutLine struct {
	after int64
	once  sync.Once
	ended sync.WaitGroup
	port  int
}

func cutLineTo(t *testing.T, port int, after int64) *cutLine {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cutLine{after: after, port: listener.Addr().(*net.TCPAddr).Port}
	c.ended.Go(func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", "127.0.0.1:"+strconv.Itoa(port))
			if err != nil {
				_ = near.Close()
				continue
			}
			c.ended.Go(func() { _, _ = io.Copy(near, far); _ = near.Close() })
			c.ended.Go(func() { c.pass(far, near); _ = far.Close() })
		}
	})
	t.Cleanup(func() { _ = listener.Close(); c.ended.Wait() })
	return c
}

func (c *cutLine) pass(far, near net.Conn) {
	first := false
	c.once.Do(func() { first = true })
	if first {
		_, _ = io.CopyN(far, near, c.after)
		return
	}
	_, _ = io.Copy(far, near)
}

// A real mail server lets one wait, has a full mailbox of either kind, does not know
// one, finds one letter too large, and one line breaks while a letter goes. Everybody
// else's letters arrive once, who waits has one later, and what is refused for good is
// told with the server's words.
func TestARealServerRefusesAsItDoes(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	asked := map[string]int{}
	s := postfixtest.Start(t, postfixtest.Config{Domains: []string{"borgholm.example"}, Largest: 400_000, Policy: func(to string) string {
		mu.Lock()
		defer mu.Unlock()
		asked[to]++
		switch {
		case to == recipient(1) && asked[to] == 1:
			return "450 4.2.0 Greylisted, see us again in a minute"
		case to == recipient(2) && asked[to] < 4:
			return "452 4.2.2 The mailbox is full just now"
		case to == recipient(3):
			return "552 5.2.2 The mailbox is full"
		}
		return ""
	}})
	line := cutLineTo(t, s.Port, 9_000)
	_, letters := owed(t, 8)
	letters[4].Notice.Mail = "okand@borgholm.example"
	letters[5].Proposal.Decision.Text = strings.Repeat("att anta rutinen\n", 30_000)
	q := outboxtest.New(letters...)
	mailer, err := mail.New(mail.Config{Host: "127.0.0.1", Port: line.port, Roots: s.Vouch.Roots, Timeout: 20 * time.Second}, writer(t))
	if err != nil {
		t.Fatal(err)
	}
	defer mailer.Close()
	blamed := &blaming{Sender: mailer, codes: map[string]string{}}
	w := deliverer(q, blamed, outbox.Config{Senders: 2})
	for clock := range 6 {
		if _, err := w.Drain(t.Context(), now.Add(time.Duration(clock)*3*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	files := s.Arrived(t, 5)
	arrived := stores(t, files)
	for i, l := range letters {
		got, copies := q.Delivery(l.Notice.ID), len(arrived[l.Notice.Mail])
		says, refused := map[int]string{3: "552 5.2.2", 4: "550 5.1.1", 5: "552 5.3.4"}[i]
		switch {
		case refused && (got.Status != engine.Failed || !strings.HasPrefix(got.Response, says) || strings.Contains(got.Response, "@") || copies != 0):
			t.Errorf("letter %d is %s with %q and %d copies, want it refused with %s", i, got.Status, got.Response, copies, says)
		case !refused && (got.Status != engine.Accepted || copies != 1):
			t.Errorf("letter %d is %s with %q and %d copies, want 1", i, got.Status, got.Response, copies)
		}
	}
	if want := map[string]string{recipient(3): "5.2.2", "okand@borgholm.example": "5.1.1"}; !maps.Equal(blamed.codes, want) {
		t.Errorf("the addresses that are to blame are %v, want %v", blamed.codes, want)
	}
	for i, tries := range map[int]int{1: 2, 2: 4, 3: 1, 4: 1, 5: 1, 7: 1} {
		if got := q.Delivery(letters[i].Notice.ID).Attempts; got != tries {
			t.Errorf("letter %d took %d tries, want %d", i, got, tries)
		}
	}
	if n := q.Delivery(letters[0].Notice.ID).Attempts + q.Delivery(letters[6].Notice.ID).Attempts; !strings.Contains(s.Log(), "lost connection after DATA") || n < 3 {
		t.Errorf("no line broke while a letter went (%d tries): %s", n, s.Log())
	}
}

// A blaming sender remembers which addresses were refused for their own sake.
type blaming struct {
	*mail.Sender
	mu    sync.Mutex
	codes map[string]string
}

func (b *blaming) Send(ctx context.Context, l engine.LetterFacts, at time.Time) engine.Handover {
	done := b.Sender.Send(ctx, l, at)
	b.mu.Lock()
	defer b.mu.Unlock()
	if done.Address != "" {
		b.codes[l.Mail] = done.Address
	}
	return done
}

// A server that nobody vouches for, or that is another than it should be, has no letter.
func TestARealServerMustBeWhoItIs(t *testing.T) {
	t.Parallel()
	other := postfixtest.Start(t, postfixtest.Config{Domains: []string{"borgholm.example"}, Hostname: "other.example"})
	stranger, _ := postfixtest.Certify(t, "")
	for name, config := range map[string]mail.Config{
		"its certificate is another's":  {Roots: other.Vouch.Roots},
		"nobody vouches for it":         {Roots: stranger.Roots},
		"only the system vouches":       {},
		"it offers no TLS on that port": {Roots: other.Vouch.Roots, TLS: mail.Implicit},
	} {
		config.Host, config.Port, config.Timeout = "127.0.0.1", other.Port, 5*time.Second
		mailer, err := mail.New(config, writer(t))
		if err != nil {
			t.Fatal(err)
		}
		if got := mailer.Send(t.Context(), letterTo(t, 0), now); got.Fate != engine.NoServer || got.Response == "" {
			t.Errorf("%s: %s %s", name, got.Fate, got.Response)
		}
		mailer.Close()
	}
	if got := other.Arrived(t, 0); len(got) > 0 || strings.Contains(other.Log(), "client=") {
		t.Errorf("%d letters arrived all the same: %s", len(got), other.Log())
	}
}
