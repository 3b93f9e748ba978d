package mail

import (
	"errors"
	"net/textproto"
	"slices"
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
	_, _ = c.smtp.Text.W.Write(dotted(p.lines)) // where the line breaks, the server may have said why
	said, err := c.hear(250)
	if err != nil {
		return "", &stop{at: handing, why: err}
	}
	return said, nil
}

// A remark is a line of the conversation, and with which code the server agrees.
type remark struct {
	at     point
	line   string
	agrees int
}

// announce says from whom and to whom a letter goes, and asks whether it may come. A
// server that reads ahead (RFC 2920) hears it all at once and is waited for once.
func (c *connection) announce(p parcel) *stop {
	remarks := []remark{{ofSender, "MAIL FROM:" + p.from + c.extended(p), 250}, {ofRecipient, "RCPT TO:" + p.to, 25}, {ofLetter, "DATA", 354}}
	atOnce := 1
	if ahead, _ := c.smtp.Extension("PIPELINING"); ahead {
		atOnce = len(remarks)
	}
	for some := range slices.Chunk(remarks, atOnce) {
		if stopped := c.tell(some); stopped != nil {
			return stopped
		}
	}
	return nil
}

// extended is what the server is told of the letter beside whom it comes from, where it
// knows what that means.
func (c *connection) extended(p parcel) string {
	said := ""
	if knows, _ := c.smtp.Extension("8BITMIME"); knows {
		said += " BODY=8BITMIME"
	}
	if knows, _ := c.smtp.Extension("SMTPUTF8"); knows && !isPlain(p.from+p.to) {
		said += " SMTPUTF8"
	}
	return said
}

// tell makes some remarks and hears the answer to each; the first refusal counts. A server
// that refuses the recipient listens on, but not one that then waits for the letter all
// the same: of that it is not to have a line.
func (c *connection) tell(remarks []remark) (first *stop) {
	for _, r := range remarks {
		_, _ = c.smtp.Text.W.WriteString(r.line + "\r\n") // what could not be said has no answer
	}
	for _, r := range remarks {
		_, err := c.hear(r.agrees)
		switch {
		case err == nil && first != nil:
			return first
		case err != nil && first == nil:
			first = &stop{at: r.at, why: err}
		}
		if first != nil && first.code() == 0 {
			return first
		}
	}
	if first != nil && first.at == ofRecipient && first.code() != closing {
		first.listens = c.smtp.Reset() == nil
	}
	return first
}

// hear reads the answer to what has been said.
func (c *connection) hear(agrees int) (string, error) {
	_ = c.smtp.Text.W.Flush() // what could not be said has no answer, or one that says why
	_, said, err := c.smtp.Text.ReadResponse(agrees)
	return said, err
}
