package prose

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bare is what a page or letter of somebody else's says, as letters alone: its words,
// with a line break where something stands by itself, and nothing of what a reader
// does not see.
func Bare(page string) string {
	var b strings.Builder
	hidden := 0
	for tokens := html.NewTokenizer(strings.NewReader(page)); ; {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return spaced(b.String())
		}
		token := tokens.Token()
		switch {
		case isHidden(token.DataAtom) && kind == html.StartTagToken:
			hidden++
		case isHidden(token.DataAtom) && kind == html.EndTagToken:
			hidden = max(0, hidden-1)
		case hidden > 0:
		case kind == html.TextToken:
			b.WriteString(strings.ReplaceAll(strings.ReplaceAll(token.Data, "\r", ""), "\n", " "))
		case breaks[token.DataAtom]:
			b.WriteString("\n")
		}
	}
}

func isHidden(a atom.Atom) bool { return a == atom.Style || a == atom.Script || a == atom.Title }

// breaks are the elements that begin and end on a line of their own.
var breaks = map[atom.Atom]bool{
	atom.P: true, atom.Br: true, atom.Div: true, atom.Tr: true, atom.Li: true, atom.H1: true, atom.H2: true, atom.H3: true,
	atom.H4: true, atom.Blockquote: true, atom.Hr: true, atom.Table: true, atom.Ul: true, atom.Ol: true, atom.Pre: true,
}

// spaced leaves one space between words and at most one empty line between lines.
func spaced(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" && (len(lines) == 0 || lines[len(lines)-1] == "") {
			continue
		}
		lines = append(lines, line)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
