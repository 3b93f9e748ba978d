package link

import (
	"crypto/hmac"
	"strings"

	"github.com/google/uuid"
)

// An address may have 64 octets before its @ (RFC 5321 section 4.5.3.1.1). A mark
// takes 47 and its plus sign one, so that the mailbox's own name has 16.
const (
	longestLocal   = 64
	uuidLetters    = 26
	markMACLetters = 16 // 80 bits: whoever guesses must send a message for each guess
	markLetters    = uuidLetters + len(".") + idLetters + markMACLetters

	// LongestMailbox is how long the name of a mailbox before its @ may be that
	// letters return to with their marks.
	LongestMailbox = longestLocal - markLetters - len("+")
)

// ReturnTo is the address that a letter returns to: the mailbox's with a mark of
// the letter's own, "bounces+ID.SEAL@host", so that what comes back finds its notice.
func (s Site) ReturnTo(mailbox string, c Claim) string {
	local, host, ok := strings.Cut(mailbox, "@")
	if !ok || len(local) > LongestMailbox {
		return mailbox
	}
	c.Purpose = Bounce
	return local + "+" + shorten(c.ID) + "." + s.keys.keys[0].markSeal(c) + "@" + host
}

// ReturnMark finds the mark of an address that something came back to. It vouches
// for nothing before VerifyReturn, of the notice that the id names.
func ReturnMark(address string) (id, seal string, ok bool) {
	local, _, _ := strings.Cut(strings.ToLower(strings.Trim(address, "<> ")), "@")
	_, mark, ok := strings.Cut(local, "+")
	if !ok {
		return "", "", false
	}
	if id, seal, ok = Split(mark); !ok {
		return "", "", false
	}
	if raw, err := letters.DecodeString(id); err == nil && len(raw) == len(uuid.UUID{}) {
		id = uuid.UUID(raw).String()
	}
	return id, seal, true
}

// VerifyReturn says whether one of the keys made the mark of the letter that the
// claim is of.
func (k Keys) VerifyReturn(c Claim, seal string) bool {
	c.Purpose, seal = Bounce, strings.ToLower(seal)
	found := false
	for _, key := range k.keys {
		if hmac.Equal([]byte(key.markSeal(c)), []byte(seal)) {
			found = true
		}
	}
	return found
}

func (k key) markSeal(c Claim) string { return k.seal(c)[:idLetters+markMACLetters] }

// shorten writes a UUID in 26 letters instead of 36; any other id stays.
func shorten(id string) string {
	u, err := uuid.Parse(id)
	if err != nil || u.String() != id {
		return id
	}
	return letters.EncodeToString(u[:])
}
