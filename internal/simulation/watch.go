package simulation

import (
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// A watch holds one proposal to what its pack promises, event by event.
type watch struct {
	passed map[string]int // how often it has come to a state, step or end of a round
	broken []bool         // by promise
	seen   int            // events
}

// see looks at the events of a change, and answers which promises they break: by
// promise, the number of the event that did.
func (w *watch) see(m *matter, change engine.Change) (broken map[int]int) {
	if w.passed == nil {
		w.passed, w.broken = map[string]int{}, make([]bool, len(m.flow.Promises))
	}
	tell := func(i, event int) {
		if w.broken[i] {
			return
		}
		if w.broken[i] = true; broken == nil {
			broken = map[int]int{}
		}
		broken[i] = event
	}
	for _, e := range change.Events {
		w.seen++
		now := names(m.flow, e)
		for i, p := range m.promised {
			if w.breaks(m, p, e, now) {
				tell(i, w.seen)
			}
		}
		for _, name := range now {
			w.passed[name]++
		}
	}
	for i, p := range m.promised {
		if stands(m, p) {
			tell(i, w.seen)
		}
	}
	return broken
}

// promised are a workflow's promises taken apart; one in no known form is empty, and
// never broken.
func promised(flow *definition.Workflow) []definition.Promised {
	all := make([]definition.Promised, len(flow.Promises))
	for i, p := range flow.Promises {
		all[i], _ = p.Means()
	}
	return all
}

// names are the states, steps and ends of rounds that an event is.
func names(flow *definition.Workflow, e engine.Event) (all []string) {
	d := e.Data
	switch e.Kind {
	case engine.Proposed:
		all = []string{"", d.To} // it is not come to, as the promises mean it
	case engine.Transited:
		if all = []string{d.Transition}; d.To != d.From {
			all = append(all, d.To)
		}
	case engine.Opened:
		all = []string{d.Round + ".opened"}
	case engine.Completed:
		all = []string{d.Round + ".complete"}
	case engine.Closed:
		if e.Private.Texts["reason"] != "" { // by hand; a question that falls is given no reason, and nothing follows
			all = []string{d.Round + ".complete"}
		}
	case engine.Expired:
		all = []string{d.Round + ".expired"}
		if line := flow.Round(d.Round); d.Outcome != "" || line != nil && line.Expiry != nil && line.Expiry.Transition == "" {
			all = append(all, d.Round+".complete") // it closes as it stands
		}
	}
	if d.Outcome != "" {
		all = append(all, d.Round+"."+d.Outcome)
	}
	return all
}

// breaks says whether an event breaks a promise about what comes after what.
func (w *watch) breaks(m *matter, p definition.Promised, e engine.Event, now []string) bool {
	born := e.Kind == engine.Proposed
	is := slices.Contains(now, p.First) && !born
	passed := func(name string) bool { return w.passed[name] > 0 || slices.Contains(now, name) }
	switch p.Form {
	case definition.NeverWithout:
		return slices.Contains(now, p.First) && !slices.ContainsFunc(p.Names, passed)
	case definition.NeverAfter:
		return is && w.came(m, p.Names[0])
	case definition.AtMostOnce:
		return is && w.came(m, p.First)
	case definition.AfterAlways:
		return !born && m.ends(e) && passed(p.First) && !w.since(m, p.First, p.Names, now)
	case definition.EveryFollowed:
		return !born && m.ends(e) && m.p.Decision != nil && w.passed[definition.FollowUp+".opened"] == 0 && !m.awaits(definition.FollowUp)
	case definition.OnlyBy:
		return is && e.Kind == engine.Transited && e.Data.Transition == p.First && !byAny(m, p.Names, e)
	}
	return false
}

// came says whether a proposal has come to a name before: where it was born does
// not count.
func (w *watch) came(m *matter, name string) bool {
	times := w.passed[name]
	if name == m.flow.States[0].Name {
		times--
	}
	return times > 0
}

// since says whether any of some names has passed, as the end is come to.
func (w *watch) since(m *matter, first string, names, now []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return w.came(m, name) || slices.Contains(now, name) })
}

// ends says whether an event brings a proposal to a final state.
func (m *matter) ends(e engine.Event) bool {
	s := m.flow.State(e.Data.To)
	return e.Kind == engine.Transited && s != nil && s.Final
}

// awaits says whether a round is still to open, or opens as this happens.
func (m *matter) awaits(round string) bool {
	return slices.Contains(m.p.Awaiting, round) ||
		slices.ContainsFunc(m.p.Rounds, func(r engine.Round) bool { return r.Name == round && !r.Withdrawn })
}

// byAny says whether a step was taken by one of some parties, as the pack names
// them: by the right that its by: line gave.
func byAny(m *matter, parties []string, e engine.Event) bool {
	if e.Private.Person == "" && e.Organization == "" {
		return slices.Contains(parties, "system")
	}
	t := m.flow.Transition(e.Data.Transition)
	if t == nil {
		return false
	}
	for _, by := range t.By {
		body, _, _ := strings.Cut(by.String(), ".")
		if slices.Contains(parties, by.String()) || slices.Contains(parties, body) {
			if bound := m.p.Bodies[body]; bound == "" || bound == e.Body {
				return true
			}
		}
	}
	return false
}

// stands says whether where a proposal has come to stand breaks a promise.
func stands(m *matter, p definition.Promised) bool {
	state := m.flow.State(m.p.State)
	switch {
	case state == nil || state.Final:
		return false
	case p.Form == definition.EveryDeadline:
		return !state.Forever && !slices.ContainsFunc(m.p.Deadlines, func(d engine.Deadline) bool {
			return d.Status == engine.Running || d.Status == engine.Paused
		})
	case p.Form == definition.NobodyTwice:
		return askedTwice(m.p.Rounds)
	}
	return false
}

// askedTwice says whether somebody has two questions to answer at once.
func askedTwice(rounds []engine.Round) bool {
	asked := map[string]bool{}
	for i := range rounds {
		if !rounds[i].Open() {
			continue
		}
		for _, r := range rounds[i].Respondents {
			if r.Proposal == "" && asked[r.Key()] {
				return true
			}
		}
		for _, r := range rounds[i].Respondents {
			asked[r.Key()] = true
		}
	}
	return false
}
