package mail

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// longestIdle is how long a connection is kept that carries nothing. Servers
// close theirs after a few minutes.
const longestIdle = time.Minute

// signInWith are the ways to sign in, the safest first. All are under TLS.
var signInWith = []gomail.SMTPAuthType{
	gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthSCRAMSHA1, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin,
}

// A connection is one way to the server, kept for letter after letter.
type connection struct {
	client  *gomail.Client
	smtp    *smtp.Client
	raw     net.Conn
	timeout time.Duration // for each letter
	carried bool          // a letter already
	idle    time.Time     // since when
}

// dial opens a connection, up to where letters can go.
func (s *Sender) dial(ctx context.Context) (*connection, error) {
	c := &connection{timeout: s.config.Timeout}
	options := []gomail.Option{
		gomail.WithPort(s.config.Port), gomail.WithTimeout(s.config.Timeout), gomail.WithHELO(s.config.HELO),
		gomail.WithTLSConfig(s.config.tls()), gomail.WithTLSPolicy(gomail.NoTLS),
		gomail.WithDialContextFunc(func(ctx context.Context, network, address string) (conn net.Conn, err error) {
			c.raw, err = s.open(ctx, network, address)
			return c.raw, err
		}),
	}
	if s.config.TLS == Required {
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.config.Username != "" {
		options = append(options, gomail.WithOpportunisticSMTPAuth(signInWith...),
			gomail.WithUsername(s.config.Username), gomail.WithPassword(s.config.Password))
	}
	var err error
	if c.client, err = gomail.NewClient(s.config.Host, options...); err != nil {
		return nil, fmt.Errorf("preparing to reach the mail server: %w", err)
	}
	if c.smtp, err = c.client.DialToSMTPClientWithContext(ctx); err != nil {
		c.drop()
		return nil, fmt.Errorf("reaching the mail server: %w", err)
	}
	return c, nil
}

// open opens the line itself, under TLS from the first byte where so set.
func (s *Sender) open(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := &net.Dialer{}
	if s.config.TLS == Implicit {
		return (&tls.Dialer{NetDialer: dialer, Config: s.config.tls()}).DialContext(ctx, network, address)
	}
	return dialer.DialContext(ctx, network, address)
}

// drop closes a connection of which nothing more is expected.
func (c *connection) drop() {
	if c.raw != nil {
		_ = c.raw.Close() // there is nobody left to tell
	}
}

// quit takes leave of the server, and closes.
func (c *connection) quit() {
	_ = c.client.CloseWithSMTPClient(c.smtp) // a server that doesn't answer is left all the same
	c.drop()
}

// idleOne takes a kept connection, or nil.
func (s *Sender) idleOne() *connection {
	s.Lock()
	defer s.Unlock()
	for len(s.kept) > 0 {
		last := len(s.kept) - 1
		c := s.kept[last]
		s.kept = s.kept[:last]
		if time.Since(c.idle) < longestIdle {
			return c
		}
		c.drop()
	}
	return nil
}

// keep lets a connection wait for the next letter.
func (s *Sender) keep(c *connection) {
	s.Lock()
	defer s.Unlock()
	if s.closed {
		c.drop()
		return
	}
	c.carried, c.idle = true, time.Now()
	s.kept = append(s.kept, c)
}
