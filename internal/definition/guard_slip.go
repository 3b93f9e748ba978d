package definition

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A sign is one that people write in a condition for another.
type sign struct {
	looks *regexp.Regexp // the sign is its first group
	meant string
}

var signs = []sign{
	{regexp.MustCompile(`(=<|≤)`), "<="},
	{regexp.MustCompile(`(=>|≥)`), ">="},
	{regexp.MustCompile(`(<>|≠)`), "!="},
	{regexp.MustCompile(`(===)`), "=="},
	{regexp.MustCompile(`(?:^|[^=<>!])(=)(?:[^=]|$)`), "=="},
	{regexp.MustCompile(`(?i)\s(och|&)\s`), "and"},
	{regexp.MustCompile(`\s(AND|And)\s`), "and"},
	{regexp.MustCompile(`(?i)\s(eller)\s`), "or"},
	{regexp.MustCompile(`\s(OR|Or)\s`), "or"},
	{regexp.MustCompile(`(?i)(?:^|[\s(])(inte|icke)\s`), "not"},
	{regexp.MustCompile(`(?:^|[\s(])(NOT|Not)\s`), "not"},
	{regexp.MustCompile(`^(?i)((?:if|om|when|när)\s+)\S`), ""},
	{regexp.MustCompile(`([“”„])`), `"`},
	{regexp.MustCompile(`([‘’‚])`), `'`},
}

// inQuotes are the parts of a condition that are names and texts.
var inQuotes = regexp.MustCompile(`"[^"]*"|'[^']*'`)

// signSlip reports a sign that the conditions' language has another for, or a bracket
// that is not closed; false where there is none.
func (s *scope) signSlip(n source.Node) bool {
	text := strings.TrimSpace(n.Text)
	bare := inQuotes.ReplaceAllStringFunc(text, func(quoted string) string { return strings.Repeat("·", utf8.RuneCountInString(quoted)) })
	runes := func(at int) int { return utf8.RuneCountInString(bare[:at]) }
	for _, sign := range signs {
		if at := sign.looks.FindStringSubmatchIndex(bare); at != nil {
			found := strings.TrimSpace(bare[at[2]:at[3]])
			s.r.fail(s.r.inside(n, runes(at[2])), "guard_sign", wording.Args{"Found": found, "Suggestion": sign.meant})
			return true
		}
	}
	var open []int
	for at, c := range bare {
		switch {
		case c == '(':
			open = append(open, at)
		case c == ')' && len(open) > 0:
			open = open[:len(open)-1]
		case c == ')':
			s.r.fail(s.r.inside(n, runes(at)), "guard_bracket", wording.Args{"Found": ")"})
			return true
		}
	}
	if line := lineOf(s.r.texts[n.Pos.File], n.Pos.Line); len(open) > 0 {
		if from, _, cut := source.LooseCall(line); cut && 1+utf8.RuneCount(line[:from]) == n.Pos.Column {
			return true // what stands behind the comma is told
		}
		s.r.fail(s.r.inside(n, runes(open[len(open)-1])), "guard_bracket", wording.Args{"Found": "("})
	}
	return len(open) > 0
}

// nameSlip reports a name that stands bare where a name in quotes, a field of the
// proposal or a number was meant; false where it is none of these. rest is what follows it.
func (s *scope) nameSlip(at source.Pos, found, rest string) bool {
	likely := guess.Translated(found)
	switch {
	case found == "all" || likely == "all":
		s.r.fail(at, "unknown_name", wording.Args{"Found": found, "Suggestion": "answered == asked"})
	case s.flow.Field(found) != nil:
		s.r.fail(at, "unknown_name", wording.Args{"Found": found, "Suggestion": "proposal." + found})
	case likely != "" && strings.Trim(likely, "0123456789") == "":
		s.r.fail(at, "unknown_name", wording.Args{"Found": found, "Suggestion": likely})
	case slices.Contains(s.quotable(), found):
		s.r.fail(at, "unquoted", wording.Args{"Found": found, "Suggestion": cmp.Or(s.askedOf(found, rest), found)})
	default:
		return false
	}
	return true
}

// after is what stands in a text behind what was found so many letters into it.
func after(text string, from int, found string) string {
	letters := []rune(text)
	return string(letters[min(len(letters), from+utf8.RuneCountInString(found)):])
}

// afterPoint is a word that something is asked for as a field of it.
var afterPoint = regexp.MustCompile(`^\.(\w+)`)

// askedOf is how a condition asks a round for what was written as a field of it; "" where it
// was not.
func (s *scope) askedOf(round, rest string) string {
	word := afterPoint.FindStringSubmatch(rest)
	switch {
	case word == nil || !slices.Contains(s.rounds, round):
		return ""
	case word[1] == "complete" || word[1] == "open":
		return fmt.Sprintf("%s(%q)", word[1], round)
	case slices.Contains(s.answers[round], word[1]):
		return fmt.Sprintf("count(%q, %q)", round, word[1])
	case slices.Contains(s.outcomes[round], word[1]):
		return fmt.Sprintf("outcome(%q) == %q", round, word[1])
	}
	return ""
}

// quotable are the names that stand in quotes in conditions.
func (s *scope) quotable() []string {
	names := slices.Concat(s.states, s.transitions, s.rounds)
	for _, f := range s.flow.Fields {
		for _, c := range f.Choices {
			names = append(names, c.Name)
		}
	}
	for _, round := range s.rounds {
		names = slices.Concat(names, s.answers[round], s.outcomes[round])
	}
	return names
}

// inside is a place in the file, so many letters into a text. Of one that goes on over
// several lines it is the line where the letter stands.
func (r *reader) inside(n source.Node, from int) source.Pos {
	pos := n.Pos
	lines := strings.Split(string(r.texts[pos.File]), "\n")
	if n.Inside >= 0 && (pos.Line < 1 || pos.Line > len(lines) || oneLine(lines[pos.Line-1], pos.Column+n.Inside, n.Text)) {
		pos.Column += n.Inside + from
		return pos
	}
	line, column := pos.Line, pos.Column-1+max(0, n.Inside)
	if n.Inside < 0 {
		line, column = line+1, 0
	}
	for ; line <= len(lines); line, column = line+1, 0 {
		here := []rune(strings.TrimRight(lines[line-1], " \r"))
		for column < len(here) && here[column] == ' ' {
			column++
		}
		if len(here) > column && from < len(here)-column {
			return source.Pos{File: pos.File, Line: line, Column: column + from + 1}
		}
		from -= len(here) - column + 1
		if from < 0 {
			break
		}
	}
	return n.Pos
}

// oneLine says whether a text stands on one line of a file, from a column on.
func oneLine(line string, column int, text string) bool {
	runes := []rune(line)
	return strings.Contains(string(runes[min(max(0, column-1), len(runes)):]), strings.TrimSpace(text)) || !strings.Contains(strings.TrimSpace(text), " ")
}
