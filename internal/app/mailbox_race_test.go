package app

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/inbox"
	"beredd/internal/inbox/dovecottest"
)

// A mailbox is one on a real server that nodes read and people look into.
type mailbox struct {
	postOffice
	server *dovecottest.Server
	user   string
	box    inbox.Mailbox
	mu     sync.Mutex
	sent   []string // who was answered
}

func readsMailbox(t *testing.T) *mailbox {
	t.Helper()
	m := &mailbox{postOffice: office(t), server: dovecottest.Start(t), user: "post"}
	m.box = inbox.Mailbox{Host: "127.0.0.1", Port: m.server.IMAP, TLS: inbox.None, Username: m.user, Password: dovecottest.Password,
		Folder: "INBOX", Poll: 20 * time.Millisecond, Pause: 20 * time.Millisecond}
	return m
}

// SendAutoReply remembers whom a node answers.
func (m *mailbox) SendAutoReply(_ context.Context, r engine.AutoReply, _ time.Time) engine.Handover {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sent = append(m.sent, r.Mail)
	return engine.Handover{Fate: engine.HandedOver}
}

// reads has one node read until the test ends; turn is asked before each message.
func (m *mailbox) reads(turn func(context.Context) (bool, error)) {
	m.t.Helper()
	f, err := inbox.NewFetcher(m.box, inbox.New(inbox.Config{
		Pack: func() *definition.Pack { return m.system.pack() }, Keys: m.system.keys, Store: m.system.store, Replier: m,
		Limits: inbox.Limits{Hour: 1000}, Now: m.Now, Log: slog.New(slog.DiscardHandler)}), turn)
	m.must(err)
	running := start(m.t.Context(), f.Run)
	m.t.Cleanup(running.stop)
}

// looksInto does something with the mailbox as somebody with a mail program does.
func (m *mailbox) looksInto(do func(*imapclient.Client) error) {
	m.t.Helper()
	c, err := imapclient.DialInsecure(fmt.Sprintf("127.0.0.1:%d", m.server.IMAP), nil)
	m.must(err)
	defer c.Close()
	m.must(c.Login(m.user, dovecottest.Password).Wait())
	m.must(do(c))
}

func (m *mailbox) writes(id string) {
	m.t.Helper()
	m.server.Deliver(m.t, "a@other.example", m.user+"@post.example",
		"From: a@other.example\nTo: svar@post.example\nSubject: Hej "+id+"\nMessage-ID: <"+id+"@other.example>\n\n"+id+"\n")
}

// filed are the messages that are filed, each with how often.
func (m *mailbox) filed() map[string]int {
	m.t.Helper()
	page, err := m.system.store.Incoming(m.t.Context(), engine.IncomingFilter{Collaboration: "post", Limit: 1000})
	m.must(err)
	n := map[string]int{}
	for _, one := range page.Rows {
		n[one.Subject]++
	}
	return n
}

func (m *mailbox) eventually(what string, holds func() bool) {
	m.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if holds() {
			return
		}
	}
	m.t.Fatalf("never: %s; filed are %v", what, m.filed())
}

// Somebody takes a message away between the mailbox being listed and its being fetched:
// the others are filed, and nothing stands still.
func TestAMessageThatIsTakenAwayHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	m := readsMailbox(t)
	for _, id := range []string{"one", "two", "three"} {
		m.writes(id)
	}
	asked := 0
	m.reads(func(context.Context) (bool, error) {
		if asked++; asked == 3 { // the list is known, and the first has been filed
			m.looksInto(func(c *imapclient.Client) error {
				if _, err := c.Select("INBOX", nil).Wait(); err != nil {
					return err
				}
				set := imap.UIDSetNum(2)
				if err := c.Store(set, &imap.StoreFlags{Op: imap.StoreFlagsAdd, Flags: []imap.Flag{imap.FlagDeleted}, Silent: true}, nil).Close(); err != nil {
					return err
				}
				return c.UIDExpunge(set).Close()
			})
		}
		return true, nil
	})
	m.eventually("the last is filed", func() bool { return m.filed()["Hej three"] == 1 })
	m.writes("four")
	m.eventually("what came later is filed", func() bool { return m.filed()["Hej four"] == 1 })
	if got := m.filed(); len(got) != 3 || got["Hej two"] != 0 || got["Hej one"] != 1 {
		t.Errorf("filed are %v", got)
	}
}

// Two nodes that both believe it is their turn file each message once, and neither stops
// at what the other has moved away.
func TestTwoNodesThatReadOneMailboxFileEachMessageOnce(t *testing.T) {
	t.Parallel()
	m := readsMailbox(t)
	m.box.Done = "Klart"
	const all = 30
	p := m.matter("Jour")
	for i := range all {
		m.server.Deliver(t, "bo@nybro.example", m.user+"@post.example", fmt.Sprintf(
			"From: bo@nybro.example\nTo: svar@post.example\nSubject: Sv: Jour [%s] %d\nMessage-ID: <%d@nybro.example>\n\nVi tycker ja.\n", p.Number, i, i))
	}
	m.looksInto(func(c *imapclient.Client) error { return c.Create("Klart", nil).Wait() })
	var gate sync.WaitGroup
	gate.Add(2)
	for range 2 {
		var once sync.Once
		m.reads(func(context.Context) (bool, error) {
			once.Do(func() { gate.Done(); gate.Wait() })
			return true, nil
		})
	}
	m.eventually("all are filed", func() bool { return len(m.filed()) == all })
	left := func() (n uint32) {
		m.looksInto(func(c *imapclient.Client) error {
			status, err := c.Status("INBOX", &imap.StatusOptions{NumMessages: true}).Wait()
			if err == nil {
				n = *status.NumMessages
			}
			return err
		})
		return n
	}
	m.eventually("the mailbox is empty", func() bool { return left() == 0 })
	m.server.Deliver(t, "bo@nybro.example", m.user+"@post.example", "From: bo@nybro.example\nSubject: Sist\nMessage-ID: <last@nybro.example>\n\nSist.\n")
	m.eventually("what came last is filed", func() bool { return m.filed()["Sist"] == 1 })
	for subject, n := range m.filed() {
		if n != 1 {
			t.Errorf("“%s” is filed %d times", subject, n)
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.sent) > 1 {
		t.Errorf("%q were answered, one answer a day is due", m.sent)
	}
}
