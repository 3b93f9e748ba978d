package inbox

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"strings"

	"github.com/emersion/go-imap/v2"
)

// A Trouble is what keeps a mailbox from being opened, as far as it can be told apart.
type Trouble string

// The troubles.
const (
	Unreachable Trouble = "shut"        // nobody answers, or something else is wrong
	NoTLS       Trouble = "not_offered" // the server offers no secrecy
	Unvouched   Trouble = "unknown"     // nobody whom we trust vouches for the server
	Another     Trouble = "other"       // the server's certificate is for another name
	Outdated    Trouble = "invalid"     // its certificate is not valid, or not yet
	SignIn      Trouble = "refused"     // the server does not take the name and password
	NoFolder    Trouble = "no_folder"   // there is no such folder
)

// A troubledError is one whose trouble only the place where it came up knows.
type troubledError struct {
	error
	trouble Trouble
}

func (t troubledError) Unwrap() error { return t.error }

// troubled marks an error of which the server has said that it is so.
func troubled(t Trouble, err error) error {
	var said *imap.Error
	if errors.As(err, &said) {
		return troubledError{err, t}
	}
	return err
}

// TroubleOf is what is behind an error of Check.
func TroubleOf(err error) Trouble {
	var known troubledError
	var unknown x509.UnknownAuthorityError
	var other x509.HostnameError
	var invalid x509.CertificateInvalidError
	var noTLS tls.RecordHeaderError
	switch {
	case errors.As(err, &known):
		return known.trouble
	case errors.As(err, &unknown):
		return Unvouched
	case errors.As(err, &other):
		return Another
	case errors.As(err, &invalid):
		return Outdated
	case errors.As(err, &noTLS), strings.Contains(err.Error(), "STARTTLS"):
		return NoTLS
	}
	return Unreachable
}
