package definition

import (
	"slices"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A Clock is a time that the whole proposal has, whatever states it passes: it
// runs in some, stands still in the others, and goes on with what was left.
type Clock struct {
	Name        string
	Title       wording.Text
	Deadline    *Deadline // always so long within; who is reminded, and who is told after
	Runs        []string  // the states in which it runs
	Stops       []string  // the rounds during which it does not
	StartsAgain []Trigger // what gives the whole time anew
	Until       []Trigger // what it waits for; a final state ends it too
	Pos         source.Pos
	runsAt      source.Pos // of runs:
}

// Clock finds a clock by name, or nil.
func (w *Workflow) Clock(name string) *Clock {
	for i := range w.Clocks {
		if w.Clocks[i].Name == name {
			return &w.Clocks[i]
		}
	}
	return nil
}

// clocksOf reads the clocks.
func (s *scope) clocksOf(t *table) {
	if n, ok := t.opt("clocks"); ok {
		s.r.named(n, func(e source.Entry) { s.flow.Clocks = append(s.flow.Clocks, s.clock(e)) })
	}
}

func (s *scope) clock(e source.Entry) Clock {
	s.free(e.Key)
	if slices.Contains(s.rounds, e.Key.Text) {
		s.r.fail(e.Key.Pos, "name_clash", wording.Args{"Found": e.Key.Text})
	}
	t := s.r.table(grammar.Clock, e.Value, e.Key.Pos)
	defer t.done()
	c := Clock{Name: e.Key.Text, Pos: e.Key.Pos, Title: t.titled(e.Key.Text), Deadline: &Deadline{Pos: e.Key.Pos}}
	if n, ok := t.must("within"); ok {
		c.Deadline.Within = s.r.period(n)
	}
	if n, ok := t.must("runs"); ok {
		c.runsAt = n.Pos
		c.Runs = s.namedStates(n)
	}
	if n, ok := t.opt("stops"); ok {
		c.Deadline.Still, c.Stops = s.stops(n)
	}
	if n, ok := t.opt("starts again"); ok {
		c.StartsAgain = s.triggers(n, false)
	}
	if n, ok := t.opt("until"); ok {
		c.Until = s.triggers(n, false)
	}
	s.ends(t, c.Deadline)
	return c
}

// listed reads names that there are.
func (s *scope) listed(n source.Node, what string, known []string) []string {
	var names []string
	for _, item := range n.Each() {
		switch name := s.r.word(item); {
		case name == "":
		case !slices.Contains(known, name):
			s.r.unknown(item, what, known)
		default:
			names = append(names, name)
		}
	}
	return names
}

// passes reads what becomes of a clock: it passes.
func (s *scope) passes(n source.Node, clock, what string) bool {
	if what != "passed" {
		s.r.unknown(n, "trigger", []string{clock + ".passed"})
	}
	return what == "passed"
}

// clocked says whether a clock runs in a state.
func (s *scope) clocked(state string) bool {
	return slices.ContainsFunc(s.flow.Clocks, func(c Clock) bool { return slices.Contains(c.Runs, state) })
}

// restarts says whether a step of a circle gives a clock that it waits for its
// whole time anew.
func (s *scope) restarts(circle []stepping) bool {
	for _, c := range s.flow.Clocks {
		waits := slices.ContainsFunc(circle, func(st stepping) bool {
			return slices.ContainsFunc(st.t.On, func(on Trigger) bool { return on.Kind == OnClock && on.Name == c.Name })
		})
		begins := slices.ContainsFunc(circle, func(st stepping) bool {
			return slices.ContainsFunc(c.StartsAgain, func(on Trigger) bool {
				return on.Kind == OnTransition && on.Name == st.t.Name || on.Kind == OnState && on.Name == st.to && st.from != st.to
			})
		})
		if waits && begins {
			return true
		}
	}
	return false
}

// checkClocks reports clocks that never run, and those that nobody hears of.
func (s *scope) checkClocks(g *graph) {
	reached := g.reached()
	for _, c := range s.flow.Clocks {
		runs := slices.ContainsFunc(c.Runs, func(name string) bool {
			at := g.stateAt(name)
			return at >= 0 && reached[at] && !s.flow.States[at].Final
		})
		switch {
		case !runs && !g.cut && len(c.Runs) > 0:
			s.r.fail(c.runsAt, "clock_never_runs", wording.Args{"Found": c.Name})
		case !s.heard(c):
			s.r.warn(c.Pos, "clock_never_read", wording.Args{"Found": c.Name})
		}
	}
}

// heard says whether a clock reminds or tells anybody, or anything waits for it.
func (s *scope) heard(c Clock) bool {
	waits := func(on Trigger) bool { return on.Kind == OnClock && on.Name == c.Name }
	return len(c.Deadline.Remind)+len(c.Deadline.Escalate) > 0 || c.Deadline.Every != nil || slices.Contains(s.heeded, c.Name) ||
		slices.ContainsFunc(s.flow.Transitions, func(t Transition) bool { return slices.ContainsFunc(t.On, waits) }) ||
		slices.ContainsFunc(s.flow.Rounds, func(r Round) bool { return slices.ContainsFunc(r.Opens, waits) }) ||
		slices.ContainsFunc(s.flow.Notify, func(line Notify) bool { return waits(line.On) })
}
