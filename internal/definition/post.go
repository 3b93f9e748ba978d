package definition

import (
	"cmp"
	"time"

	"beredd/internal/calendar"
)

// Post is how a collaboration's letters go.
type Post struct {
	Information string         // how those go that are for information, to who has not chosen: "" is at once
	Required    []string       // letters that may not be turned off, though they are for information
	Optional    []string       // letters that may be turned off, though they tell what was decided
	Together    *time.Duration // within it, changes of one proposal go in one letter to each; nil where the pack says nothing
	At          calendar.Clock // when digests go; 00:00 is usualDigest
}

// usualDigest is when digests go where the pack says nothing.
var usualDigest = calendar.Clock{Hour: 8}

// Pace is how letters go that are for information, to who has not chosen.
func (p Post) Pace() string { return cmp.Or(p.Information, "at_once") }

// Hour is when digests go: never before the office opens.
func (p Post) Hour(days *calendar.Calendar) calendar.Clock {
	at := cmp.Or(p.At, usualDigest)
	open, _ := days.Hours()
	if at.Hour < open.Hour || at.Hour == open.Hour && at.Minute < open.Minute {
		return open
	}
	return at
}

// Gathers is within what time changes of one proposal go in one letter: usual where the
// pack says nothing.
func (p Post) Gathers(usual time.Duration) time.Duration {
	if p.Together != nil {
		return *p.Together
	}
	return usual
}
