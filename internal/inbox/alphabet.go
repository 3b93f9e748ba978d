package inbox

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// western is text that says nothing of its alphabet: what is no UTF-8 was written in
// Windows-1252, of which ISO 8859-1 is nearly all.
func western(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	wrong := len(text) - len(strings.ToValidUTF8(text, ""))
	if read, err := charmap.Windows1252.NewDecoder().String(text); err == nil && 2*wrong >= beyondASCII(text) {
		return read
	}
	return strings.ToValidUTF8(text, "�") // UTF-8 that was cut
}

// beyondASCII counts the bytes of a text that are not the same in every alphabet.
func beyondASCII(text string) (n int) {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			n++
		}
	}
	return n
}
