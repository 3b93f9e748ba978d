// Package mail is a Sender: it writes letters from templates/mail and hands them
// to one server over SMTP. A letter is one file a language, filled into one
// struct, which the text and the HTML layout both show.
//
// It does not know which letters are owed, nor when one is tried again: it is
// handed the facts of one letter and answers what came of it.
package mail

import (
	"bytes"
	"fmt"
	html "html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"text/template"
	"unicode"
	"unicode/utf8"

	"beredd/internal/prose"
	"beredd/internal/wording"
)

// Letters are the templates of every letter in every language, read and checked.
type Letters struct {
	letters map[string]map[wording.Language]form
	text    *template.Template
	html    *html.Template
	drafts  sync.Pool // of *bytes.Buffer: what is laid out, before its last touch
}

// draft is an empty one, to be put back.
func (l *Letters) draft() *bytes.Buffer {
	draft, ok := l.drafts.Get().(*bytes.Buffer)
	if !ok {
		return new(bytes.Buffer)
	}
	draft.Reset()
	return draft
}

// A form is one letter in one language, to be filled in.
type form struct {
	template *template.Template
	asks     bool // its own words ask for an answer, where the notice does
}

// blocks are what every letter must say.
var blocks = []string{"subject", "preheader", "ask", "action", "body"}

// ReadLetters reads every NAME.LANGUAGE.txt of a folder, and the two layouts. A
// letter that lacks a language or a block is an error, so that no letter can turn
// out to be missing when it is owed.
func ReadLetters(folder fs.FS) (*Letters, error) {
	l := &Letters{letters: map[string]map[wording.Language]form{}}
	var err error
	if l.text, err = template.New("layout.txt").Funcs(words).Funcs(template.FuncMap{"plain": prose.Remembered(prose.Plain)}).Option("missingkey=error").ParseFS(folder, "layout.txt"); err != nil {
		return nil, fmt.Errorf("reading the layout of text: %w", err)
	}
	pieces := html.FuncMap{"written": prose.Remembered(prose.Dressed(dress)), "kept": prose.Pieces(func() *html.Template { return l.html }, hasNoLink)}
	if l.html, err = html.New("layout.html").Funcs(pieces).Option("missingkey=error").ParseFS(folder, "layout.html"); err != nil {
		return nil, fmt.Errorf("reading the layout of HTML: %w", err)
	}
	files, err := fs.Glob(folder, "*.*.txt")
	if err != nil {
		return nil, fmt.Errorf("listing letters: %w", err)
	}
	for _, file := range files {
		if err := l.read(folder, file); err != nil {
			return nil, err
		}
	}
	return l, l.whole()
}

// hasNoLink says whether a piece of a letter may stand in others' too, as most facts and
// sections do. What has a link is laid out for its letter alone: nobody else may have it.
func hasNoLink(piece any) bool {
	row, isRow := piece.(Row)
	return !isRow || row.URL == ""
}

// read reads one letter in one language.
func (l *Letters) read(folder fs.FS, file string) error {
	name, language, _ := strings.Cut(strings.TrimSuffix(path.Base(file), ".txt"), ".")
	source, err := fs.ReadFile(folder, file)
	if err != nil {
		return fmt.Errorf("reading a letter: %w", err)
	}
	t, err := template.New(file).Funcs(words).Option("missingkey=error").Parse(string(source))
	if err != nil {
		return fmt.Errorf("reading a letter: %w", err)
	}
	for _, block := range blocks {
		if t.Lookup(block) == nil {
			return fmt.Errorf("the letter %s lacks the block %q", file, block)
		}
	}
	if l.letters[name] == nil {
		l.letters[name] = map[wording.Language]form{}
	}
	l.letters[name][wording.Language(language)] = form{template: t, asks: strings.Contains(string(source), ".Asks")}
	return nil
}

// whole says which letters lack a language.
func (l *Letters) whole() error {
	for name, spoken := range l.letters {
		for _, language := range wording.Languages() {
			if _, ok := spoken[language]; !ok {
				return fmt.Errorf("the letter %s lacks %s.%s.txt", name, name, language)
			}
		}
	}
	return nil
}

// Names lists the letters there are, for whoever checks a pack.
func (l *Letters) Names() []string { return slices.Sorted(maps.Keys(l.letters)) }

// form finds a letter in the recipient's language, else in the default one.
func (l *Letters) form(name string, language wording.Language) (form, error) {
	spoken, ok := l.letters[name]
	if !ok {
		return form{}, fmt.Errorf("there is no letter %q", name)
	}
	if f, ok := spoken[language]; ok {
		return f, nil
	}
	return spoken[wording.Swedish], nil
}

// say fills one block in. What is left of its template's own line breaks is for
// whoever reads the block.
func (f form) say(block string, matter Matter) (string, error) {
	var b strings.Builder
	if err := f.template.ExecuteTemplate(&b, block, matter); err != nil {
		return "", fmt.Errorf("writing the %s of a letter: %w", block, err)
	}
	return strings.TrimSpace(b.String()), nil
}

// words are what templates may do with a word.
var words = template.FuncMap{"title": title, "underline": underline}

// title begins a word as a sentence begins.
func title(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// underline is a line as long as a heading of plain text.
func underline(s string) string { return strings.Repeat("-", utf8.RuneCountInString(s)) }
