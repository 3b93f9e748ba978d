package mail

import (
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// nextClock is the running clock of the proposal whose time is out first, or nil.
func (t *telling) nextClock() *engine.Deadline {
	var first *engine.Deadline
	for i := range t.flow.Clocks {
		clock := t.Proposal.Clock(t.flow.Clocks[i].Name)
		if clock != nil && clock.Status == engine.Running && (first == nil || clock.Moment.At.Before(first.Moment.At)) {
			first = clock
		}
	}
	return first
}

// clockFacts say when the time of each clock is out, or what is left of it while
// it stands still. The clock that the letter is about has said it already.
func (t *telling) clockFacts() Rows {
	var rows Rows
	for i := range t.flow.Clocks {
		line := &t.flow.Clocks[i]
		clock := t.Proposal.Clock(line.Name)
		switch {
		case clock == nil || clock == t.due:
		case clock.Status == engine.Running:
			rows = append(rows, Row{Name: line.Title.In(t.language), Value: t.when(clock).Day, Note: clock.Moment.How(t.language)})
		case clock.Status == engine.Paused && clock.Left.Count >= 0:
			rows.add(line.Title.In(t.language), t.say("mail.clock.still", wording.Args{"Left": clock.Left.Text()}))
		}
	}
	return rows
}
