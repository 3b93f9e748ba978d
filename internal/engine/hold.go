package engine

import "time"

// A Hold is why no letter goes until somebody releases them.
type Hold struct {
	Why   HoldReason
	Since time.Time
}

// A HoldReason says why letters are held.
type HoldReason string

// The reasons.
const (
	ByHand    HoldReason = "by_hand"    // an operator wanted it
	Restored  HoldReason = "restored"   // the database is older than what this installation has seen of it
	LongAway  HoldReason = "long_away"  // nobody was awake for days, or the clock has leapt ahead
	ClockBack HoldReason = "clock_back" // the clock stands before a time when somebody was awake
	TooMany   HoldReason = "too_many"   // more letters at once than anybody expects
)

// StopsTime says whether time must not act meanwhile either: the clock may be wrong,
// and what has lapsed does not come back.
func (h Hold) StopsTime() bool { return h.Why == LongAway || h.Why == ClockBack }

// EndsDecided says whether the hold is over when each letter that waited has been decided
// on: it was about those. One that somebody wanted stands until it is ended.
func (h Hold) EndsDecided() bool { return h.Why == TooMany || h.Why == Restored }
