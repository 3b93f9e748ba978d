package engine

import (
	"crypto/sha256"
	"encoding/binary"
	"time"

	"github.com/google/uuid"
)

// ids makes every id that one decision needs. They are UUIDv7 (RFC 9562 section
// 5.7) whose random part derives from the act's own id, so that deciding the same
// act again gives the same ids: a decision stays pure, and a letter keeps its
// Message-ID when an act is tried again.
type ids struct {
	seed string
	now  time.Time
	n    uint32
}

func newIDs(seed string, now time.Time) *ids { return &ids{seed: seed, now: now} }

// idFor is the id of the one thing by a name that belongs to another, since a time: the
// same in every decision, so that it is known by it before anybody has heard of it.
func idFor(other, name string, since time.Time) string { return newIDs(other+" "+name, since).next() }

// next is a fresh id, later in order than the one before.
func (s *ids) next() string {
	s.n++
	var room [64]byte
	sum := sha256.Sum256(binary.BigEndian.AppendUint32(append(room[:0], s.seed...), s.n))
	var id uuid.UUID
	copy(id[:], sum[:16])
	millis := uint64(s.now.UnixMilli())
	id[0], id[1], id[2] = byte(millis>>40), byte(millis>>32), byte(millis>>24)
	id[3], id[4], id[5] = byte(millis>>16), byte(millis>>8), byte(millis)
	id[6] = 0x70 | byte(s.n>>8)&0x0f // version 7, then the order within this act
	id[7] = byte(s.n)
	id[8] = id[8]&0x3f | 0x80 // the variant of RFC 9562
	return id.String()
}
