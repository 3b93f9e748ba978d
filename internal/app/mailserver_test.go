package app

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"net/mail"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// A relay is a real SMTP server on this machine that may be taken down and put
// up again at the same port.
type relay struct {
	t      testing.TB
	port   int
	server *smtp.Server
	taken  net.Listener // where it listens
	ended  chan struct{}

	mu       sync.Mutex
	sessions int // conversations that go on
	got      []letter
	refuses  map[string]int // addresses, in small letters, that nobody has, with how often they were tried
}

// A letter is one message as its recipient's server has it.
type letter struct {
	to, subject, id, text string
	from                  string // whom it returns to
	head                  mail.Header
	raw                   []byte
}

func newRelay(t testing.TB) *relay {
	t.Helper()
	r := &relay{t: t}
	r.up()
	t.Cleanup(r.down)
	return r
}

func (r *relay) up() {
	r.t.Helper()
	listener, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: r.port})
	if err != nil {
		r.t.Fatal(err)
	}
	r.port = listener.Addr().(*net.TCPAddr).Port
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.sessions++
		return &session{relay: r}, nil
	}))
	server.Domain, server.ErrorLog = "relay.example", silent{}
	ended := make(chan struct{})
	go func() { defer close(ended); _ = server.Serve(listener) }()
	r.server, r.taken, r.ended = server, listener, ended
}

func (r *relay) down() {
	if r.server == nil {
		return
	}
	if err := r.server.Close(); err != nil {
		r.t.Error(err)
	}
	_ = r.taken.Close() // a server that has not begun yet does not know its listener
	<-r.ended
	r.server = nil
}

// letters are those whose subject holds words, or all.
func (r *relay) letters(words string) []letter {
	r.mu.Lock()
	defer r.mu.Unlock()
	var found []letter
	for _, l := range r.got {
		if strings.Contains(l.subject, words) {
			found = append(found, l)
		}
	}
	return found
}

type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}

type session struct {
	relay    *relay
	to, from string
}

func (s *session) Reset() {}

func (s *session) Logout() error {
	s.relay.mu.Lock()
	defer s.relay.mu.Unlock()
	s.relay.sessions--
	return nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.from = from
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	s.relay.mu.Lock()
	defer s.relay.mu.Unlock()
	if tries, none := s.relay.refuses[strings.ToLower(to)]; none {
		s.relay.refuses[strings.ToLower(to)] = tries + 1
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "<" + to + "> has no mailbox here"}
	}
	return nil
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	l := read(s.relay.t, raw)
	l.to, l.from, l.raw = s.to, s.from, raw
	s.relay.mu.Lock()
	defer s.relay.mu.Unlock()
	s.relay.got = append(s.relay.got, l)
	return nil
}

// read parses a message as a mail program does, and takes its plain text.
func read(t testing.TB, raw []byte) letter {
	message, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Errorf("a letter is no message: %v", err)
		return letter{}
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject"))
	if err != nil {
		t.Errorf("a subject can't be read: %v", err)
	}
	l := letter{subject: subject, id: message.Header.Get("Message-ID"), head: message.Header}
	_, params, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil {
		t.Errorf("a letter's type can't be read: %v", err)
		return l
	}
	for parts := multipart.NewReader(message.Body, params["boundary"]); ; {
		part, err := parts.NextPart()
		if err != nil {
			return l
		}
		if strings.HasPrefix(part.Header.Get("Content-Type"), "text/plain") {
			text, err := io.ReadAll(part)
			if err != nil {
				t.Error(err)
			}
			l.text = string(text)
		}
	}
}

var answerLink = regexp.MustCompile(`https?://\S+/s/[0-9A-Za-z.-]+`)

// link is where the letter lets its recipient answer, or "".
func (l letter) link() string { return answerLink.FindString(l.text) }
