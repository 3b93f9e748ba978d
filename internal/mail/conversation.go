package mail

import (
	"errors"
	"net/textproto"

	"github.com/wneessen/go-mail/smtp"
)

// A point is how far a conversation about one letter has come.
type point int

const (
	beforehand  point = iota // nothing has been said of the letter
	ofSender                 // MAIL: whom it comes from
	ofRecipient              // RCPT: whom it is to
	ofLetter                 // DATA: whether it may come
	handing                  // the letter itself, until the server says that it has it
)

// A stop is where a conversation ended before the server had the letter, and why: what it
// answered, a *textproto.Error, or how the line broke. Where the server listens still, the
// connection is as good as before.
type stop struct {
	at      point
	why     error
	listens bool
}

func (s *stop) Error() string { return s.why.Error() }
func (s *stop) Unwrap() error { return s.why }

// code is what the server answered, 0 where it fell silent.
func (s *stop) code() int {
	var said *textproto.Error
	if errors.As(s.why, &said) {
		return said.Code
	}
	return 0
}

// send hands one letter over, and answers what the server said when it had it. Its error
// is a *stop.
func (c *connection) send(p parcel) (string, error) {
	if err := c.smtp.UpdateDeadline(c.timeout); err != nil {
		return "", &stop{at: beforehand, why: err}
	}
	if stopped := c.announce(p); stopped != nil {
		return "", stopped
	}
	letter, err := c.smtp.Data()
	if err != nil {
		return "", &stop{at: ofLetter, why: err}
	}
	_, _ = letter.Write(p.signatures) // where the line breaks, the server may have said why
	_, _ = letter.Write(p.message)
	if err := letter.Close(); err != nil {
		return "", &stop{at: handing, why: err}
	}
	return letter.(*smtp.DataCloser).ServerResponse(), nil
}

// announce says from whom and to whom a letter goes. A server that refuses the recipient
// listens on.
func (c *connection) announce(p parcel) *stop {
	c.smtp.SkipSMTPUTF8(isPlain(p.from + p.to))
	if err := c.smtp.Mail(p.from); err != nil {
		return &stop{at: ofSender, why: err}
	}
	if err := c.smtp.Rcpt(p.to); err != nil {
		stopped := &stop{at: ofRecipient, why: err}
		if code := stopped.code(); code != 0 && code != closing {
			stopped.listens = c.smtp.Reset() == nil
		}
		return stopped
	}
	return nil
}
