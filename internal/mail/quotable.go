package mail

import "strings"

// longestQuoted is as wide as a line of quoted-printable text may be, without the sign
// that says that it goes on (RFC 2045 section 6.7).
const longestQuoted = 75

const hexadecimal = "0123456789ABCDEF"

// quotedPrintable appends a text in the quoted-printable encoding, its lines ending as
// lines of mail do. It is what mime/quotedprintable makes of it, in one pass and without
// a writer for each octet.
func quotedPrintable(b []byte, text string) []byte {
	for {
		end := strings.IndexAny(text, "\r\n")
		if end < 0 {
			return quotedLine(b, text)
		}
		b = append(quotedLine(b, text[:end]), '\r', '\n')
		if strings.HasPrefix(text[end:], "\r\n") {
			end++
		}
		text = text[end+1:]
	}
}

// quotedLine appends one line. A space at its end would be lost on the way.
func quotedLine(b []byte, line string) []byte {
	last, room := len(line), longestQuoted
	if last > 0 && isBlank(line[last-1]) {
		last--
	}
	for i := 0; i < len(line); {
		run := i
		for run < last && run-i < room && asItIs[line[run]] {
			run++
		}
		b, i, room = append(b, line[i:run]...), run, room-(run-i)
		switch {
		case i == len(line):
		case i < last && asItIs[line[i]]: // there is no room for it
			b, room = append(b, "=\r\n"...), longestQuoted
		default:
			if room < len("=20") {
				b, room = append(b, "=\r\n"...), longestQuoted
			}
			b = append(b, '=', hexadecimal[line[i]>>4], hexadecimal[line[i]&15])
			i, room = i+1, room-len("=20")
		}
	}
	return b
}

// asItIs are the octets that stand for themselves.
var asItIs = func() (plain [256]bool) {
	for c := '!'; c <= '~'; c++ {
		plain[c] = c != '='
	}
	plain[' '], plain['\t'] = true, true
	return plain
}()

func isBlank(c byte) bool { return c == ' ' || c == '\t' }
