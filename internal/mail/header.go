package mail

import (
	"errors"
	"fmt"
	"net/mail"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// longestHeader is how many characters of a person's text a header takes.
const longestHeader = 120

// ErrHeader says that a text can't stand in a header.
var ErrHeader = errors.New("a line break or NUL in a header")

// Header makes a person's text fit to stand in a header: in Unicode's composed
// form, its spaces collapsed, cut at 120 characters. A line break or NUL is
// refused rather than mended, since whoever put one there meant no good.
func Header(s string) (string, error) {
	if strings.ContainsAny(s, "\r\n\x00\u0085\u2028\u2029") {
		return "", ErrHeader
	}
	clean := oneLine(norm.NFC.String(strings.Map(visible, strings.ToValidUTF8(s, ""))))
	if runes := []rune(clean); len(runes) > longestHeader {
		clean = norm.NFC.String(strings.TrimSpace(string(runes[:longestHeader-1])) + "…")
	}
	return clean, nil
}

// visible leaves out what no reader sees, and what turns the direction of all that
// comes after.
func visible(r rune) rune {
	if r < ' ' && r != '\t' || r == 0x7f || r == '\ufffd' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
		return -1
	}
	return r
}

// longestLine is as wide as a line of a header with encoded words may be
// (RFC 2047 section 2).
const longestLine = 76

// encoded is a header's value by RFC 2047 where it isn't plain ASCII, folded to
// lines of at most 76 characters.
func encoded(name, value string) string {
	room := longestLine - len(name) - len(": ")
	if isPlain(value) && len(value) <= room {
		return value
	}
	const open, shut = "=?utf-8?q?", "?="
	var b strings.Builder
	b.WriteString(open)
	room -= len(open) + len(shut)
	for _, r := range value {
		q := quoted(r)
		if len(q) > room {
			b.WriteString(shut + "\r\n " + open)
			room = longestLine - len(" ") - len(open) - len(shut)
		}
		b.WriteString(q)
		room -= len(q)
	}
	return b.String() + shut
}

// isPlain says whether a value may stand in a header as it is.
func isPlain(s string) bool {
	return !strings.Contains(s, "=?") && strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

// quoted is one character in the Q encoding of RFC 2047 section 4.2.
func quoted(r rune) string {
	switch {
	case r == ' ':
		return "_"
	case r > ' ' && r <= '~' && r != '=' && r != '?' && r != '_':
		return string(r)
	}
	var b strings.Builder
	for _, octet := range []byte(string(r)) {
		fmt.Fprintf(&b, "=%02X", octet)
	}
	return b.String()
}

// address reads one address, and refuses what is none or more than one.
func address(name, raw string) (*mail.Address, error) {
	a, err := mail.ParseAddress(strings.TrimSpace(raw))
	if err != nil || strings.ContainsAny(raw, "\r\n\x00") {
		return nil, errors.New("it is not an e-mail address")
	}
	if a.Name, err = Header(name); err != nil {
		return nil, fmt.Errorf("the name beside the address: %w", err)
	}
	return a, nil
}

// domain is what stands after an address's @.
func domain(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }
