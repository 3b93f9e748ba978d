package engine

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"beredd/internal/definition"
)

// A Mark is that something has happened to a proposal: how often, and when it last
// did. A proposal's marks are what its events made them, and nothing else.
type Mark struct {
	What    string    `json:"what"` // a state, a transition, "round.opened", or definition.TextChanged
	Times   int       `json:"times"`
	Last    time.Time `json:"last"`
	Version int       `json:"version"` // of the proposal then, which says what came first within a minute
}

// PastOf is all that has happened, by a proposal's whole history.
func PastOf(events []Event) []Mark {
	var past []Mark
	for i := range events {
		past = Remember(past, &events[i])
	}
	return past
}

// Remember adds one event to the past, which it may change in place.
func Remember(past []Mark, e *Event) []Mark {
	switch e.Kind {
	case Proposed:
		past = mark(past, e, e.Data.To)
	case Transited:
		past = mark(past, e, e.Data.Transition)
		if e.Data.To != e.Data.From {
			past = mark(past, e, e.Data.To)
		}
		if len(e.Data.Changed) > 0 {
			past = mark(past, e, definition.TextChanged)
		}
	case Edited, Attached:
		past = mark(past, e, definition.TextChanged)
	case Opened:
		past = mark(past, e, e.Data.Round+"."+string(definition.OnOpened))
	case Rescheduled:
		past = mark(past, e, string(Rescheduled))
	case Expired:
		past = mark(past, e, e.Data.Round+".expired")
	case Adopted:
		return renameMarks(past, e.Data.States, e.Data.Rounds)
	}
	if e.Data.Outcome != "" {
		past = mark(past, e, e.Data.Round+"."+e.Data.Outcome)
	}
	return past
}

// mark says that something has happened once more.
func mark(past []Mark, e *Event, what string) []Mark {
	for i := range past {
		if m := &past[i]; m.What == what {
			m.Times, m.Last, m.Version = m.Times+1, e.At, e.Seq
			return past
		}
	}
	return append(past, Mark{What: what, Times: 1, Last: e.At, Version: e.Seq})
}

// renameMarks calls what has happened what it is called now. What two names were is
// one where both are called alike.
func renameMarks(past []Mark, states, rounds map[string]string) []Mark {
	var named []Mark
	for _, m := range past {
		round, what, dotted := strings.Cut(m.What, ".")
		if dotted {
			m.What = renamed(rounds, round) + "." + what
		} else {
			m.What = renamed(states, m.What)
		}
		at := slices.IndexFunc(named, func(other Mark) bool { return other.What == m.What })
		if at < 0 {
			named = append(named, m)
			continue
		}
		other := &named[at]
		if other.Times += m.Times; m.Version > other.Version {
			other.Last, other.Version = m.Last, m.Version
		}
	}
	return named
}

// markOf is what a proposal remembers of a name. A text that comes with the act at
// hand has changed already.
func (d *deciding) markOf(what string) Mark {
	found := Mark{What: what}
	for _, m := range d.p.Past {
		if m.What == what {
			found = m
		}
	}
	if what == definition.TextChanged && len(d.changes) > 0 {
		found.Times, found.Last, found.Version = found.Times+1, d.now, d.p.Version+1
	}
	return found
}

// times is how often something has happened.
func (d *deciding) times(words ...string) int {
	if len(words) == 0 {
		return 0
	}
	return d.markOf(words[0]).Times
}

// last is when something last happened, "" where it never has: a text that begins
// with the day and the time and that comes after that of whatever came before.
func (d *deciding) last(words ...string) string {
	if len(words) == 0 {
		return ""
	}
	m := d.markOf(words[0])
	if m.Times == 0 {
		return ""
	}
	return fmt.Sprintf("%s %06d", m.Last.In(d.pack.Calendar.Zone()).Format("2006-01-02 15:04"), m.Version)
}

// brings lists what of the proposal's text, fields and papers the step at hand
// changes. A field that is given with certain steps alone is the step's own, and no
// change of the text.
func (d *deciding) brings() []string {
	var changes []string
	for _, text := range []struct{ word, has string }{
		{"proposed_decision", d.p.Proposed}, {"summary", d.p.Summary}, {"title", d.p.Title},
	} {
		if given, ok := d.given[text.word].(string); ok && given != text.has && !slices.Contains(d.lent, text.word) {
			changes = append(changes, text.word)
		}
	}
	if len(d.givenPapers()) > 0 {
		changes = append(changes, "document")
	}
	for _, field := range d.flow.Fields {
		value, given := d.given[field.Name]
		if given && field.Type != definition.Document && len(field.OnlyWith) == 0 && !slices.Contains(d.lent, field.Name) && !reflect.DeepEqual(value, d.p.Fields[field.Name]) {
			changes = append(changes, field.Name)
		}
	}
	return changes
}

// same says whether two marks are.
func same(a, b Mark) bool {
	return a.What == b.What && a.Times == b.Times && a.Version == b.Version && a.Last.Equal(b.Last)
}

// marks is a past as an operator reads it.
func marks(past []Mark) string {
	said := make([]string, len(past))
	for i, m := range past {
		said[i] = fmt.Sprintf("%s %d", m.What, m.Times)
	}
	return strings.Join(said, ", ")
}
