package web_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// An opened page is what came back, with where it came from in the end.
type opened struct {
	t      testing.TB
	by     *browser
	status int
	header http.Header
	url    *url.URL
	body   string
}

func (b *browser) get(path string) opened {
	b.t.Helper()
	response, err := b.client.Get(b.absolute(path))
	must(b.t, err)
	return b.read(response)
}

func (b *browser) post(path string, form url.Values, want int) opened {
	b.t.Helper()
	request, err := http.NewRequest(http.MethodPost, b.absolute(path), strings.NewReader(form.Encode()))
	must(b.t, err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	response, err := b.client.Do(request)
	must(b.t, err)
	page := b.read(response)
	if page.status != want {
		b.t.Fatalf("POST %s came to %d, not %d:\n%s", path, page.status, want, page.text())
	}
	return page
}

func (b *browser) absolute(path string) string {
	if strings.HasPrefix(path, "http") {
		return path
	}
	return b.http.URL + path
}

func (b *browser) read(response *http.Response) opened {
	b.t.Helper()
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	must(b.t, err)
	return opened{b.t, b, response.StatusCode, response.Header, response.Request.URL, string(body)}
}

// says fails unless every text stands on the page.
func (p opened) says(texts ...string) opened {
	p.t.Helper()
	whole := p.text()
	for _, text := range texts {
		if !strings.Contains(whole, text) {
			p.t.Errorf("%s (%d) does not say %q:\n%s", p.url.Path, p.status, text, whole)
		}
	}
	return p
}

// leadsTo fails unless the page has a link to path.
func (p opened) leadsTo(path string) opened {
	p.t.Helper()
	if !strings.Contains(p.body, `href="`+path+`"`) {
		p.t.Errorf("%s does not lead to %s", p.url.Path, path)
	}
	return p
}

// lacks fails if one of the texts stands on the page.
func (p opened) lacks(texts ...string) opened {
	p.t.Helper()
	whole := p.text()
	for _, text := range texts {
		if strings.Contains(whole, text) {
			p.t.Errorf("%s (%d) says %q", p.url.Path, p.status, text)
		}
	}
	return p
}

// text is what the page says, on one line.
func (p opened) text() string {
	var said []string
	each(p.parsed(), func(n *html.Node) {
		if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" {
			said = append(said, n.Data)
		}
	})
	return strings.Join(strings.Fields(strings.Join(said, " ")), " ")
}

// form is the values of the form that posts to action, as a browser would send
// them untouched; with what to change.
func (p opened) form(action string, change ...string) url.Values {
	p.t.Helper()
	values := url.Values{}
	found := false
	each(p.parsed(), func(n *html.Node) {
		if n.Data != "form" || attribute(n, "action") != action {
			return
		}
		found = true
		each(n, func(field *html.Node) { collect(values, field) })
	})
	if !found {
		p.t.Fatalf("%s (%d) has no form to %s:\n%s", p.url.Path, p.status, action, p.text())
	}
	for i := 0; i < len(change); i += 2 {
		values.Set(change[i], change[i+1])
	}
	return values
}

func collect(values url.Values, n *html.Node) {
	name := attribute(n, "name")
	if n.Type != html.ElementNode || name == "" {
		return
	}
	switch n.Data {
	case "input":
		kind := attribute(n, "type")
		if (kind == "radio" || kind == "checkbox") && !has(n, "checked") || kind == "file" {
			return
		}
		values.Add(name, attribute(n, "value"))
	case "textarea":
		text := ""
		if n.FirstChild != nil {
			text = n.FirstChild.Data
		}
		values.Add(name, text)
	case "select":
		chosen := ""
		first := true
		each(n, func(o *html.Node) {
			if o.Data == "option" && (first || has(o, "selected")) {
				chosen, first = attribute(o, "value"), false
			}
		})
		values.Add(name, chosen)
	}
}

func (p opened) parsed() *html.Node {
	p.t.Helper()
	root, err := html.Parse(strings.NewReader(p.body))
	must(p.t, err)
	return root
}

// each visits n and all below it, in order.
func each(n *html.Node, visit func(*html.Node)) {
	visit(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, visit)
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}
