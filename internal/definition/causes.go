package definition

import (
	"bytes"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// One slip is one problem: what follows from another is not told, or somebody would
// look in a dozen places for what is wrong in one.

// lossy are slips after which little of a file can be read as it was meant.
var lossy = []string{"unknown_alias", "tag", "many_documents", "not_a_key"}

// ofText are the problems of a file as text, which no other problem is the cause of.
var ofText = []string{"unreadable", "empty_file", "many_documents", "too_large", "too_many", "too_deep", "too_long", "not_text", "syntax",
	"unclosed", "unopened", "quote_within", "after_bracket", "hard_space", "curly_quote", "reserved_sign", "no_colon", "no_comma", "odd_dash",
	"tight_dash", "no_dash", "indent", "no_space", "loose_colon", "tag", "tab", "unknown_alias", "not_a_key", "duplicate_key"}

// causes are the problems without those that follow from another.
func (r *reader) causes(problems source.Problems, fsys fs.FS) source.Problems {
	lost := map[string]bool{}
	for _, p := range problems {
		lost[p.Pos.File] = lost[p.Pos.File] || slices.Contains(lossy, p.Code)
	}
	problems = slices.DeleteFunc(problems, func(p source.Problem) bool { return lost[p.Pos.File] && !slices.Contains(ofText, p.Code) })
	if problems.Err() != nil {
		problems = slices.DeleteFunc(problems, func(p source.Problem) bool { return p.Code == "taken_for_outside" || p.Code == "lone_function" })
	}
	for i := range problems {
		r.quoted(&problems[i])
	}
	return r.misnamed(together(problems), fsys)
}

// quoted tells of quotes that are not YAML's, where a comma within them is what was
// noticed.
func (r *reader) quoted(p *source.Problem) {
	if p.Code != "loose_comma" {
		return
	}
	line := lineOf(r.texts[p.Pos.File], p.Pos.Line)
	from, to, found := source.CurlyQuote(line)
	if !found || utf8.RuneCount(line[:from]) >= p.Pos.Column {
		return
	}
	s := reader{}
	s.fail(source.Pos{File: p.Pos.File, Line: p.Pos.Line, Column: 1 + utf8.RuneCount(line[:from])}, "curly_quote", wording.Args{"Found": string(line[from:to])})
	*p = s.problems[0]
}

func lineOf(text []byte, line int) []byte {
	lines := bytes.SplitN(text, []byte{'\n'}, line+1)
	if line < 1 || len(lines) < line {
		return nil
	}
	return lines[line-1]
}

// together tells once of a name that nothing has, and where else in the file it stands.
func together(problems source.Problems) source.Problems {
	var told source.Problems
	for _, p := range problems {
		at := slices.IndexFunc(told, func(q source.Problem) bool {
			return q.Found == p.Found && q.Found != "" && q.Pos.File == p.Pos.File && q.Severity == p.Severity &&
				(unnamed(q.Code) && unnamed(p.Code) || q.Code == "empty_seat" && p.Code == q.Code)
		})
		if at < 0 {
			told = append(told, p)
			continue
		}
		told[at].Also = append(told[at].Also, p.Pos)
	}
	return told
}

// unnamed says whether a problem is that nothing has a name.
func unnamed(code string) bool {
	return strings.HasPrefix(code, "unknown_") && code != "unknown_key" && code != "unknown_alias" && code != "unknown_promise"
}

// misnamed tells of a name that is misspelt where it is given: everything that uses it
// has it right, and nothing has it as it is spelt there.
func (r *reader) misnamed(problems source.Problems, fsys fs.FS) source.Problems {
	said := map[string]*misspelt{}
	var found []*misspelt
	for i, p := range problems {
		used, given := parting(p.Found, p.Suggestion)
		if !unnamed(p.Code) || given == "" {
			continue
		}
		if said[used] == nil {
			said[used] = &misspelt{used: used}
			found = append(found, said[used])
		}
		said[used].given = append(said[used].given, given)
		said[used].of = append(said[used].of, i)
		said[used].at = append(append(said[used].at, p.Pos), p.Also...)
	}
	var texts []string
	gone := map[int]bool{}
	for _, m := range found {
		if texts == nil {
			texts = r.allTexts(fsys)
		}
		at, given, ok := r.givenOnce(m, texts)
		if !ok {
			continue
		}
		for _, i := range m.of {
			gone[i] = true
		}
		problems = append(problems, r.renamed(problems, at, given, m)...)
	}
	var told source.Problems
	for i, p := range problems {
		if !gone[i] {
			told = append(told, p)
		}
	}
	return told.Sorted()
}

// A misspelt is a name that is used and nothing has.
type misspelt struct {
	used  string
	given []string // those that are near to it
	of    []int    // the problems that tell of it
	at    []source.Pos
}

// renamed is the problem at the place where a name is given; none where there is one
// already.
func (r *reader) renamed(problems source.Problems, at source.Pos, given string, m *misspelt) source.Problems {
	if slices.ContainsFunc(problems, func(p source.Problem) bool { return p.Pos == at && p.Severity == source.Error }) {
		return nil
	}
	s := reader{}
	s.fail(at, "misnamed", wording.Args{"Found": given, "Used": m.used, "Suggestion": m.used})
	s.problems[0].Also = m.at
	return s.problems
}

// givenOnce finds where a name is given that is used nowhere, and near to one that is
// used at least twice.
func (r *reader) givenOnce(m *misspelt, texts []string) (source.Pos, string, bool) {
	if !dashedKey.MatchString(m.used) || timesSaid(m.used, texts) < 2 { // what can be no name is not how it is spelt
		return source.Pos{}, "", false
	}
	for _, given := range m.given {
		if timesSaid(given, texts) != 1 {
			continue
		}
		for _, root := range r.roots {
			if at, ok := root.Keyed(given); ok {
				return at, given, true
			}
		}
	}
	return source.Pos{}, "", false
}

// timesSaid is how often a name stands in some texts.
func timesSaid(name string, texts []string) int {
	times, looks := 0, regexp.MustCompile(`(?:^|[^\w-])`+regexp.QuoteMeta(name)+`(?:[^\w-]|$)`)
	for _, text := range texts {
		times += len(looks.FindAllStringIndex(text, -1))
	}
	return times
}

// allTexts are the files that were read, and the scenarios, without comments.
func (r *reader) allTexts(fsys fs.FS) []string {
	var texts []string
	add := func(text []byte) {
		var plain strings.Builder
		for line := range bytes.Lines(text) {
			before, _, _ := bytes.Cut(line, []byte(" #"))
			if !bytes.HasPrefix(line, []byte("#")) {
				plain.Write(before)
				plain.WriteByte('\n')
			}
		}
		texts = append(texts, plain.String())
	}
	for _, text := range r.texts {
		add(text)
	}
	scenarios, _ := fs.Glob(fsys, "scenarios/*.yaml")
	for _, name := range scenarios {
		if text, err := source.ReadSome(fsys, name); err == nil {
			add(text)
		}
	}
	return texts
}

// parting is the first part in which a name and the one that was probably meant differ.
func parting(found, likely string) (used, given string) {
	one, other := strings.FieldsFunc(found, parted), strings.FieldsFunc(likely, parted)
	if len(one) != len(other) {
		return "", ""
	}
	for i := range one {
		if one[i] != other[i] {
			return one[i], other[i]
		}
	}
	return "", ""
}

func parted(r rune) bool { return r == '.' || r == ' ' }
