package inbox

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"strings"
	"unicode/utf8"

	gomessage "github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // the alphabets that mail is written in

	"beredd/internal/engine"
	"beredd/internal/prose"
)

// A message is what of one decides what becomes of it.
type message struct {
	header  gomessage.Header
	id      string // without its brackets
	from    string
	name    string
	subject string
	date    string
	to      []string // every address that its head says it came to
	refs    []string // the messages that it answers, the nearest first
	text    string
	html    string
	files   []engine.IncomingFile
	report  *report // nil of what is no report
	kind    string  // of a report: "delivery-status" and others
	answers bool    // a calendar program answers an invitation
	body    []byte
	parts   int
}

// What is more than anybody writes.
const (
	mostParts   = 200
	deepest     = 12
	longestText = 64 << 10
)

var errTooMany = errors.New("more parts than a message has")

// parse takes a message apart. It never fails for what is said in it, only for how
// it is put together; what it had read until then it answers too.
func parse(raw []byte) (m message, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("a defect in reading it: %v", r)
		}
	}()
	if _, body, ok := bytes.Cut(raw, []byte("\r\n\r\n")); ok {
		m.body = body
	} else if _, body, ok := bytes.Cut(raw, []byte("\n\n")); ok {
		m.body = body
	}
	e, err := gomessage.Read(bytes.NewReader(raw))
	if err != nil && !gomessage.IsUnknownCharset(err) && !gomessage.IsUnknownEncoding(err) {
		return m, err
	}
	m.header = e.Header
	m.head()
	return m, m.walk(e, 0)
}

// head reads what stands above the text.
func (m *message) head() {
	m.id = bracketed(m.header.Get("Message-Id"))
	m.subject = oneLine(m.decoded("Subject"))
	m.date = m.header.Get("Date")
	if list, err := mail.ParseAddressList(m.header.Get("From")); err == nil && len(list) > 0 {
		m.from, m.name = list[0].Address, oneLine(list[0].Name)
	}
	for _, name := range []string{"Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc"} {
		for fields := m.header.FieldsByKey(name); fields.Next(); {
			m.to = append(m.to, addressesIn(fields.Value())...)
		}
	}
	m.refs = append(messageIDs(m.header.Get("In-Reply-To")), backwards(messageIDs(m.header.Get("References")))...)
	if kind, params, err := m.header.ContentType(); err == nil && strings.EqualFold(kind, "multipart/report") {
		m.kind = strings.ToLower(params["report-type"])
	}
}

// decoded is a header as people read it, or as it stands where it cannot be.
func (m *message) decoded(name string) string {
	text, err := m.header.Text(name)
	if err != nil || !utf8.ValidString(text) {
		return western(m.header.Get(name))
	}
	return text
}

// walk takes parts apart.
func (m *message) walk(e *gomessage.Entity, depth int) error {
	if m.parts++; m.parts > mostParts || depth > deepest {
		return errTooMany
	}
	parts := e.MultipartReader()
	if parts == nil {
		return m.take(e)
	}
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return nil
		}
		if part == nil || err != nil && !gomessage.IsUnknownCharset(err) && !gomessage.IsUnknownEncoding(err) {
			return err
		}
		if err := m.walk(part, depth+1); err != nil {
			return err
		}
	}
}

// take reads one part that has no parts.
func (m *message) take(e *gomessage.Entity) error {
	kind, params, _ := e.Header.ContentType()
	disposition, named, _ := e.Header.ContentDisposition()
	name := named["filename"]
	if name == "" {
		name = params["name"]
	}
	kind = strings.ToLower(kind)
	switch {
	case kind == "message/delivery-status" || kind == "message/global-delivery-status":
		text, err := io.ReadAll(io.LimitReader(e.Body, longestText))
		m.report = readReport(text)
		return err
	case m.kind != "" && (strings.HasPrefix(kind, "message/") || kind == "text/rfc822-headers"):
		return nil // the letter that the report is of
	case kind == "text/calendar" && strings.EqualFold(params["method"], "reply"):
		m.answers = true
		return nil
	case disposition != "attachment" && name == "" && kind == "text/plain" && m.text == "":
		text, err := io.ReadAll(io.LimitReader(e.Body, longestText+1))
		m.text = western(string(text))
		return err
	case disposition != "attachment" && name == "" && kind == "text/html" && m.html == "":
		text, err := io.ReadAll(io.LimitReader(e.Body, 8*longestText))
		m.html = strings.ToValidUTF8(string(text), "�")
		return err
	}
	size, err := io.Copy(io.Discard, e.Body)
	if name = oneLine(name); name == "" && kind != "text/plain" && kind != "text/html" || disposition == "attachment" || name != "" {
		m.files = append(m.files, engine.IncomingFile{Name: name, Type: kind, Size: size})
	}
	return err
}

// words is the message's text as letters alone.
func (m *message) words() string {
	if strings.TrimSpace(m.text) != "" || m.html == "" {
		return strings.ReplaceAll(m.text, "\r\n", "\n")
	}
	return prose.Bare(m.html)
}

// oneLine is a text without line breaks and what no reader sees.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return ' '
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 300 {
		s = string(r[:299]) + "…"
	}
	return s
}

// addressesIn are the addresses of a header, also of one that is no list.
func addressesIn(value string) []string {
	list, err := mail.ParseAddressList(value)
	if err != nil {
		return []string{strings.Trim(value, "<> \t")}
	}
	var all []string
	for _, a := range list {
		all = append(all, a.Address)
	}
	return all
}

// messageIDs are what stands between angle brackets.
func messageIDs(value string) (all []string) {
	for {
		_, after, ok := strings.Cut(value, "<")
		if !ok || len(all) >= 50 {
			return all
		}
		id, rest, ok := strings.Cut(after, ">")
		if !ok {
			return all
		}
		all, value = append(all, strings.TrimSpace(id)), rest
	}
}

func bracketed(value string) string {
	if ids := messageIDs(value); len(ids) > 0 {
		return ids[0]
	}
	return strings.TrimSpace(value)
}

func backwards(list []string) []string {
	turned := make([]string, len(list))
	for i, one := range list {
		turned[len(list)-1-i] = one
	}
	return turned
}
