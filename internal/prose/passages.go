package prose

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A Passage is one block of a text, for a document that sets its own type: a
// paragraph, a heading, or one item of a list.
type Passage struct {
	Heading bool
	Depth   int    // of an item: 1 outermost; 0 outside lists. A quotation too is set in by one
	Mark    string // of an item: "–" or "3."; "" of its further paragraphs, and outside lists
	Runs    []Run
}

// A Run is words of a passage that look alike.
type Run struct {
	Text   string // "\n" where a line ends
	Strong bool
	Stress bool
	Link   string // where it leads, or ""
}

// Passages are the blocks of a text, in order, with the same words as HTML shows.
func Passages(markdown string) []Passage {
	var s setter
	s.blocks(tree(markdown), Passage{})
	return s.done
}

// Words are the passage's words, without their looks.
func (p Passage) Words() string {
	var b strings.Builder
	for _, r := range p.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// A setter gathers passages.
type setter struct{ done []Passage }

// blocks sets nodes that stand in a passage like this one. The first of them has
// its mark.
func (s *setter) blocks(nodes []*html.Node, like Passage) {
	var loose []Run
	set := func(p Passage, runs []Run) {
		if p.Runs = neat(runs); len(p.Runs) > 0 {
			s.done = append(s.done, p)
			like.Mark = ""
		}
	}
	for _, n := range nodes {
		switch n.DataAtom {
		case atom.P, atom.H3, atom.H4, atom.Pre, atom.Ul, atom.Ol, atom.Blockquote, atom.Hr:
			set(like, loose)
			loose = nil
		}
		switch n.DataAtom {
		case atom.P:
			set(like, runs(childrenOf(n), Run{}))
		case atom.H3, atom.H4:
			set(Passage{Heading: like.Depth == 0, Depth: like.Depth, Mark: like.Mark}, runs(childrenOf(n), Run{Strong: like.Depth > 0}))
		case atom.Pre:
			set(like, []Run{{Text: strings.Trim(raw(n), "\n")}})
		case atom.Ul, atom.Ol:
			s.list(n, like.Depth+1)
		case atom.Blockquote:
			s.blocks(childrenOf(n), Passage{Depth: like.Depth + 1})
		case atom.Hr:
		default:
			loose = append(loose, runs([]*html.Node{n}, Run{})...)
		}
	}
	set(like, loose)
}

func (s *setter) list(n *html.Node, depth int) {
	number := 1
	for _, a := range n.Attr {
		if first, err := strconv.Atoi(a.Val); err == nil && a.Key == "start" {
			number = first
		}
	}
	for _, item := range childrenOf(n) {
		if item.DataAtom != atom.Li {
			continue
		}
		mark := "–"
		if n.DataAtom == atom.Ol {
			mark = strconv.Itoa(number) + "."
			number++
		}
		s.blocks(childrenOf(item), Passage{Depth: depth, Mark: mark})
	}
}

// runs are the words of nodes, each looking like this one and as its element adds.
func runs(nodes []*html.Node, like Run) []Run {
	var all []Run
	for _, n := range nodes {
		inner := like
		switch {
		case n.Type == html.TextNode:
			inner.Text = strings.ReplaceAll(n.Data, "\n", " ")
			all = append(all, inner)
			continue
		case n.DataAtom == atom.Br:
			inner.Text = "\n"
			all = append(all, inner)
			continue
		case n.DataAtom == atom.Strong:
			inner.Strong = true
		case n.DataAtom == atom.Em:
			inner.Stress = true
		case n.DataAtom == atom.A:
			for _, a := range n.Attr {
				if a.Key == "href" {
					inner.Link = a.Val
				}
			}
		}
		all = append(all, runs(childrenOf(n), inner)...)
	}
	return all
}

// neat joins runs that look alike, and drops the spaces around what is left and
// around line breaks.
func neat(all []Run) []Run {
	var out []Run
	for _, r := range all {
		if n := len(out); n > 0 && (strings.HasSuffix(out[n-1].Text, "\n") || strings.HasSuffix(out[n-1].Text, " ")) || len(out) == 0 {
			r.Text = strings.TrimLeft(r.Text, " \n")
		}
		if r.Text == "" {
			continue
		}
		if n := len(out); n > 0 {
			if strings.HasPrefix(r.Text, "\n") {
				out[n-1].Text = strings.TrimRight(out[n-1].Text, " ")
			}
			last := out[n-1]
			last.Text = r.Text
			if last == r {
				out[n-1].Text += r.Text
				continue
			}
		}
		out = append(out, r)
	}
	for n := len(out); n > 0; n = len(out) {
		out[n-1].Text = strings.TrimRight(out[n-1].Text, " \n")
		if out[n-1].Text != "" {
			break
		}
		out = out[:n-1]
	}
	return out
}
