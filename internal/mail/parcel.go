package mail

import (
	"fmt"
	"strings"
)

// A parcel is a letter as it goes over the line.
type parcel struct {
	from, to   string // of the envelope: "<arende@samverkan.example>"
	signatures []byte
	message    []byte // headers and bodies
}

// wrap writes a message out, once, with the signatures of the letterhead's domain before
// it.
func (s *Sender) wrap(written Written) (parcel, error) {
	from, err := written.Message.GetSender(false)
	if err != nil {
		return parcel{}, fmt.Errorf("where a letter returns: %w", err)
	}
	to, err := written.Message.GetRecipients()
	if err != nil {
		return parcel{}, fmt.Errorf("%w: %w", errAddress, err)
	}
	if strings.ContainsAny(from+to[0], "\r\n") {
		return parcel{}, fmt.Errorf("%w: it is more than one line", errAddress)
	}
	message, err := written.bytes()
	if err != nil {
		return parcel{}, err
	}
	signatures, err := sign(message, domain(s.writer.head.From), s.config.Seals)
	if err != nil {
		return parcel{}, err
	}
	return parcel{from, to[0], signatures, message}, nil
}
