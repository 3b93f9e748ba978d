package engine

import (
	"slices"
	"time"

	"beredd/internal/definition"
	"beredd/internal/wording"
)

// An Unmet is a step that has put a proposal on a meeting's agenda and could not have done
// so today for the meeting's new day, as where there must be ten days' notice. The meeting
// may be moved all the same, and who moves it is told.
type Unmet struct {
	Step wording.Text
	Why  wording.Text // what the pack says where the condition does not hold
}

// unmetOf are the steps with a meeting whose conditions hold, now, of the day that the
// meeting had and not of the one that it gets. What fails for both has been seen to.
func unmetOf(pack *definition.Pack, before, after Proposal, now time.Time) (all []Unmet) {
	if IsOfYear(before.Workflow) || before.Meeting == nil || after.Meeting == nil || before.Meeting.Date == after.Meeting.Date || !after.Closed.IsZero() {
		return nil
	}
	moved := before.Clone()
	moved.Meeting = after.Meeting
	was, is := begin(pack, before, Act{Kind: Do}, now), begin(pack, moved, Act{Kind: Do}, now)
	if was.flow == nil {
		return nil
	}
	for i := range was.flow.Transitions {
		t := &was.flow.Transitions[i]
		if !slices.Contains(t.Needs, "meeting") || was.times(t.Name) == 0 || !was.holds(t.When, was.atHand(t)) || is.holds(t.When, is.atHand(t)) {
			continue
		}
		all = append(all, Unmet{t.Title, whyNot(t)})
	}
	return all
}
