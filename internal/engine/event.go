package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
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
	d.events = append(d.events, e)
	return &d.events[len(d.events)-1]
}

// moved says that the latest event matters to whoever is about to act.
func (d *deciding) moved(what string) {
	d.p.Moved = Moved{Version: d.p.Version, At: d.now, Person: d.act.Actor.Person, What: what}
}

// Commit is the salted commitment to the private part of an event, hex: SHA-256
// over the salt's length, the salt and the canonical JSON. When the salt and the
// private part are erased, the chain still holds.
func Commit(salt string, private Private) string {
	text, err := json.Marshal(private)
	if err != nil {
		panic("engine: a map of texts is always JSON: " + err.Error())
	}
	h := sha256.New()
	h.Write([]byte{byte(len(salt))})
	h.Write([]byte(salt))
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}

// Sum is the hash of an event, hex: SHA-256 over the hash before it and the
// event's canonical JSON, which is Go's own: fields in order, keys of maps
// sorted, times in UTC.
func Sum(e Event) string {
	e.At = e.At.UTC()
	text, err := json.Marshal(e)
	if err != nil {
		panic("engine: inputs are text, numbers and truth values: " + err.Error())
	}
	h := sha256.New()
	h.Write([]byte(e.Prev))
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}
