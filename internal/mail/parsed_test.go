package mail_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"slices"
	"strings"
	"testing"

	"mime/quotedprintable"

	"golang.org/x/net/html"
)

// A parsed is a message as its reader's program reads it.
type parsed struct {
	Header  mail.Header
	Subject string
	Text    string
	HTML    string

	Kinds              []string // of the parts, in their order
	Calendar, Attached []byte   // the invitation beside the text, and as a file
	Method             string   // that the letter says of it

	Files map[string][]byte // what is attached, by name
}

func parse(t testing.TB, raw []byte) parsed {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("the message can't be read: %v\n%s", err, raw)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	p := parsed{Header: m.Header}
	if p.Subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
		t.Fatal(err)
	}
	p.parts(t, m.Body, params["boundary"])
	return p
}

// parts reads the parts of a message, and those in them.
func (p *parsed) parts(t testing.TB, body io.Reader, boundary string) {
	t.Helper()
	parts := multipart.NewReader(body, boundary)
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		kind, params, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if err != nil {
			t.Fatal(err)
		}
		p.Kinds = append(p.Kinds, kind)
		if params["boundary"] != "" {
			p.parts(t, part, params["boundary"])
			continue
		}
		p.keep(t, kind, params, part)
	}
}

// keep reads what a part says.
func (p *parsed) keep(t testing.TB, kind string, params map[string]string, part *multipart.Part) {
	t.Helper()
	var decoded io.Reader = quotedprintable.NewReader(part)
	if part.Header.Get("Content-Transfer-Encoding") == "base64" {
		decoded = base64.NewDecoder(base64.StdEncoding, part)
	}
	body, err := io.ReadAll(decoded)
	if err != nil {
		t.Fatal(err)
	}
	if name := part.FileName(); name != "" && kind != "application/ics" {
		if name, err = new(mime.WordDecoder).DecodeHeader(name); err != nil {
			t.Fatal(err)
		}
		if p.Files == nil {
			p.Files = map[string][]byte{}
		}
		p.Files[name] = body
		return
	}
	switch kind {
	case "text/html":
		p.HTML = string(body)
	case "text/calendar":
		p.Calendar, p.Method = body, params["method"]
	case "application/ics":
		p.Attached = body
	default:
		p.Text = strings.ReplaceAll(string(body), "\r\n", "\n")
	}
}

// shown is what a reader of the HTML sees: its text and its links.
func shown(t testing.TB, page string) (visible string, links []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		switch {
		case n.Type == html.ElementNode && n.Data == "a":
			for _, a := range n.Attr {
				if a.Key == "href" {
					links = append(links, a.Val)
				}
			}
		case n.Type == html.TextNode && n.Parent.Data != "style" && n.Parent.Data != "title":
			if !goesOn(n) {
				b.WriteString(" ")
			}
			b.WriteString(n.Data)
		}
	}
	slices.Sort(links)
	return strings.Join(strings.Fields(b.String()), " "), slices.Compact(links)
}

// goesOn says whether a text stands in the same line as the text before it, one of them
// in a span.
func goesOn(n *html.Node) bool {
	if before := n.PrevSibling; before != nil {
		return before.Data == "span"
	}
	return n.Parent.Data == "span" && n.Parent.PrevSibling != nil && n.Parent.PrevSibling.Type == html.TextNode
}

// decode reads a header's value the way a mail program does.
func decode(t testing.TB, value string) string {
	t.Helper()
	read, err := new(mime.WordDecoder).DecodeHeader(strings.ReplaceAll(value, "\r\n", ""))
	if err != nil {
		t.Fatal(err)
	}
	return read
}
