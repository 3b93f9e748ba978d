package mail_test

import (
	"bytes"
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
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(part.Header.Get("Content-Type"), "text/html") {
			p.HTML = string(body)
		} else {
			p.Text = strings.ReplaceAll(string(body), "\r\n", "\n")
		}
	}
	return p
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
			b.WriteString(" " + n.Data)
		}
	}
	slices.Sort(links)
	return strings.Join(strings.Fields(b.String()), " "), slices.Compact(links)
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
