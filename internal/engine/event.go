package engine

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sync"
)

// happened writes one event, chained to the one before it, and raises the
// proposal's version.
func (d *deciding) happened(kind EventKind, data Data, private Private) *Event {
	d.p.Version++
	if len(d.events) == 0 {
		private.Print = d.act.print
	}
	e := Event{
		ID: d.ids.next(), Collaboration: d.p.Collaboration, Proposal: d.p.ID,
		Seq: d.p.Version, At: d.now, Act: d.act.Key, Kind: kind,
		Organization: d.act.Actor.Organization, Body: d.actingBody(),
		Data: data, Prev: d.p.Head, Private: private, Salt: d.act.Salt,
	}
	e.Commitment = Commit(e.Salt, e.Private)
	e.Hash = Sum(e)
	d.p.Head = e.Hash
	d.p.Past = Remember(d.p.Past, &e)
	d.events = append(d.events, e)
	return &d.events[len(d.events)-1]
}

// moved says that the latest event matters to whoever is about to act.
func (d *deciding) moved(what string) {
	if d.act.Actor.Person != "" {
		d.p.Handler = d.act.Actor.Person
	}
	d.p.Moved = Moved{Version: d.p.Version, At: d.now, Person: d.act.Actor.Person, What: what}
}

// Commit is the salted commitment to the private part of an event, hex: SHA-256
// over the salt's length, the salt and the canonical JSON. When the salt and the
// private part are erased, the chain still holds.
func Commit(salt string, private Private) string {
	return digest(private, string([]byte{byte(len(salt))}), salt)
}

// Sum is the hash of an event, hex: SHA-256 over the hash before it and the
// event's canonical JSON, which is Go's own: fields in order, keys of maps
// sorted, times in UTC.
func Sum(e Event) string {
	e.At = e.At.UTC()
	return digest(&e, e.Prev)
}

// digest is the SHA-256 of some text and a value's canonical JSON, hex.
func digest(value any, before ...string) string {
	buffer := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buffer)
	buffer.Reset()
	for _, text := range before {
		buffer.WriteString(text)
	}
	if err := json.NewEncoder(buffer).Encode(value); err != nil {
		panic("engine: inputs are text, numbers and truth values: " + err.Error())
	}
	sum := sha256.Sum256(bytes.TrimSuffix(buffer.Bytes(), []byte("\n"))) // which Encode adds, and isn't of the value
	return hex.EncodeToString(sum[:])
}

// buffers are lent for as long as one digest takes.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
