// Package source reads the files of a pack as nodes that know where they stand, and says
// what is wrong with a file's YAML at the place where a person would mend it. What the
// nodes mean is the definition's to say.
package source

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"beredd/internal/wording"
)

const (
	largest = 1 << 20 // bytes a file may have
	longest = 20_000  // lines; the parser's time grows with their square
	deepest = 100     // how far its lists and mappings may be nested
	most    = 100_000 // nodes it may have once its aliases are put in
)

// A File is one file of a pack, read into nodes.
type File struct {
	Name string
	Text []byte
	Root Node
	Torn bool // something in it could not be read, so that what it names is not known
}

// A Telling reports that something is wrong at a place, by the code of its sentence in
// the catalogue under check.
type Telling func(at Pos, code string, args wording.Args)

// A loader reads files into nodes.
type loader struct {
	fail Telling
}

// Load reads one file of a folder, and tells fail what is wrong with its YAML. It is
// false where the file is as if it held nothing.
func Load(fsys fs.FS, name string, fail Telling) (File, bool) {
	text, err := ReadSome(fsys, name)
	if err != nil {
		fail(Pos{File: name}, "unreadable", wording.Args{"Why": err.Error()})
		return File{}, false
	}
	l, s := loader{fail}, File{Name: name, Text: text}
	ok := l.sound(s) && l.dashes(s) && l.parse(&s)
	return s, ok
}

// ReadSome reads a file, but never much more than a pack's file may have.
func ReadSome(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if info.Size() > largest {
		return make([]byte, largest+1), nil
	}
	return fs.ReadFile(fsys, name)
}

// sound refuses what the parser should not be handed.
func (l loader) sound(s File) bool {
	if len(s.Text) > largest {
		l.fail(Pos{s.Name, 1, 1}, "too_large", wording.Args{"Most": largest >> 20})
		return false
	}
	if lines := bytes.Count(s.Text, []byte{'\n'}); lines > longest {
		l.fail(Pos{s.Name, longest + 1, 1}, "too_long", wording.Args{"Most": longest})
		return false
	}
	if at := badText(s.Text); at >= 0 {
		l.fail(posAt(s.Name, s.Text, at), "not_text", nil)
		return false
	}
	if at := tooDeep(s.Text); at >= 0 {
		l.fail(posAt(s.Name, s.Text, at), "too_deep", wording.Args{"Most": deepest})
		return false
	}
	return true
}

// badText finds the first byte that is no text, or -1.
func badText(text []byte) int {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		control := r < ' ' && r != '\t' && r != '\n' && r != '\r'
		if r == utf8.RuneError && size <= 1 || control || r == 0x7f {
			return at
		}
		at += size
	}
	return -1
}

// tooDeep finds where brackets are nested deeper than any pack needs, or -1. It
// counts more than it must, as brackets in texts too, but never less: the parser
// calls itself for each level.
func tooDeep(text []byte) int {
	depth, line := 0, 0
	for at, c := range text {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		case '\n':
			line = 0
		case '-', '?', '&', '!':
			if at+1 < len(text) && (text[at+1] == ' ' || c == '&' || c == '!') {
				line++
			}
		}
		if depth > deepest || line > 4*deepest {
			return at
		}
	}
	return -1
}

// posAt is the line and column of a byte.
func posAt(file string, text []byte, at int) Pos {
	before := text[:at]
	start := bytes.LastIndexByte(before, '\n') + 1
	return Pos{file, 1 + bytes.Count(before, []byte{'\n'}), 1 + utf8.RuneCount(before[start:])}
}

// parse makes nodes of a file's text.
func (l loader) parse(s *File) bool {
	file, err := Parse(s.Text)
	var syntax yaml.Error
	switch {
	case errors.As(err, &syntax) && syntax.GetToken() != nil && syntax.GetToken().Position != nil:
		at := syntax.GetToken().Position
		l.syntax(s, Pos{s.Name, max(1, at.Line), max(1, at.Column)}, syntax.GetMessage())
		return false
	case err != nil:
		l.fail(Pos{s.Name, 1, 1}, "syntax", nil)
		return false
	}
	bodies := Documents(file)
	switch len(bodies) {
	case 0:
		l.fail(Pos{s.Name, 1, 1}, "empty_file", nil)
		return false
	case 1:
	default:
		l.fail(Pos{s.Name, bodies[1].GetToken().Position.Line, 1}, "many_documents", nil)
		s.Torn = true
	}
	c := converter{fail: l.fail, file: s.Name, anchors: map[string]Node{}}
	s.Root = c.node(bodies[0], 0)
	s.Torn = s.Torn || c.torn
	return !c.over
}

// Parse calls the parser, whose panics on odd input are errors to us.
func Parse(text []byte) (file *ast.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	return parser.ParseBytes(text, 0, parser.AllowDuplicateMapKey())
}

// Documents are the documents of a file that say anything.
func Documents(file *ast.File) []ast.Node {
	var bodies []ast.Node
	for _, doc := range file.Docs {
		if doc.Body != nil && doc.Body.Type() != ast.CommentType && doc.Body.Type() != ast.DirectiveType && doc.Body.Type() != ast.NullType {
			bodies = append(bodies, doc.Body)
		}
	}
	return bodies
}

// aBareValue finds where a value without quotes begins inside { }.
var aBareValue = regexp.MustCompile(`[{,]\s*\w+: +[^'"{}\[\],\s]`)

// LooseCall is where a value without quotes begins and ends that has a function of several
// parts: inside { } its comma ends the value.
func LooseCall(line []byte) (from, to int, found bool) {
	for _, at := range aBareValue.FindAllIndex(line, -1) {
		from = at[1] - 1
		depth, quote, comma, called := 0, byte(0), false, false
		for to = from; to < len(line); to++ {
			c := line[to]
			switch {
			case quote != 0:
				if c == quote {
					quote = 0
				}
				continue
			case c == '"' || c == '\'':
				quote = c
			case c == '(':
				depth++
				called = called || to > from && line[to-1] != ' ' // as a function is, and no remark in a text
			case c == ')':
				depth--
			case c == ',' && depth > 0:
				comma = comma || called
			}
			if depth <= 0 && (c == ',' || c == '}') {
				break
			}
		}
		if comma {
			return from, to, true
		}
	}
	return 0, 0, false
}

// aTag is a value that begins with !, as an expression may.
var aTag = regexp.MustCompile(`: (!\S+)`)

// aHardMargin is a line that is set in by a space that is none to YAML.
var aHardMargin = regexp.MustCompile(`(?m)^ *\x{00a0}`)

// syntax notes what the parser cannot read, in words that help more than its own
// where we know better.
func (l loader) syntax(s *File, at Pos, message string) {
	lines := bytes.Split(s.Text, []byte{'\n'})
	line := lines[min(at.Line, len(lines))-1]
	if tag := aTag.FindSubmatchIndex(line); tag != nil {
		at.Column = 1 + utf8.RuneCount(line[:tag[2]])
		l.fail(at, "tag", wording.Args{"Found": string(line[tag[2]:tag[3]])})
		return
	}
	if from, to, found := LooseCall(line); found {
		at.Column = 1 + utf8.RuneCount(line[:from])
		l.fail(at, "loose_comma", wording.Args{"Found": string(line[from:to])})
		return
	}
	if strings.Contains(message, "found character '\t'") {
		l.fail(at, "tab", nil)
		return
	}
	if at := aHardMargin.FindIndex(s.Text); at != nil {
		l.fail(posAt(s.Name, s.Text, at[1]-len("\u00a0")), "hard_space", nil)
		return
	}
	if odd, code, args, found := misshapen(s.Text); found && (code != "indent" || !l.refused(s, at)) {
		l.fail(posAt(s.Name, s.Text, odd), code, args)
		return
	} else if found {
		return
	}
	if !l.refused(s, at) {
		l.fail(at, "syntax", nil)
	}
}
