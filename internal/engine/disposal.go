package engine

import (
	"strings"
	"time"
)

// A Retention says until when what was mailed is remembered: a letter that was made
// before Letters is forgotten but for a Disposal, and of one that was made before
// Addresses the address is hidden. A zero time forgets nothing. What a question that
// is open may still need is left.
type Retention struct {
	Letters   time.Time
	Addresses time.Time
}

// Disposed counts what a Retention takes, or took.
type Disposed struct {
	Letters   int // forgotten
	Reports   int // messages of other programs that came by mail, forgotten too
	Addresses int // letters whose address was hidden
}

// None says whether there is nothing to take.
func (d Disposed) None() bool { return d == Disposed{} }

// A Disposal is what is left of letters of one proposal that are forgotten by rule.
type Disposal struct {
	Letters     int
	First, Last time.Time // when the first and the last of them were made
	At          time.Time // when they were forgotten
}

// HiddenMark begins what stands for an address that is hidden.
const HiddenMark = "hidden:"

// IsHidden says whether the address that a letter went to is hidden.
func (n Notice) IsHidden() bool { return strings.HasPrefix(n.Mail, HiddenMark) }
