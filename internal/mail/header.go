package mail

import (
	"errors"
	"fmt"
	"mime"
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
	clean := strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f || r == 0xfffd {
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(s, "")))
	clean = oneLine(clean)
	if runes := []rune(clean); len(runes) > longestHeader {
		clean = strings.TrimSpace(string(runes[:longestHeader-1])) + "…"
	}
	return clean, nil
}

// encoded is a header's value by RFC 2047 where it isn't plain ASCII, folded
// before the 78th character (RFC 5322 section 2.1.1).
func encoded(name, value string) string {
	var b strings.Builder
	width := len(name) + len(": ")
	for i, word := range strings.Fields(mime.QEncoding.Encode("utf-8", value)) {
		if i > 0 && width+1+len(word) > 76 {
			b.WriteString("\r\n")
			width = 0
		}
		if i > 0 {
			b.WriteByte(' ')
			width++
		}
		b.WriteString(word)
		width += len(word)
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
