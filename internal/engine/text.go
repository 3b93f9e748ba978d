package engine

import "strings"

// clean makes a text such that it comes out of any database as it went in, and
// so leaves the history that hashes it whole: valid UTF-8, with line feeds and
// tabs as the only characters that nobody sees.
func clean(text string) string {
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "")
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r >= ' ' && r != 0x7f {
			return r
		}
		return -1
	}, text)
}

// oneLine is a text that stands in a heading, a subject or a file's name. It has none of
// the marks that turn the direction of what comes after: a number would be read
// backwards, and "fdp.exe" as a PDF.
func oneLine(text string) string {
	return strings.Join(strings.Fields(strings.Map(unturned, clean(text))), " ")
}

// unturned leaves out the marks of Unicode that embed, isolate and override a direction.
func unturned(r rune) rune {
	if r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
		return -1
	}
	return r
}
