// Package grammar is the one table of the pack language: which words there are,
// where each stands, what may stand behind it, and an example. A Form is a mapping
// of a pack's files and knows its words.
//
// The reader, in definition, asks a form for its words: so it knows other spellings
// and misspelt keys, and panics where it asks for a word that the form hasn't. The
// JSON Schemas for editors are drawn from the same forms, with what the catalogue
// says of every word under schema. The tables of workflows/README.md are compared
// with them. A new word is therefore a line in its form, a sentence in each language
// (schema.FORM.WORD), and the reader that asks for it: tests tell which of the three
// is missing.
//
// Go types could not be that table. They are what a pack means once it has been
// read, and show neither the short forms (one for a list, a text for a mapping) nor
// other spellings, nor where a name of the pack's own stands.
//
// The package does not know what a word means, nor any pack.
package grammar

import (
	"slices"
	"strings"
)

// A Form is a mapping whose keys are words of the language.
type Form struct {
	name  string
	words []Word
	open  bool       // fields of the pack's own may stand among the words
	sets  [][]string // all words of one of these must be there
	only  bool       // and no other set may be there whole
}

// A Word is one key of a form.
type Word struct {
	key     string
	is      saying
	must    bool     // it is missed where it is not there
	also    []string // how else it may be spelled
	about   string   // the sentence about it, after schema.; that of the form and the key unless it says
	example string   // a line of a file
}

// Name is what the catalogue calls the form.
func (f *Form) Name() string { return f.name }

// Word finds a word by its first spelling, or nil.
func (f *Form) Word(key string) *Word {
	for i := range f.words {
		if f.words[i].key == key {
			return &f.words[i]
		}
	}
	return nil
}

// Keys are the form's words, by their first spellings.
func (f *Form) Keys() []string {
	keys := make([]string, len(f.words))
	for i, w := range f.words {
		keys[i] = w.key
	}
	return keys
}

// longestExample is how long a form's example may be, in letters, where an error shows it.
const longestExample = 100

// Example is what the form may look like with what it must have and no more, as
// {after: 3 workdays, to: coordinator}; "" where that is too long to show.
func (f *Form) Example() string {
	var lines []string
	for i := range f.words {
		if w := &f.words[i]; w.must || len(f.sets) > 0 && slices.Contains(f.sets[0], w.key) {
			lines = append(lines, w.example)
		}
	}
	text := "{" + strings.Join(lines, ", ") + "}"
	if len(lines) == 0 || len(text) > longestExample {
		return ""
	}
	return text
}

// Spellings are all ways to write a word, the one that errors suggest first.
func (w *Word) Spellings() []string { return append([]string{w.key}, w.also...) }

// Blank says whether nothing may stand behind a word.
func (w *Word) Blank() bool { return blanks(w.is) }

// Kinds are the kinds of files that a pack has.
func Kinds() []string { return []string{"collaboration", "workflow", "cycle", "scenario"} }

// File is the form of a kind of file, or nil.
func File(kind string) *Form {
	return map[string]*Form{"collaboration": Collaboration, "workflow": Workflow, "cycle": Cycle, "scenario": Scenario}[kind]
}

// Within are a form and all that stand within it, each once. What is not to be gone
// into is left out.
func Within(f *Form, but ...*Form) []*Form {
	found := []*Form{}
	var visit func(saying)
	add := func(f *Form) {
		if slices.Contains(found, f) || slices.Contains(but, f) {
			return
		}
		found = append(found, f)
		for _, w := range f.words {
			visit(w.is)
		}
	}
	visit = func(s saying) {
		if in, ok := s.(in); ok {
			add(in.form)
		}
		for _, part := range s.parts() {
			visit(part)
		}
	}
	add(f)
	return found
}

// keywords are the keys of a pack's files, but for scenarios and the demo.
var keywords = func() []string {
	var all []string
	for _, root := range []*Form{Collaboration, Workflow, Cycle} {
		for _, f := range Within(root, Demo, Step, Spoken) {
			for _, w := range f.words {
				all = append(all, w.Spellings()...)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}()

// Keywords are the keys of a pack's files in all their spellings, in order, but for
// those of scenarios and the demo: there keys are the pack's own as well.
func Keywords() []string { return slices.Clone(keywords) }

// Known says whether a key is one of the keywords. What is not may be one misspelt.
func Known(key string) bool {
	_, found := slices.BinarySearch(keywords, key)
	return found
}
