package store

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"beredd/internal/engine"
)

// The most that a proposal is found by: beyond it words are cut and left out.
const (
	maxWordLength = 40
	maxWords      = 20_000
)

// wordsOf splits text into what it can be found by: lower-case runs of letters
// and digits, each once, in order. Å, ä and ö are letters of their own. The same
// function folds what is kept and what is asked for, so both databases agree.
func wordsOf(texts ...string) []string {
	seen := map[string]bool{}
	var words []string
	for _, text := range texts {
		for _, word := range strings.FieldsFunc(norm.NFC.String(text), isNotOfWord) {
			word = cut(strings.ToLower(word))
			if word == "" || seen[word] || len(words) == maxWords {
				continue
			}
			seen[word] = true
			words = append(words, word)
		}
	}
	return words
}

func isNotOfWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// cut shortens a word to what databases take, between runes.
func cut(word string) string {
	n := 0
	for i := range word {
		if n == maxWordLength {
			return word[:i]
		}
		n++
	}
	return word
}

// foundBy is everything that p is found by, as texts keeps it.
func foundBy(p engine.Proposal) string {
	texts := []string{p.Number, p.Title, p.Summary, p.Proposed}
	for _, d := range slices.Concat(p.Decided(), p.Recommendations) {
		texts = append(texts, d.Text)
	}
	for _, name := range slices.Sorted(maps.Keys(p.Fields)) {
		if text, ok := p.Fields[name].(string); ok {
			texts = append(texts, text)
		}
	}
	for _, d := range p.Papers() {
		texts = append(texts, d.Name)
	}
	return strings.Join(wordsOf(texts...), " ")
}
