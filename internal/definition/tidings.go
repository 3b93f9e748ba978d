package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// MinutesPublished is what a line of letters is sent on when the minutes of the meeting
// that decided about a proposal are published.
const MinutesPublished = "minutes.published"

// tidings reads what a line of letters is sent on: what happens to the proposal itself, or
// to the meeting that decided about it.
func (s *scope) tidings(n source.Node) []Trigger {
	if s.flow.OfYear() || slices.Contains(s.rounds, "minutes") {
		return s.triggers(n, false)
	}
	var on []Trigger
	for _, item := range n.Each() {
		word := s.r.word(item)
		what, ofMinutes := strings.CutPrefix(word, "minutes.")
		switch {
		case word == MinutesPublished:
			on = append(on, Trigger{Kind: OnMinutes, Name: word, Pos: item.Pos})
		case ofMinutes && what != "":
			s.unknownTrigger(item, false, []string{MinutesPublished})
		default:
			on = append(on, s.triggers(item, false)...)
		}
	}
	return on
}

// checkMinutes tells of letters that wait for minutes where the year has no meetings.
func (r *reader) checkMinutes(p *Pack) {
	if r.unread || p.Cycle != nil && len(p.Cycle.Meetings) > 0 {
		return
	}
	for _, w := range p.Workflows {
		for _, line := range w.Notify {
			if line.On.Kind == OnMinutes {
				r.warn(line.On.Pos, "no_minutes", wording.Args{"Found": line.On.Name})
			}
		}
	}
}
