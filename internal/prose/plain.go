package prose

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Plain is a text as it is read where there are letters alone: paragraphs parted
// by empty lines, lists with dashes or numbers, links with their addresses.
func Plain(markdown string) string {
	return strings.Join(blocks(tree(markdown)), "\n\n")
}

// Line is a text as it is read on one line.
func Line(markdown string) string { return strings.Join(strings.Fields(Plain(markdown)), " ") }

// blocks are the paragraphs and lists among some nodes.
func blocks(nodes []*html.Node) []string {
	var all []string
	var run strings.Builder
	end := func() {
		if s := tidy(run.String()); s != "" {
			all = append(all, s)
		}
		run.Reset()
	}
	for _, n := range nodes {
		block, isBlock := blockOf(n)
		if !isBlock {
			run.WriteString(wordsOf(n))
			continue
		}
		end()
		if block != "" {
			all = append(all, block)
		}
	}
	end()
	return all
}

// blockOf is an element that stands by itself.
func blockOf(n *html.Node) (string, bool) {
	switch n.DataAtom {
	case atom.P, atom.H3, atom.H4:
		return tidy(words(n)), true
	case atom.Ul, atom.Ol:
		return list(n), true
	case atom.Blockquote:
		return indented("> ", "> ", strings.Join(blocks(childrenOf(n)), "\n\n")), true
	case atom.Pre:
		return strings.Trim(raw(n), "\n"), true
	case atom.Hr:
		return "---", true
	}
	return "", false
}

// list is a list, an item a line.
func list(n *html.Node) string {
	number := 1
	for _, a := range n.Attr {
		if first, err := strconv.Atoi(a.Val); err == nil && a.Key == "start" {
			number = first
		}
	}
	var items []string
	for _, item := range childrenOf(n) {
		if item.DataAtom != atom.Li {
			continue
		}
		mark := "- "
		if n.DataAtom == atom.Ol {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		items = append(items, indented(mark, strings.Repeat(" ", len(mark)), strings.Join(blocks(childrenOf(item)), "\n")))
	}
	return strings.Join(items, "\n")
}

// indented begins a text with first, and each of its other lines with rest.
func indented(first, rest, text string) string {
	return first + strings.ReplaceAll(text, "\n", "\n"+rest)
}

// words are what stands within an element.
func words(n *html.Node) string {
	var b strings.Builder
	for _, child := range childrenOf(n) {
		b.WriteString(wordsOf(child))
	}
	return b.String()
}

func wordsOf(n *html.Node) string {
	switch {
	case n.Type == html.TextNode:
		return strings.ReplaceAll(n.Data, "\n", " ")
	case n.DataAtom == atom.Br:
		return "\n"
	}
	if address := addressOf(n); address != "" {
		return words(n) + " <" + address + ">"
	}
	return words(n)
}

// raw is what was written between fences, as it stands.
func raw(n *html.Node) string {
	var b strings.Builder
	for inner := range n.Descendants() {
		if inner.Type == html.TextNode {
			b.WriteString(inner.Data)
		}
	}
	return b.String()
}

// tidy drops the spaces around line breaks.
func tidy(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func childrenOf(n *html.Node) []*html.Node {
	var all []*html.Node
	for child := range n.ChildNodes() {
		all = append(all, child)
	}
	return all
}
