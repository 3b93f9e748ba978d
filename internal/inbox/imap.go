package inbox

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"beredd/internal/engine"
)

// A Mailbox says where messages are fetched.
type Mailbox struct {
	Host     string
	Port     int // 0 is 993, or 143 for STARTTLS
	TLS      TLS // "" is Implicit
	Username string
	Password string
	Folder   string         // "" is INBOX
	Done     string         // the folder that a filed message is moved to; "" leaves it where it is, as read
	Poll     time.Duration  // how often it is looked into where the server tells nothing; 0 is a minute
	Timeout  time.Duration  // for a connection and for a command; 0 is 30 seconds
	Roots    *x509.CertPool // who vouches for the server; nil is the system's own
	Pause    time.Duration  // before a server that failed is tried again, the first time; 0 is 5 seconds
}

// A TLS says how the way to the mailbox is kept secret.
type TLS string

// The ways. None is for a server on this very machine alone.
const (
	Implicit TLS = "implicit"
	Required TLS = "required" // STARTTLS, and nothing is read without it
	None     TLS = "none"
)

// Whole fills in what is not set, and says what cannot be.
func (b Mailbox) Whole() (Mailbox, error) {
	if b.TLS == "" {
		b.TLS = Implicit
	}
	if b.Folder == "" {
		b.Folder = "INBOX"
	}
	b.Poll, b.Timeout, b.Pause = or(b.Poll, time.Minute), or(b.Timeout, 30*time.Second), or(b.Pause, 5*time.Second)
	switch b.TLS {
	case Implicit, Required:
		if b.Port == 0 {
			b.Port = map[TLS]int{Implicit: 993, Required: 143}[b.TLS]
		}
		return b, nil
	case None:
		if b.Port == 0 {
			b.Port = 143
		}
		if ip := net.ParseIP(b.Host); b.Host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			return b, fmt.Errorf("a mailbox without TLS is read only on this machine (127.0.0.1, ::1, localhost), and %s is not on it", b.Host)
		}
		return b, nil
	}
	return b, fmt.Errorf("TLS to the mailbox is %q; it may be %s, %s or %s", b.TLS, Implicit, Required, None)
}

func or(d, usual time.Duration) time.Duration {
	if d == 0 {
		return usual
	}
	return d
}

// name is what its position is kept under.
func (b Mailbox) name() string { return "imap://" + b.Username + "@" + b.Host + "/" + b.Folder }

// A session is one connection to a mailbox that is open.
type session struct {
	*imapclient.Client
	box      Mailbox
	conn     net.Conn
	validity uint32
	news     chan struct{} // told when the server has something
}

// dial connects, signs in and opens the folder.
func (b Mailbox) dial(ctx context.Context) (*session, error) {
	s := &session{box: b, news: make(chan struct{}, 1)}
	conn, err := (&net.Dialer{Timeout: b.Timeout}).DialContext(ctx, "tcp", net.JoinHostPort(b.Host, strconv.Itoa(b.Port)))
	if err != nil {
		return nil, fmt.Errorf("reaching the mailbox: %w", err)
	}
	s.conn = conn
	s.patience(4)
	config := &tls.Config{ServerName: b.Host, RootCAs: b.Roots, MinVersion: tls.VersionTLS12}
	options := &imapclient.Options{TLSConfig: config, UnilateralDataHandler: &imapclient.UnilateralDataHandler{
		Mailbox: func(*imapclient.UnilateralDataMailbox) { s.wake() },
	}}
	switch b.TLS {
	case Implicit:
		line := tls.Client(conn, config)
		if err := line.HandshakeContext(ctx); err != nil {
			_ = conn.Close()
			return nil, fmt.Errorf("keeping the way to the mailbox secret: %w", err)
		}
		s.Client = imapclient.New(line, options)
	case Required:
		if s.Client, err = imapclient.NewStartTLS(conn, options); err != nil {
			_ = conn.Close() // it may be closed
			return nil, troubled(NoTLS, fmt.Errorf("keeping the way to the mailbox secret: %w", err))
		}
	default:
		s.Client = imapclient.New(conn, options)
	}
	if err := s.open(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *session) open() error {
	if err := s.Login(s.box.Username, s.box.Password).Wait(); err != nil {
		return troubled(SignIn, fmt.Errorf("signing in to the mailbox: %w", err))
	}
	selected, err := s.Select(s.box.Folder, nil).Wait()
	if err != nil {
		return troubled(NoFolder, fmt.Errorf("opening the folder %s: %w", s.box.Folder, err))
	}
	s.validity = selected.UIDValidity
	return nil
}

// patience is how many time-outs the server has for what comes next.
func (s *session) patience(n int) {
	// A connection that is gone fails at the next word anyway.
	_ = s.conn.SetDeadline(time.Now().Add(time.Duration(n) * s.box.Timeout))
}

func (s *session) wake() {
	select {
	case s.news <- struct{}{}:
	default:
	}
}

// waiting lists the messages after a position, the oldest first, with their sizes.
func (s *session) waiting(after uint32) (uids []imap.UID, sizes map[imap.UID]int64, err error) {
	s.patience(4)
	all := imap.UIDSet{imap.UIDRange{Start: imap.UID(after + 1), Stop: 0}}
	found, err := s.Fetch(all, &imap.FetchOptions{UID: true, RFC822Size: true}).Collect()
	if err != nil {
		return nil, nil, fmt.Errorf("asking what the mailbox has: %w", err)
	}
	sizes = map[imap.UID]int64{}
	for _, m := range found {
		if uint32(m.UID) > after { // a server answers with its last message where there is none after
			uids, sizes[m.UID] = append(uids, m.UID), m.RFC822Size
		}
	}
	return uids, sizes, nil
}

// read fetches one message, or only the head of one that is too large. It does not
// mark it as read.
func (s *session) read(uid imap.UID, size, most int64) (Arrived, error) {
	s.patience(4)
	section := &imap.FetchItemBodySection{Peek: true}
	if size > most {
		section.Specifier = imap.PartSpecifierHeader
	}
	found, err := s.Fetch(imap.UIDSetNum(uid), &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{section}}).Collect()
	if err != nil {
		return Arrived{}, fmt.Errorf("fetching a message: %w", err)
	}
	position := &engine.InboxPosition{Mailbox: s.box.name(), Validity: s.validity, UID: uint32(uid)}
	if len(found) == 0 { // somebody has taken it away meanwhile
		return Arrived{Position: position}, nil
	}
	return Arrived{Raw: found[0].FindBodySection(section), Size: size, Position: position}, nil
}

// done marks a message as filed, for people who look into the mailbox.
func (s *session) done(uid imap.UID) error {
	s.patience(2)
	set := imap.UIDSetNum(uid)
	if err := s.Store(set, &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{imap.FlagSeen}}, nil).Close(); err != nil {
		return fmt.Errorf("marking a message as read: %w", err)
	}
	if s.box.Done == "" {
		return nil
	}
	if _, err := s.Move(set, s.box.Done).Wait(); err != nil {
		return fmt.Errorf("moving a message to %s: %w", s.box.Done, err)
	}
	return nil
}

// rest waits until the server has something, or until it is time to look.
func (s *session) rest(ctx context.Context) error {
	if !s.Caps().Has(imap.CapIdle) {
		s.patience(2)
		if err := s.Noop().Wait(); err != nil {
			return err
		}
		return s.sleep(ctx, s.box.Poll)
	}
	if err := s.conn.SetDeadline(time.Now().Add(longestIdle + 2*s.box.Timeout)); err != nil {
		return err
	}
	idle, err := s.Idle()
	if err != nil {
		return err
	}
	err = s.sleep(ctx, longestIdle)
	s.patience(1)
	if closed := idle.Close(); err == nil {
		err = closed
	}
	return errors.Join(err, idle.Wait())
}

// longestIdle is how long a server is believed that it will tell: some networks drop
// silent connections, and it may be another node's turn by now.
const longestIdle = 2 * time.Minute

func (s *session) sleep(ctx context.Context, most time.Duration) error {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-s.news:
	case <-timer.C:
	case <-s.Closed():
		return errors.New("the server hung up")
	case <-ctx.Done():
	}
	return nil
}
