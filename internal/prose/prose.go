// Package prose turns what people write, in Markdown, into what others read: HTML
// that can do nothing, for pages and for letters, and plain text that says the
// same.
//
// Nothing that was written is lost. A tag is shown as the characters that it is,
// a picture as a link with its description, and a line break stays one. The house
// trusts HTML from this room alone.
package prose

import (
	"bytes"
	"html/template"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HTML is a text as a page shows it.
func HTML(markdown string) template.HTML { return template.HTML(safe(markdown)) }

// A piece is what a template is filled in with.
type piece struct {
	template string
	with     any
}

// filled is a piece as it stands within another template: what was put into it has been
// escaped there.
type filled struct {
	html template.HTML
	err  error
}

// Pieces fills in templates that are parts of another, and remembers those that are shared
// by what they are filled in with, which compares. Many may use it at once.
func Pieces(of func() *template.Template, shared func(with any) bool) func(name string, with any) (template.HTML, error) {
	fill := func(p piece) filled {
		var b strings.Builder
		err := of().ExecuteTemplate(&b, p.template, p.with)
		return filled{template.HTML(b.String()), err}
	}
	remembered := Remembered(fill)
	return func(name string, with any) (template.HTML, error) {
		made := fill
		if shared(with) {
			made = remembered
		}
		done := made(piece{name, with})
		return done.html, done.err
	}
}

// Wear is what an element of a letter is dressed in: mail programs know no
// stylesheet, so each element carries its own.
type Wear struct{ Class, Style string }

// Dressed shows texts as a letter does: every element in what dress says for it,
// and the address of each link in words, so that whoever prints the letter has it.
func Dressed(dress map[string]Wear) func(markdown string) template.HTML {
	return func(markdown string) template.HTML {
		var out bytes.Buffer
		for _, n := range tree(markdown) {
			put(n, dress)
			if err := html.Render(&out, n); err != nil { // writing to memory never fails
				return template.HTML(template.HTMLEscapeString(markdown))
			}
		}
		return template.HTML(strings.TrimSpace(out.String()))
	}
}

// put dresses an element and all within it.
func put(n *html.Node, dress map[string]Wear) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		put(child, dress)
	}
	if n.Type != html.ElementNode {
		return
	}
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		if a.Key == "href" || a.Key == "start" {
			kept = append(kept, a)
		}
	}
	n.Attr = kept
	if wear, dressed := dress[n.Data]; dressed {
		n.Attr = append(n.Attr, html.Attribute{Key: "class", Val: wear.Class}, html.Attribute{Key: "style", Val: wear.Style})
	}
	if address := addressOf(n); address != "" {
		n.AppendChild(&html.Node{Type: html.TextNode, Data: " (" + address + ")"})
	}
}

// addressOf is where a link leads, where its own words don't say so; else "".
func addressOf(n *html.Node) string {
	if n.DataAtom != atom.A {
		return ""
	}
	for _, a := range n.Attr {
		if address := strings.TrimPrefix(a.Val, "mailto:"); a.Key == "href" && address != strings.TrimSpace(words(n)) {
			return address
		}
	}
	return ""
}

// tree is the safe HTML of a text, to be walked.
func tree(markdown string) []*html.Node {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(safe(markdown)), body)
	if err != nil { // a reader of text never fails
		return []*html.Node{{Type: html.TextNode, Data: markdown}}
	}
	return nodes
}

// safe is the HTML of a text, with nothing in it but words, lists and links.
func safe(markdown string) string {
	var out bytes.Buffer
	if err := reader.Convert([]byte(markdown), &out); err != nil { // writing to memory never fails
		return template.HTMLEscapeString(markdown)
	}
	return policy.Sanitize(out.String())
}

// policy has no images: a picture elsewhere would tell who reads.
var policy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "hr")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowURLSchemes("https", "mailto")
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	return p
}()
