package engine

import (
	"strings"

	"beredd/internal/calendar"
)

// IsOfYear says whether a workflow is one that the cycle has, of a meeting or a duty,
// and not a kind of proposal: its key has a dot, "meeting.lgl", which no pack's own can.
func IsOfYear(workflow string) bool { return strings.Contains(workflow, ".") }

// FallsOn is the day of a meeting, or by which a duty of the year is to be done; zero
// of any other proposal.
func (p Proposal) FallsOn() calendar.Date {
	if !IsOfYear(p.Workflow) {
		return calendar.Date{}
	}
	if p.Meeting != nil {
		return p.Meeting.Date
	}
	if text, ok := p.Fields["due"].(string); ok {
		if date, err := calendar.ParseDate(text); err == nil {
			return date
		}
	}
	if p.Origin != nil {
		if date, err := calendar.ParseDate(p.Origin.Key[strings.LastIndexByte(p.Origin.Key, '/')+1:]); err == nil {
			return date
		}
	}
	return calendar.DateOf(p.Opened)
}

// TakenUp names the meeting that takes p up, as Key does: "" where none does, or
// where p is of the year itself. Whose decision is to be reported has the body's name.
func (p Proposal) TakenUp() string {
	if p.Unreported != "" {
		return reportsTo(p.Unreported)
	}
	if p.Meeting == nil || IsOfYear(p.Workflow) {
		return ""
	}
	return p.Meeting.Key()
}

// Key names a meeting: by its id, or where nobody has laid it out by its series and
// day, "lgl/2026-04-07". An extra meeting that stands nowhere has none.
func (m Meeting) Key() string {
	switch {
	case m.ID != "":
		return m.ID
	case m.Name != "":
		return m.Name + "/" + m.Date.String()
	}
	return ""
}
