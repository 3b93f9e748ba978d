package source

import (
	"bytes"
	"regexp"
	"slices"

	"beredd/internal/wording"
)

// An outline is how a text that the parser cannot read looks to a person: which
// brackets and quotes are open where a line begins, and how far in it stands. The
// parser tells where it gave up, which often is the line after the mistake.
type outline struct {
	text  []byte
	open  []opener
	block int // how far in the line stands that a block of text hangs on; -1 outside one
	words int // how far in the block's first line stands; 0 before it
	lines []outlined
}

// An opener is a bracket that is not closed yet.
type opener struct {
	at     int
	indent int // of its line
}

// An outlined is a line that begins outside brackets, quotes and blocks of text.
type outlined struct {
	at     int // of its first letter
	indent int
	key    int  // how far in its key stands, after its dashes
	item   bool // it begins with a dash
	says   bool // something stands after its key
}

// keyed is a line that begins with a key or a dash.
var keyed = regexp.MustCompile(`^ *(- |[A-Za-z_][\w ]*:( |$|\r))`)

// misshapen finds what a person would mend in a text that the parser cannot read.
func misshapen(text []byte) (at int, code string, args wording.Args, found bool) {
	s := &outline{text: text, block: -1}
	for at := 0; at < len(text); {
		end := len(text)
		if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i
		}
		if at, code, found := s.line(at, end); code != "" {
			return at, code, wording.Args{"Found": found}, true
		}
		at = end + 1
	}
	if len(s.open) > 0 {
		return s.open[len(s.open)-1].at, "unclosed", wording.Args{"Found": string(text[s.open[len(s.open)-1].at])}, true
	}
	return s.indented()
}

// line takes in one line, and says what is wrong with it, and with which part of it.
func (s *outline) line(from, end int) (at int, code, found string) {
	line := s.text[from:end]
	content := bytes.TrimLeft(line, " ")
	indent := len(line) - len(content)
	if len(bytes.TrimSpace(content)) == 0 || content[0] == '#' || s.written(indent) {
		return 0, "", ""
	}
	if len(s.open) > 0 && indent <= s.open[0].indent && keyed.Match(line) {
		at = s.open[len(s.open)-1].at
		return at, "unclosed", string(s.text[at])
	}
	if len(s.open) == 0 {
		s.lines = append(s.lines, outlinedAs(from, indent, content))
	}
	at, code = s.tokens(from+indent, end, indent)
	if found = string(s.text[at]); code == "after_bracket" {
		found = string(bytes.TrimSpace(s.text[at:end]))
	}
	return at, code, found
}

// written says whether a line so far in goes on with a block of text.
func (s *outline) written(indent int) bool {
	if s.block < 0 || indent <= s.block || indent < s.words {
		s.block, s.words = -1, 0
		return false
	}
	if s.words == 0 {
		s.words = indent
	}
	return true
}

// outlinedAs is how a line looks that begins outside all else.
func outlinedAs(from, indent int, content []byte) outlined {
	l := outlined{at: from + indent, indent: indent, key: indent}
	for bytes.HasPrefix(content, []byte("- ")) {
		rest := bytes.TrimLeft(content[1:], " ")
		l.key += len(content) - len(rest)
		content, l.item = rest, true
	}
	if _, value, ok := bytes.Cut(content, []byte(": ")); ok {
		value = bytes.TrimSpace(value)
		l.says = len(value) > 0 && value[0] != '#' && value[0] != '&'
	} else {
		l.says = !bytes.HasSuffix(bytes.TrimSpace(content), []byte(":")) && !bytes.Contains(content, []byte(": ")) && !bytes.Contains(content, []byte(": #"))
	}
	return l
}

// tokens follows brackets and quotes along a line.
func (s *outline) tokens(at, end, indent int) (int, string) {
	begins := true // a value may begin here
	for ; at < end; at++ {
		c := s.text[at]
		switch {
		case c == '#' && (begins || s.text[at-1] == ' '):
			return 0, ""
		case (c == '"' || c == '\'') && begins:
			to := quoteEnds(s.text, at, end)
			if to < 0 {
				return at, "unclosed"
			}
			if !s.ended(to+1, end) {
				return at, "quote_within"
			}
			at = to
		case (c == '{' || c == '[') && (begins || len(s.open) > 0):
			s.open = append(s.open, opener{at, indent})
		case (c == '}' || c == ']') && len(s.open) > 0:
			last := s.open[len(s.open)-1]
			if s.text[last.at] != c-2 {
				if s.balanced(at+1, end) {
					return at, "unopened"
				}
				return last.at, "unclosed"
			}
			s.open = s.open[:len(s.open)-1]
			if rest := bytes.TrimLeft(s.text[at+1:end], " \r"); len(s.open) == 0 && len(rest) > 0 && rest[0] != '#' && rest[0] != ':' {
				return end - len(rest), "after_bracket"
			}
		case (c == '|' || c == '>') && begins && len(s.open) == 0:
			s.block = indent
			return 0, ""
		}
		begins = c == '{' || c == '[' || len(s.open) > 0 && c == ',' || begins && c == ' ' ||
			c == ' ' && (s.text[at-1] == ':' || s.text[at-1] == '-' && begins) || c == '-' && begins
	}
	return 0, ""
}

// ended says whether a value can have ended here: what follows is another, or nothing.
func (s *outline) ended(at, end int) bool {
	rest := bytes.TrimLeft(s.text[at:end], " \r")
	return len(rest) == 0 || bytes.IndexByte([]byte("#:,"), rest[0]) >= 0 || len(s.open) > 0 && (rest[0] == '}' || rest[0] == ']')
}

// balanced says whether the rest of a line closes all that is open.
func (s *outline) balanced(at, end int) bool {
	depth := len(s.open)
	for ; at < end && depth > 0; at++ {
		switch s.text[at] {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case '"':
			at = max(at, quoteEnds(s.text, at, end))
		}
	}
	return depth == 0
}

// quoteEnds is where a text in quotes ends; -1 where it does not on its line.
func quoteEnds(text []byte, at, end int) int {
	quote := text[at]
	for at++; at < end; at++ {
		switch {
		case quote == '"' && text[at] == '\\':
			at++
		case quote == '\'' && text[at] == quote && at+1 < end && text[at+1] == quote:
			at++
		case text[at] == quote:
			return at
		}
	}
	return -1
}

// indented finds a line that stands further in or out than the lines around it.
func (s *outline) indented() (at int, code string, args wording.Args, found bool) {
	var levels []int
	before := make([][]int, len(s.lines)) // the levels that were open before each line
	for i, l := range s.lines {
		before[i] = slices.Clone(levels)
		for len(levels) > 0 && levels[len(levels)-1] > l.indent {
			levels = levels[:len(levels)-1]
		}
		switch {
		case i > 0 && s.lines[i-1].says && l.indent > s.lines[i-1].key:
			return s.between(i-1, i, before)
		case !slices.Contains(levels, l.indent) && len(before[i]) > len(levels):
			return s.between(s.above(i), i, before)
		}
		for _, level := range []int{l.indent, l.key} {
			if !slices.Contains(levels, level) {
				levels = append(levels, level)
			}
		}
	}
	return 0, "", nil, false
}

// above is the last line before one that stands further out.
func (s *outline) above(line int) int {
	for i := line - 1; i > 0; i-- {
		if s.lines[i].indent < s.lines[line].indent {
			return i
		}
	}
	return 0
}

// between is the odd one of two lines of which the latter cannot stand so: the former,
// if what stood before it stood as the latter does.
func (s *outline) between(former, latter int, before [][]int) (int, string, wording.Args, bool) {
	if slices.Contains(before[former], s.lines[latter].indent) {
		return s.odd(former, s.lines[latter].indent)
	}
	return s.odd(latter, s.lines[former].key)
}

// odd is a line that stands so far in, where another column was to be expected.
func (s *outline) odd(line, expected int) (int, string, wording.Args, bool) {
	l := s.lines[line]
	return l.at, "indent", wording.Args{"Found": l.indent, "Wanted": expected}, true
}
