package engine

import (
	"time"

	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Feed is a calendar that programs subscribe to by an address that says a secret.
// What is kept knows the secret by its hash alone.
type Feed struct {
	ID            string
	Collaboration string
	Of            FeedOf
	Language      wording.Language // that it is written in
	Hash          string           // SHA-256 of the secret, hex
	By            string           // the person who made it
	At            time.Time        // when it was made, or made anew
}

// A FeedOf is whose year a feed shows.
type FeedOf struct {
	Kind people.PartyKind // a person, a body or an organization
	Key  string
}

// String is whose it is in one word, "body:lgl".
func (o FeedOf) String() string { return string(o.Kind) + ":" + o.Key }
