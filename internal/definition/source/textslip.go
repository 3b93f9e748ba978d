package source

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"beredd/internal/definition/grammar"
	"beredd/internal/wording"
)

// How lines look that the parser refuses, or takes for something else than was meant.
var (
	aTwoColons = regexp.MustCompile(`^\s*(?:- )?[A-Za-z_][\w ]*: ([^"'\[{|>&*!#\s][^#]*: .*?)\s*$`)
	aTightKey  = regexp.MustCompile(`^\s*(?:- )?([A-Za-z_][\w ]*):[^\s:/]`)
	aLoneText  = regexp.MustCompile(`^\s*([A-Za-z_]\w*) [^:{\["']*$`)
	aTightDash = regexp.MustCompile(`^\s*(-[^\s\d-])`)
	aOddDash   = regexp.MustCompile(`^\s*([–—−•·])\s`)
	aReserved  = regexp.MustCompile("(?:^|[:,\\[{-])\\s*([@`%]\\S*?)(?:[\\s,}\\]]|$)")
	aCurly     = regexp.MustCompile(`(?:[:,\[{]|^\s*-)\s+([“”„‘’«»])`)
	aLooseList = regexp.MustCompile(`[{,]\s*\w+: ([^'"{}\[\],\s][^'"{}\[\],]* in \[[^\]]*\][^,}]*)`)
	aBareEntry = regexp.MustCompile(`^\s*(\{)`)
)

// CurlyQuote is where a value begins in a line with a quotation mark that is not YAML's.
func CurlyQuote(line []byte) (from, to int, found bool) {
	odd := aCurly.FindSubmatchIndex(line)
	if odd == nil {
		return 0, 0, false
	}
	return odd[2], odd[3], true
}

// refused says what a person would mend where the parser gave up; "" where nobody knows.
func (l loader) refused(s *File, at Pos) bool {
	lines := bytes.Split(s.Text, []byte{'\n'})
	line := lines[min(at.Line, len(lines))-1]
	tell := func(column int, code string, args wording.Args) bool {
		at.Column = 1 + utf8.RuneCount(line[:column])
		l.fail(at, code, args)
		return true
	}
	if column := bytes.Index(line, []byte("\u00a0")); column >= 0 {
		return tell(column, "hard_space", nil)
	}
	if from, to, found := CurlyQuote(line); found {
		return tell(from, "curly_quote", wording.Args{"Found": string(line[from:to])})
	}
	if odd := aLooseList.FindSubmatchIndex(line); odd != nil {
		return tell(odd[2], "loose_bracket", wording.Args{"Found": string(line[odd[2]:odd[3]])})
	}
	if odd := aReserved.FindSubmatchIndex(line); odd != nil {
		return tell(odd[2], "reserved_sign", wording.Args{"Found": string(line[odd[2]:odd[3]]), "Sign": string(line[odd[2] : odd[2]+1])})
	}
	if odd := aTwoColons.FindSubmatchIndex(line); odd != nil {
		return tell(odd[2], "loose_colon", wording.Args{"Found": string(line[odd[2]:odd[3]])})
	}
	if odd := aTightKey.FindSubmatchIndex(line); odd != nil && !bytes.Contains(line, []byte(": ")) {
		return tell(odd[2], "no_space", wording.Args{"Found": string(line[odd[2]:odd[3]])})
	}
	if odd := aLoneText.FindSubmatchIndex(line); odd != nil && grammar.Known(string(line[odd[2]:odd[3]])) {
		return tell(odd[2], "no_colon", wording.Args{"Found": string(line[odd[2]:odd[3]])})
	}
	return false
}

// dashes reports a list whose dash is no dash, or stands too near: the parser takes the
// line for more of the text above it, or gives up elsewhere.
func (l loader) dashes(s File) bool {
	o := &outline{text: s.Text, block: -1}
	for at := 0; at < len(s.Text); {
		end := len(s.Text)
		if i := bytes.IndexByte(s.Text[at:], '\n'); i >= 0 {
			end = at + i
		}
		before := len(o.lines)
		_, refused, _ := o.line(at, end)
		if len(o.lines) > before {
			if column, code := o.dash(at, end); code != "" {
				l.fail(posAt(s.Name, s.Text, at+column), code, wording.Args{"Found": strings.TrimSpace(string(s.Text[at+column : end]))})
				return false
			}
		}
		if refused != "" {
			return true // the parser's to tell
		}
		at = end + 1
	}
	return true
}

// dash says what is wrong with a line of a list, beside others of it.
func (o *outline) dash(from, end int) (column int, code string) {
	line := o.text[from:end]
	if odd := aOddDash.FindSubmatchIndex(line); odd != nil {
		return odd[2], "odd_dash"
	}
	if len(o.lines) < 2 && !o.followed(end) {
		return 0, ""
	}
	if odd := aTightDash.FindSubmatchIndex(line); odd != nil && o.listed(end, odd[2]) {
		return odd[2], "tight_dash"
	}
	if odd := aBareEntry.FindSubmatchIndex(line); odd != nil && o.listed(end, odd[2]) {
		return odd[2], "no_dash"
	}
	return 0, ""
}

// listed says whether the line before or after one is an entry of a list that begins so
// far in.
func (o *outline) listed(end, indent int) bool {
	if n := len(o.lines); n > 1 && o.lines[n-2].item && o.lines[n-2].indent == indent {
		return true
	}
	next, _, _ := bytes.Cut(bytes.TrimPrefix(o.text[end:], []byte{'\n'}), []byte{'\n'})
	content := bytes.TrimLeft(next, " ")
	return len(next)-len(content) == indent && bytes.HasPrefix(content, []byte("- "))
}

// followed says whether anything stands after a line.
func (o *outline) followed(end int) bool { return end < len(o.text)-1 }
