package privacy

import (
	"strings"
	"unicode"
)

// Stopped is the first of some words that text holds, as the text spells it, or "".
// A word may be several; one that ends in * stands for all that begin so. Large and
// small letters are alike.
func Stopped(text string, words []string) string {
	for _, word := range words {
		if found := first(text, word); found != "" {
			return found
		}
	}
	return ""
}

// first is where a text has a word as a word, spelt as there.
func first(text, word string) string {
	stem, open := strings.CutSuffix(strings.Join(strings.Fields(word), " "), "*")
	want, runes := fold(stem), []rune(text)
	for i := range runes {
		if len(want) == 0 || i > 0 && isLetter(runes[i-1]) {
			continue
		}
		end, ok := follow(runes[i:], want)
		if !ok {
			continue
		}
		end += i
		for open && end < len(runes) && isLetter(runes[end]) {
			end++
		}
		if end == len(runes) || !isLetter(runes[end]) {
			return string(runes[i:end])
		}
	}
	return ""
}

// follow says how much of a text is a word, of whose spaces each may be several.
func follow(text, want []rune) (end int, ok bool) {
	for _, r := range want {
		if end == len(text) || r != ' ' && unicode.ToLower(text[end]) != r || r == ' ' && !unicode.IsSpace(text[end]) {
			return 0, false
		}
		end++
		for r == ' ' && end < len(text) && unicode.IsSpace(text[end]) {
			end++
		}
	}
	return end, true
}

func fold(word string) []rune {
	runes := []rune(word)
	for i, r := range runes {
		runes[i] = unicode.ToLower(r)
	}
	return runes
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
