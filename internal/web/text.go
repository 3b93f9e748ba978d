package web

import (
	"bytes"
	"html/template"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"

	"beredd/internal/definition"
	"beredd/internal/wording"
)

// text makes safe HTML of the Markdown that people write. This file is the only
// one where HTML is trusted: goldmark drops raw HTML, and the policy lets through
// nothing but words, lists, tables and links.
func text(markdown string) (template.HTML, error) {
	var out bytes.Buffer
	if err := goldmark.Convert([]byte(markdown), &out); err != nil {
		return "", err
	}
	return template.HTML(policy.SanitizeBytes(out.Bytes())), nil
}

// drawer draws a workflow as part of a page. The room that draws escapes all
// that the pack says in it.
func drawer(l wording.Language) func(*definition.Workflow, definition.Marks) template.HTML {
	return func(flow *definition.Workflow, marks definition.Marks) template.HTML {
		return template.HTML(definition.SVG(flow, l, marks))
	}
}

// policy has no images: a picture elsewhere would tell who reads.
var policy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "h4", "hr")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("https", "mailto")
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	return p
}()
