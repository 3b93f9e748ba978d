package web

import (
	"slices"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A stage is one stop on a proposal's way: where it has been, where it is, or
// where it ordinarily goes from here.
type stage struct {
	Title wording.Text
	At    time.Time // when it came there
	Day   string
	Mark  string // "done", "now" or "ahead"
}

// stages is the way of p: what history tells, and then the pack's ordinary way
// on from where it stands.
func (s *Server) stages(v *visit, p engine.Proposal, events []engine.Event) []stage {
	s = s.seenBy(p)
	flow := s.Pack.Workflow(p.Workflow)
	if flow == nil {
		return nil
	}
	var way []stage
	editions := engine.EditionsOf(p, events)
	for i, e := range events {
		if e.Data.To == "" || e.Kind == engine.Transited && e.Data.From == e.Data.To {
			continue
		}
		way = append(way, stage{Title: s.of(p.Workflow, editions[i]).stateTitle(p.Workflow, e.Data.To), At: e.At, Mark: "done",
			Day: wording.ShortDay(v.lang, e.At.In(s.Pack.Calendar.Zone()))})
	}
	if len(way) > 0 {
		way[len(way)-1].Mark = "now"
	}
	for _, name := range ahead(flow, p.State) {
		way = append(way, stage{Title: s.stateTitle(p.Workflow, name), Mark: "ahead"})
	}
	return way
}

// ahead is the ordinary way from a state: the longest that takes no step back,
// begins nothing anew and passes no state twice, to the final state that the pack
// lists first of those that people lead to.
func ahead(flow *definition.Workflow, from string) []string {
	ways := map[string][]string{} // the longest to each final state
	tries := 0
	var walk func(at string, way []string)
	walk = func(at string, way []string) {
		if tries++; tries > 5000 {
			return
		}
		state := flow.State(at)
		if state == nil || state.Final {
			if len(way) > len(ways[at]) {
				ways[at] = slices.Clone(way)
			}
			return
		}
		for _, next := range onward(flow, at) {
			if next != from && next != flow.States[0].Name && !slices.Contains(way, next) {
				walk(next, append(way, next))
			}
		}
	}
	walk(from, nil)
	for _, state := range flow.States {
		if way := ways[state.Name]; state.Final && len(way) > 0 {
			return way
		}
	}
	return nil
}

// onward are the states that lead on from one. A step that must be given a
// reason leads aside, and so does one that leads from every open state: a referral
// back, a withdrawal.
func onward(flow *definition.Workflow, from string) []string {
	var next []string
	for _, t := range flow.Transitions {
		if !slices.Contains(t.From, from) || slices.Contains(t.Everywhere, from) || slices.Contains(t.Needs, "reason") || lapses(t) {
			continue
		}
		for _, target := range t.To {
			if target.State != definition.Back && !slices.Contains(next, target.State) {
				next = append(next, target.State)
			}
		}
	}
	return next
}

// lapses says whether only the passing of time takes a transition.
func lapses(t definition.Transition) bool {
	return len(t.By) == 0 && slices.ContainsFunc(t.On, func(on definition.Trigger) bool {
		return on.Kind == definition.OnTime || on.Kind == definition.OnClock
	})
}
