package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beredd/internal/engine"
)

// A pen writes values as JSON into one buffer, and keeps the first error.
type pen struct {
	buffer  bytes.Buffer
	encoder *json.Encoder
	scratch []byte
	err     error
}

func newPen() *pen {
	p := &pen{}
	p.encoder = json.NewEncoder(&p.buffer)
	p.encoder.SetEscapeHTML(false)
	return p
}

// pens are lent for a change each: their buffers have the size that it takes.
var pens = sync.Pool{New: func() any { return newPen() }}

func (p *pen) text(value any) string { return string(p.bytes(value)) }

// bytes is text that stands until the pen writes again.
func (p *pen) bytes(value any) []byte {
	p.buffer.Reset()
	if err := p.encoder.Encode(value); err != nil {
		p.err = errors.Join(p.err, err)
		return nil
	}
	return bytes.TrimSuffix(p.buffer.Bytes(), []byte("\n"))
}

// deadlinesOf writes each of p's deadlines once, for the proposal and for its own
// row; those that stand as they stood before, which most do, it copies.
func (p *pen) deadlinesOf(of engine.Proposal, before remembered) map[string]string {
	written := make(map[string]string, len(of.Deadlines))
	for i, d := range of.Deadlines {
		if i < len(before.Deadlines) && sameDeadline(d, before.Deadlines[i]) && before.deadlines[d.ID] != "" {
			written[d.ID] = before.deadlines[d.ID]
			continue
		}
		written[d.ID] = p.text(d)
	}
	return written
}

func sameDeadline(a, b engine.Deadline) bool {
	return a.ID == b.ID && a.About == b.About && a.Name == b.Name && a.Round == b.Round && a.Status == b.Status && a.Left == b.Left && a.Resumed == b.Resumed &&
		a.StartedAt == b.StartedAt && a.EndedAt == b.EndedAt && slices.Equal(a.Timers, b.Timers) &&
		a.Moment.Date == b.Moment.Date && a.Moment.Time == b.Moment.Time && a.Moment.At == b.Moment.At &&
		a.Moment.Zone == b.Moment.Zone && maps.Equal(a.Moment.Explanation, b.Moment.Explanation)
}

// A bodyRest is a proposal without its deadlines.
type bodyRest struct {
	engine.Proposal
	Deadlines []engine.Deadline `json:"deadlines,omitempty"`
}

// body is the whole proposal, with its deadlines as written.
func (p *pen) body(of engine.Proposal, deadlines map[string]string) string {
	if len(of.Deadlines) == 0 {
		return p.text(bodyRest{Proposal: of})
	}
	rest := p.bytes(bodyRest{Proposal: of})
	if len(rest) == 0 {
		return ""
	}
	room := len(rest) + len(`"deadlines":[],`)
	for _, text := range deadlines {
		room += len(text) + 1
	}
	var b strings.Builder
	b.Grow(room)
	b.WriteString(`{"deadlines":[`)
	for i, d := range of.Deadlines {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(deadlines[d.ID])
	}
	b.WriteString("],")
	b.Write(rest[1:])
	return b.String()
}

// notice is the part of a notice that has no column of its own. Letters are most of
// what is written, so that nothing of them is written twice, nor by reflection.
func (p *pen) notice(n engine.Notice) string {
	b := append(p.scratch[:0], '{')
	for _, field := range [...]struct{ name, value string }{
		{"letter", n.Letter}, {"party", n.Party}, {"why", n.Why}, {"person", n.Person}, {"organization", n.Organization},
		{"body", n.Body}, {"name", n.Name}, {"mail", n.Mail}, {"language", n.Language}, {"round", n.Round},
		{"respondent", n.Respondent}, {"about", n.About}, {"for", n.For}, {"as", n.As},
	} {
		if field.value != "" {
			b = append(append(append(b, '"'), field.name...), '"', ':')
			b = append(p.quoted(b, field.value), ',')
		}
	}
	if n.Last {
		b = append(b, `"last":true,`...)
	}
	if len(n.Also) > 0 { // seldom
		b = append(append(append(b, `"also":`...), p.text(n.Also)...), ',')
	}
	p.scratch = b
	return string(append(bytes.TrimSuffix(b, []byte(",")), '}'))
}

// quoted appends text as JSON; what needs escaping is left to the encoder.
func (p *pen) quoted(b []byte, text string) []byte {
	special := func(r rune) bool { return r < ' ' || r == '"' || r == '\\' }
	if strings.IndexFunc(text, special) >= 0 || !utf8.ValidString(text) {
		return append(b, p.text(text)...)
	}
	return append(append(append(b, '"'), text...), '"')
}
