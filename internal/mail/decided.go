package mail

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/engine"
)

// decidedThen is the decision that the letter tells of, where it tells of one that
// holds no more when it is written; else the one in force.
func (t *telling) decidedThen() *engine.Decision {
	text, ok := t.Event.Data.Inputs["decision"].(string)
	if d := t.Proposal.Decision; !ok || d != nil && d.Text == text {
		return t.Proposal.Decision
	}
	for _, d := range slices.Backward(t.Proposal.Earlier) {
		if d.Text == text {
			return &d
		}
	}
	return t.Proposal.Decision
}

// decidedBefore is the day of the decision that was reopened before the one that
// the letter tells of, which that changes.
func (t *telling) decidedBefore() calendar.Date {
	var day calendar.Date
	for _, d := range t.Proposal.Earlier {
		if d.Text == t.Proposal.Decision.Text && d.On == t.Proposal.Decision.On {
			break
		}
		if d.Void {
			day = d.On
		}
	}
	return day
}

// earlier says of a proposal that was reopened when it was decided before.
func (t *telling) earlier() string {
	n := len(t.Proposal.Earlier)
	if t.Proposal.Decision != nil || n == 0 {
		return ""
	}
	return t.say("mail.earlier", map[string]any{"Day": t.Proposal.Earlier[n-1].On.Prose(t.language)})
}
