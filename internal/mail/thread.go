package mail

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"time"
)

// messageID is fixed by the notice, so that a letter that is handed over twice
// after a crash can be recognized as one.
func messageID(notice, domain string) string { return "u." + notice + "@" + domain }

// root is the message that every letter about a proposal says it answers. There
// is no such message: it keeps them together.
func root(proposal, domain string) string { return "<arende." + proposal + "@" + domain + ">" }

// boundary parts the bodies of one message, the same at every try.
func boundary(notice string) string {
	sum := sha256.Sum256([]byte("boundary:" + notice))
	return "beredd-" + hex.EncodeToString(sum[:12])
}

// filetimeEpoch is 1970 in the count of 100 nanoseconds since 1601.
const filetimeEpoch = 116444736000000000

// threadIndex keeps a proposal's letters together in Outlook (MS-OXOMSG section
// 2.2.1.3): the time it was opened, and a GUID that its id gives.
func threadIndex(proposal string, opened time.Time) string {
	var stamp [8]byte
	binary.BigEndian.PutUint64(stamp[:], uint64(opened.UnixNano()/100)+filetimeEpoch)
	guid := sha256.Sum256([]byte("thread:" + proposal))
	index := append([]byte{1}, stamp[:5]...)
	return base64.StdEncoding.EncodeToString(append(index, guid[:16]...))
}

// ascii is a name as mail programs filter on it: letters, digits and hyphens.
func ascii(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return '-'
	}, s), "-")
}
