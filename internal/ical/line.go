package ical

import (
	"strings"
	"unicode/utf8"
)

// widest is how many octets a line may have, before its CRLF (RFC 5545, 3.1).
const widest = 75

// line writes one content line, folded between characters.
func (w *writer) line(name, value string) {
	rest, room := name+":"+value, widest
	for len(rest) > room {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		w.b.WriteString(rest[:cut] + "\r\n ")
		rest, room = rest[cut:], widest-1
	}
	w.b.WriteString(rest + "\r\n")
}

// text writes a line whose value is text; none where it says nothing.
func (w *writer) text(name, value string) {
	if value != "" {
		w.line(name, escaped(value))
	}
}

// escapes are the characters that mean something in a value of text (3.3.11).
var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// escaped is text as it stands in a value.
func escaped(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return escapes.Replace(printable(s))
}

// printable is text in UTF-8 without what may not stand in a line.
func printable(s string) string { return strings.Map(printed, strings.ToValidUTF8(s, "\ufffd")) }

// printed leaves out what may not stand in a line (CONTROL of 3.1).
func printed(r rune) rune {
	if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
		return -1
	}
	return r
}

// quoted is a parameter's value. It can't hold a quotation mark (3.2), and some
// programs read a backslash as one that escapes: in their place stands what looks
// most like them.
func quoted(s string) string {
	return `"` + unquoted.Replace(oneLine(s)) + `"`
}

var unquoted = strings.NewReplacer(`"`, "”", `\`, "/")
