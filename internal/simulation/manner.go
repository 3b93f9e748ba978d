package simulation

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
)

// A manner is what sort of step one is.
type manner int

const (
	onwards manner = iota
	back
	declines
	stays
)

// manners sort the steps from a state by where each leads, and by whether it asks for a
// reason. Where every step asks for one, those that lead further are the ordinary way on.
func manners(flow *definition.Workflow, from string) map[string]manner {
	sorted := map[string]manner{}
	var ways []*definition.Transition
	for i := range flow.Transitions {
		if t := &flow.Transitions[i]; leads(t, from) {
			ways = append(ways, t)
			sorted[t.Name] = byReason(flow, t, from)
		}
	}
	isOnwards := func(t *definition.Transition) bool { return sorted[t.Name] == onwards }
	goesOn := func(t *definition.Transition) bool { return isOnwards(t) && !isFinal(flow, t) }
	if slices.ContainsFunc(ways, goesOn) {
		for _, t := range ways {
			if len(t.By) > 0 && isFinal(flow, t) && isOnwards(t) && len(t.From) > 1 {
				sorted[t.Name] = declines // what ends it from wherever it stands is no way through
			}
		}
	}
	if slices.ContainsFunc(ways, isOnwards) {
		return sorted
	}
	for _, ahead := range []func(*definition.Transition) bool{
		func(t *definition.Transition) bool { return isAhead(flow, t, from) && !isFinal(flow, t) },
		func(t *definition.Transition) bool { return isAhead(flow, t, from) },
	} {
		for _, t := range ways {
			if ahead(t) {
				sorted[t.Name] = onwards
			}
		}
		if slices.ContainsFunc(ways, isOnwards) {
			break
		}
	}
	return sorted
}

// byReason sorts a step from a state without a look at the others that lead from there.
func byReason(flow *definition.Workflow, t *definition.Transition, from string) manner {
	reason := slices.Contains(t.Needs, "reason")
	switch {
	case t.To[0].State == definition.Back || len(t.Everywhere) > 0 && !t.Stays():
		return back
	case t.First(from) == from:
		return stays
	case isFinal(flow, t) && reason:
		return declines
	case reason:
		return back
	}
	return onwards
}

// isFinal says whether a step leads to a final state.
func isFinal(flow *definition.Workflow, t *definition.Transition) bool {
	to := flow.State(t.To[0].State)
	return to != nil && to.Final
}

// isAhead says whether a step leads further on in the order in which a pack lists its
// states: the ordinary way through.
func isAhead(flow *definition.Workflow, t *definition.Transition, from string) bool {
	at := func(name string) int {
		return slices.IndexFunc(flow.States, func(s definition.State) bool { return s.Name == name })
	}
	return at(t.First(from)) > at(from)
}

// manner is what sort of step one is from where a proposal stands.
func (l *life) manner(m *matter, t *definition.Transition) manner {
	key := m.flow.Key + " " + m.p.State
	if l.manners[key] == nil {
		l.manners[key] = manners(m.flow, m.p.State)
	}
	return l.manners[key][t.Name]
}

// mostInVain is how many days people come back in vain to what ought to go on, before they
// do what is not the ordinary way because nothing else can be done.
const mostInVain = 5

// idle is how often, in a hundred, a step is taken that leads nowhere.
const idle = 4

// called leaves out what nobody feels called to: to withdraw, appeal, object or refer back,
// mostly, while the ordinary way can't be gone but is to come, or where it goes on by itself
// if they do not. That is drawn once for each state it comes to. window is the first day on
// which a window lets another step be taken.
func (l *life) called(m *matter, options []option, window calendar.Date) []option {
	if len(options) == 0 || slices.ContainsFunc(options, func(o option) bool { return l.manner(m, o.step) == onwards }) {
		return options
	}
	byItself, byPeople := l.ordinary(m)
	if !byItself && !l.waits(m, window) {
		if m.vain++; !byPeople || m.vain > mostInVain {
			return options
		}
	}
	if m.drawn != m.visit {
		m.drawn, m.lot = m.visit, l.chance.IntN(100)
	}
	h, share := l.plan.Habits, 0
	for way, habit := range map[manner]int{back: h.Back, declines: h.Decline, stays: idle} {
		if slices.ContainsFunc(options, func(o option) bool { return l.manner(m, o.step) == way }) {
			share += habit
		}
	}
	if m.lot < share {
		return options
	}
	return slices.DeleteFunc(options, func(o option) bool { return byItself || l.manner(m, o.step) != stays })
}

// ordinary says whether time takes a proposal on from where it stands, and whether people
// have an ordinary way on from there.
func (l *life) ordinary(m *matter) (byItself, byPeople bool) {
	for i := range m.flow.Transitions {
		t := &m.flow.Transitions[i]
		if !leads(t, m.p.State) {
			continue
		}
		byItself = byItself || len(t.On) > 0
		byPeople = byPeople || len(t.By) > 0 && l.manner(m, t) == onwards
	}
	return byItself, byPeople
}

// waits says whether something that a proposal may wait for lies ahead: its meeting, a
// window that opens, or an answer.
func (l *life) waits(m *matter, window calendar.Date) bool {
	today, own := l.today(), m.p.Meeting
	return window.After(today) || own != nil && !own.Date.Before(today) ||
		slices.ContainsFunc(m.p.Rounds, func(r engine.Round) bool { return r.Open() })
}

// weights say how often each option is chosen: what refers back and what declines
// as the habits have it, what leads nowhere seldom, and the rest among themselves. What is
// alone of its sort is chosen however seldom the habits have it.
func (l *life) weights(m *matter, options []option) []int {
	h := l.plan.Habits
	share := map[manner]int{back: h.Back, declines: h.Decline, stays: idle}
	share[onwards] = max(1, 100-h.Back-h.Decline-idle)
	many := map[manner]int{}
	for _, o := range options {
		many[l.manner(m, o.step)]++
	}
	weights := make([]int, len(options))
	sum := 0
	for i, o := range options {
		way := l.manner(m, o.step)
		weights[i] = share[way] * 60 / many[way]
		sum += weights[i]
	}
	for i := range weights {
		if sum == 0 {
			weights[i] = 1
		}
	}
	return weights
}
