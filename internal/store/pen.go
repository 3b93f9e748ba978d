package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"beredd/internal/engine"
)

// A pen writes values as JSON into one buffer, and keeps the first error.
type pen struct {
	buffer  bytes.Buffer
	encoder *json.Encoder
	err     error
}

func newPen() *pen {
	p := &pen{}
	p.encoder = json.NewEncoder(&p.buffer)
	p.encoder.SetEscapeHTML(false)
	return p
}

func (p *pen) text(value any) string {
	p.buffer.Reset()
	if err := p.encoder.Encode(value); err != nil {
		p.err = errors.Join(p.err, err)
		return ""
	}
	return string(bytes.TrimSuffix(p.buffer.Bytes(), []byte("\n")))
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
	return a.ID == b.ID && a.About == b.About && a.Name == b.Name && a.Round == b.Round && a.Status == b.Status &&
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
	rest := p.text(bodyRest{Proposal: of})
	if len(of.Deadlines) == 0 || rest == "" {
		return rest
	}
	var b strings.Builder
	b.Grow(len(rest) + len(of.Deadlines)*1000)
	b.WriteString(`{"deadlines":[`)
	for i, d := range of.Deadlines {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(deadlines[d.ID])
	}
	b.WriteString("],")
	b.WriteString(rest[1:])
	return b.String()
}
