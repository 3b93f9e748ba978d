package mail_test

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// A server is a real SMTP server that answers as a test has scripted.
type server struct {
	Host  string
	Port  int
	Roots *x509.CertPool

	sync.Mutex
	rcpt    map[string][]*smtp.SMTPError // by recipient: what RCPT is answered, in turn; then 250
	data    map[string][]*smtp.SMTPError // what the end of DATA is answered
	mail    []*smtp.SMTPError            // what MAIL is answered
	user    string                       // who may sign in, with "secret"; "" asks nobody
	got     []received
	dialled int
}

type received struct {
	from, to string
	raw      []byte
	at       time.Time
}

// A kind says what the server is like.
type kind struct {
	tls      string // "starttls", "implicit", "none"
	hostname string // that its certificate is for; "" is 127.0.0.1
	user     string
}

func serve(t testing.TB, k kind) *server {
	t.Helper()
	s := &server{rcpt: map[string][]*smtp.SMTPError{}, data: map[string][]*smtp.SMTPError{}, user: k.user}
	certificate, roots := certify(t, k.hostname)
	s.Roots = roots
	real := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) {
		return &session{server: s}, nil
	}))
	real.Domain, real.AllowInsecureAuth = "relay.example", false
	real.ErrorLog = silent{}
	config := &tls.Config{Certificates: []tls.Certificate{certificate}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener = counting{listener, s}
	switch k.tls {
	case "implicit":
		listener = tls.NewListener(listener, config)
	case "starttls":
		real.TLSConfig = config
	}
	s.listen(listener)
	ended := make(chan struct{})
	go func() { defer close(ended); _ = real.Serve(listener) }()
	t.Cleanup(func() { _, _ = real.Close(), listener.Close(); <-ended }) // a server that has not begun yet does not know its listener
	return s
}

func (s *server) listen(l net.Listener) {
	address := l.Addr().(*net.TCPAddr)
	s.Host, s.Port = address.IP.String(), address.Port
}

// counting counts who comes.
type counting struct {
	net.Listener
	server *server
}

func (c counting) Accept() (net.Conn, error) {
	conn, err := c.Listener.Accept()
	if err == nil {
		c.server.Lock()
		c.server.dialled++
		c.server.Unlock()
	}
	return conn, err
}

// letters are the messages that a recipient has.
func (s *server) letters(to string) []received {
	s.Lock()
	defer s.Unlock()
	var all []received
	for _, r := range s.got {
		if to == "" || r.to == to {
			all = append(all, r)
		}
	}
	return all
}

type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}

// A session is one conversation with the server.
type session struct {
	server   *server
	from, to string
	signedIn bool
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.server.Lock()
	defer s.server.Unlock()
	if s.server.user != "" && !s.signedIn {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "Authentication required"}
	}
	s.from = from
	return next(&s.server.mail)
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.server.Lock()
	defer s.server.Unlock()
	s.to = to
	queue := s.server.rcpt[to]
	defer func() { s.server.rcpt[to] = queue }()
	return next(&queue)
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.server.Lock()
	defer s.server.Unlock()
	queue := s.server.data[s.to]
	defer func() { s.server.data[s.to] = queue }()
	if err := next(&queue); err != nil {
		return err
	}
	s.server.got = append(s.server.got, received{s.from, s.to, raw, time.Now()})
	return nil
}

// next takes the next answer of a script; when it is out, all is well.
func next(script *[]*smtp.SMTPError) error {
	if len(*script) == 0 {
		return nil
	}
	first := (*script)[0]
	*script = (*script)[1:]
	if first == nil {
		return nil
	}
	return first
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != s.server.user || password != "secret" {
			return smtp.ErrAuthFailed
		}
		s.signedIn = true
		return nil
	}), nil
}

// refusal is an answer of a script.
func refusal(code int, said string) *smtp.SMTPError {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.NoEnhancedCode, Message: said}
}

// certify makes a certificate and who vouches for it.
func certify(t testing.TB, hostname string) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "relay.example"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	if hostname == "" {
		c.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1)}
	} else {
		c.DNSNames = []string{hostname}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(made)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}

// A torn server speaks just enough SMTP to break off where a test wants.
type torn struct {
	server
	how     map[string]string // by recipient: "before reply", "after reply", "slowly"
	hurry   chan struct{}     // closed: who is slow has been waited for long enough
	waiting sync.WaitGroup
}

func tear(t testing.TB, how map[string]string) *torn {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &torn{how: how, hurry: make(chan struct{})}
	s.listen(listener)
	s.waiting.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			s.waiting.Go(func() { defer conn.Close(); s.talk(conn) })
		}
	})
	t.Cleanup(func() { _ = listener.Close(); s.waiting.Wait() })
	return s
}

var errSlow = errors.New("the client gave up")

// talk is one conversation.
func (s *torn) talk(conn net.Conn) {
	in := bufio.NewReader(conn)
	say := func(line string) { _, _ = io.WriteString(conn, line+"\r\n") }
	say("220 relay.example")
	var to string
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch verb, rest, _ := strings.Cut(strings.TrimSpace(line), " "); strings.ToUpper(verb) {
		case "EHLO":
			say("250 relay.example")
		case "RCPT":
			to = strings.TrimSuffix(strings.TrimPrefix(rest, "TO:<"), ">")
			say("250 OK")
		case "DATA":
			say("354 go on")
			if !s.take(in, to) || !s.end(conn, to) {
				return
			}
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 OK")
		}
	}
}

// take reads one message.
func (s *torn) take(in *bufio.Reader, to string) bool {
	var raw strings.Builder
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			break
		}
		raw.WriteString(strings.TrimPrefix(line, "."))
	}
	s.Lock()
	defer s.Unlock()
	s.got = append(s.got, received{"", to, []byte(raw.String()), time.Now()})
	return true
}

// end answers the end of DATA, and says whether the conversation goes on.
func (s *torn) end(conn net.Conn, to string) bool {
	s.Lock()
	how := s.how[to]
	delete(s.how, to)
	s.Unlock()
	switch how {
	case "before reply":
		return false
	case "after reply":
		_, _ = io.WriteString(conn, "250 2.0.0 queued as 7F3\r\n")
		return false
	case "slowly":
		return s.trickle(conn, "250 2.0.0 queued in good time\r\n") == nil
	}
	_, _ = io.WriteString(conn, "250 2.0.0 queued\r\n")
	return true
}

// trickle says a line so slowly that the next byte always comes, and the line
// never in time, until it is told to hurry.
func (s *torn) trickle(conn net.Conn, line string) error {
	for i := range len(line) {
		if _, err := io.WriteString(conn, line[i:i+1]); err != nil {
			return errSlow
		}
		select {
		case <-s.hurry:
		case <-time.After(600 * time.Millisecond):
		}
	}
	return nil
}
