package mail

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"strings"
	"time"
)

// A TLS says how the way to the mail server is kept secret.
type TLS string

// The ways. There is no way that falls back on plain text.
const (
	Required TLS = "required" // STARTTLS, and no letter without it
	Implicit TLS = "implicit" // TLS from the first byte
	None     TLS = "none"     // only to a server on this very machine
)

// A Config says which server takes the letters: one that passes them on, never
// the recipients' own.
type Config struct {
	Host     string
	Port     int    // 0 is 587, or 465 for Implicit
	TLS      TLS    // "" is Required
	Username string // "" signs in nowhere
	Password string
	HELO     string         // how we name ourselves; "" is the domain of From
	Timeout  time.Duration  // for a connection, and for each letter; 0 is 30 seconds
	Roots    *x509.CertPool // who vouches for the server; nil is the system's own
	Lines    int            // letters on their way at once; 0 is 4
	Seals    []Seal         // each letter is signed with each; none where the server signs
}

const (
	usualTimeout = 30 * time.Second
	usualLines   = 4
	usualPort    = 587
	implicitPort = 465
)

// whole fills in what is not set, and says what can't be.
func (c Config) whole(head Letterhead) (Config, error) {
	if c.Host == "" {
		return c, fmt.Errorf("no mail server is named")
	}
	if c.TLS == "" {
		c.TLS = Required
	}
	if c.Port == 0 {
		c.Port = usualPort
		if c.TLS == Implicit {
			c.Port = implicitPort
		}
	}
	if c.HELO == "" {
		c.HELO = domain(head.From)
	}
	if c.Lines <= 0 {
		c.Lines = usualLines
	}
	if c.Timeout == 0 {
		c.Timeout = usualTimeout
	}
	return c, c.safe()
}

// safe says what would let a letter or a password go in the clear.
func (c Config) safe() error {
	switch c.TLS {
	case Required, Implicit:
		return nil
	case None:
	default:
		return fmt.Errorf("TLS to the mail server is %q; it may be %s, %s or %s", c.TLS, Required, Implicit, None)
	}
	if !isLoopback(c.Host) {
		return fmt.Errorf("letters without TLS go only to a server on this machine (127.0.0.1, ::1, localhost), and %s is not on it", c.Host)
	}
	if c.Username != "" {
		return fmt.Errorf("a password is not sent without TLS: leave the user name out, or let TLS be %s", Required)
	}
	return nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// tls is what a connection demands of the server.
func (c Config) tls() *tls.Config {
	return &tls.Config{ServerName: c.Host, RootCAs: c.Roots, MinVersion: tls.VersionTLS12}
}
