// Package link signs the links that letters carry, and tells whether a link
// that comes back is one of them. Mail makes them and web verifies them, and
// neither knows the other.
//
// A link carries the id of its notice and a MAC over what the notice says, so
// that neither the database nor a copy of it holds a usable link. It does not
// know whether the link's time is over: that stands with the notice.
package link

import (
	"encoding/binary"
	"strings"
)

// A Purpose is what a link may be used for. One made for one purpose verifies
// for no other.
type Purpose string

// The purposes.
const (
	Answer  Purpose = "answer"  // to answer a round
	Bounce  Purpose = "bounce"  // the address that a letter returns to
	Follow  Purpose = "follow"  // to stop following a proposal, and to begin again
	Letters Purpose = "letters" // to choose how one's letters come
)

// A Claim is what a link vouches for: that this recipient was sent this notice
// to do this.
type Claim struct {
	ID         string // of the notice
	Round      string // "" where it asks nothing
	Respondent string // for whom the recipient answers
	Recipient  string // a person's key, or the address of a function mailbox
	Purpose    Purpose
}

// bytes is the claim such that no two claims read alike: each field after its
// length.
func (c Claim) bytes() []byte {
	var b []byte
	for _, field := range []string{string(c.Purpose), c.ID, c.Round, c.Respondent, c.Recipient} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(field)))
		b = append(b, field...)
	}
	return b
}

// Split parts what stands in a link's path, "ID.SEAL". It vouches for nothing:
// the seal is for Keys.Verify, once the notice with that id has been read.
func Split(token string) (id, seal string, ok bool) {
	at := strings.LastIndexByte(token, '.')
	if at <= 0 || at == len(token)-1 {
		return "", "", false
	}
	return token[:at], token[at+1:], true
}
