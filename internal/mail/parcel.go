package mail

import (
	"bytes"
	"fmt"
	"strings"

	gomail "github.com/wneessen/go-mail"
)

// A parcel is a letter as it goes over the line.
type parcel struct {
	from, to   string // of the envelope: "<arende@samverkan.example>"
	signatures []byte
	message    []byte // headers and bodies
}

// usualMessage is what a message takes at first, in bytes: most need no more.
const usualMessage = 24 << 10

// wrap writes a message out, once, with the signatures of the letterhead's domain before
// it.
func (s *Sender) wrap(m *gomail.Msg) (parcel, error) {
	from, err := m.GetSender(false)
	if err != nil {
		return parcel{}, fmt.Errorf("where a letter returns: %w", err)
	}
	to, err := m.GetRecipients()
	if err != nil {
		return parcel{}, fmt.Errorf("%w: %w", errAddress, err)
	}
	if strings.ContainsAny(from+to[0], "\r\n") {
		return parcel{}, fmt.Errorf("%w: it is more than one line", errAddress)
	}
	message := bytes.NewBuffer(make([]byte, 0, usualMessage))
	if _, err := m.WriteTo(message); err != nil {
		return parcel{}, fmt.Errorf("writing a letter out: %w", err)
	}
	signatures, err := sign(message.Bytes(), domain(s.writer.head.From), s.config.Seals)
	if err != nil {
		return parcel{}, err
	}
	return parcel{from, to[0], signatures, message.Bytes()}, nil
}
