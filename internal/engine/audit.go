package engine

import "time"

// An Audit is what a check of a collaboration's history found.
type Audit struct {
	Proposals   int
	Events      int
	Erased      int // events whose private part has been erased, which is lawful
	Checkpoints int
	Latest      time.Time // of the latest checkpoint
	Findings    []Finding // what is wrong; none is good news
}

// Whole says whether nothing is wrong.
func (a Audit) Whole() bool { return len(a.Findings) == 0 }

// A Finding is one thing wrong with what is kept.
type Finding struct {
	Kind     FindingKind
	Proposal string // its id, where it is about one
	Number   string
	Seq      int    // of the event or checkpoint concerned
	What     string // for the operator: what was found and what was expected
}

// A FindingKind sorts what can be wrong.
type FindingKind string

// The kinds of finding.
const (
	BrokenChain     FindingKind = "broken_chain"     // an event is missing, changed or out of order
	WrongHead       FindingKind = "wrong_head"       // a proposal isn't what its last event left
	WrongCommitment FindingKind = "wrong_commitment" // a private part is not what was committed to
	WrongRow        FindingKind = "wrong_row"        // a deadline, round or list row differs from its proposal
	WrongNumber     FindingKind = "wrong_number"     // a series of numbers has a gap
	WrongCheckpoint FindingKind = "wrong_checkpoint" // a checkpoint isn't linked, signed or borne out
)
