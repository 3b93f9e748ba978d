package workflows_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"beredd/internal/definition/grammar"
)

var (
	aTable = regexp.MustCompile(`(?m)^\| ([^|\n]+?(?: \| says)?) \|[^\n]*\n\|---[^\n]*\n((?:\|[^\n]*\n)+)`)
	coded  = regexp.MustCompile("`([^`]+)`")
)

// tellOf are the tables of the reference whose first column has words of some forms.
var tellOf = map[string][]*grammar.Form{
	"word | says":             {grammar.Transition, grammar.Round, grammar.Answer, grammar.Opens},
	"word of `starts` | says": {grammar.Starts},
	"key":                     {grammar.Transition},
	"step":                    {grammar.Step},
	"expect:":                 {grammar.Expect},
}

// offered are the tables that list all that may stand behind a word.
var offered = map[string][]string{
	"again:": grammar.Agains, "closes:": grammar.Closings, "on edit:": grammar.EditRules,
	"word": grammar.Vocabulary(),
	"type": grammar.FieldTypes,
}

// The tables of the reference tell of words that there are, and list every word that
// may stand where few may.
func TestTablesOfTheReferenceAreOfTheGrammar(t *testing.T) {
	seen := map[string]bool{}
	for _, table := range aTable.FindAllStringSubmatch(reference(t), -1) {
		head := strings.Trim(table[1], " ")
		words := firstColumn(table[2])
		if forms, ok := tellOf[head]; ok {
			seen[head] = true
			for _, word := range words {
				if !slices.ContainsFunc(forms, func(f *grammar.Form) bool { return has(f, word) }) {
					t.Errorf("the table of %q tells of %q, which is no word there", head, word)
				}
			}
		}
		if all, ok := offered[head]; ok && !seen[head] {
			seen[head] = true
			slices.Sort(words)
			if want := slices.Sorted(slices.Values(all)); !slices.Equal(words, want) {
				t.Errorf("the table of %q lists %q, want %q", head, words, want)
			}
		}
	}
	if len(seen) != len(tellOf)+len(offered) {
		t.Errorf("found the tables %v alone", seen)
	}
}

// firstColumn lists the words in a table's first column.
func firstColumn(rows string) []string {
	var words []string
	for _, row := range strings.Split(strings.TrimSpace(rows), "\n") {
		cell, _, _ := strings.Cut(strings.TrimPrefix(row, "|"), "|")
		for _, word := range coded.FindAllStringSubmatch(cell, -1) {
			words = append(words, strings.TrimSuffix(word[1], ":"))
		}
	}
	return words
}

// has says whether a form has a word, however it is spelled.
func has(f *grammar.Form, spelling string) bool {
	return slices.ContainsFunc(f.Keys(), func(key string) bool { return slices.Contains(f.Word(key).Spellings(), spelling) })
}
