package definition

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A Window is a time with a beginning and an end, both days included: every year,
// between dates, or so long after something happened. Either From and To are set,
// or After and For.
type Window struct {
	Name     string
	Title    wording.Text
	From, To Edge
	After    []Trigger
	For      calendar.Period
	Still    []string // windows of the calendar whose days For does not count
	Pos      source.Pos
	begins   source.Pos // where it says from when
}

// An Edge is where a window begins or ends. One of the three is set.
type Edge struct {
	Yearly calendar.YearDay
	Date   calendar.Date
	Ref    *DateRef
}

// Windowed are the windows in which something may happen or not.
type Windowed struct {
	NotDuring  []string // not while any of these is open
	OnlyDuring []string // only while one of these is
	OnlyAfter  []string // only when each of these has been open and has ended
	Unless     string   // or when this step has been taken since the window began
}

// IsZero says whether no window matters.
func (w Windowed) IsZero() bool {
	return len(w.NotDuring)+len(w.OnlyDuring)+len(w.OnlyAfter) == 0
}

// Yearly says whether a window comes every year.
func (w *Window) Yearly() bool { return !w.From.Yearly.IsZero() }

// allYear says whether a window never ends.
func (w *Window) allYear() bool { return w.Yearly() && w.To.Yearly.Next() == w.From.Yearly }

// Window finds a window by name, or nil.
func (w *Workflow) Window(name string) *Window {
	for i := range w.Windows {
		if w.Windows[i].Name == name {
			return &w.Windows[i]
		}
	}
	return nil
}

// windowsOf reads the windows.
func (s *scope) windowsOf(t *table) {
	if n, ok := t.opt("windows"); ok {
		s.r.named(n, func(e source.Entry) { s.flow.Windows = append(s.flow.Windows, s.window(e)) })
	}
}

func (s *scope) window(e source.Entry) Window {
	s.free(e.Key)
	if slices.Contains(s.rounds, e.Key.Text) || slices.Contains(s.clocks, e.Key.Text) {
		s.r.fail(e.Key.Pos, "name_clash", wording.Args{"Found": e.Key.Text})
	}
	t := s.r.table(grammar.Window, e.Value, e.Key.Pos)
	defer t.done()
	w := Window{Name: e.Key.Text, Pos: e.Key.Pos, Title: t.titled(e.Key.Text)}
	if n, ok := t.opt("after"); ok {
		w.After = s.triggers(n, false)
		if n, ok := t.must("for"); ok {
			w.For = s.r.period(n)
		}
		if n, ok := t.opt("stops"); ok {
			w.Still = s.listed(n, "window", s.windows)
			s.standStill(n)
		}
		return w
	}
	from, begins := t.must("from")
	to, ends := t.must("to")
	if begins {
		w.From, w.begins = s.edge(from), from.Pos
	}
	if ends {
		w.To = s.edge(to)
	}
	switch {
	case !begins || !ends || w.From == Edge{} || w.To == Edge{}: // which has been told
	case w.From.Yearly.IsZero() != w.To.Yearly.IsZero():
		s.r.fail(to.Pos, "window_half_yearly", wording.Args{"Found": e.Key.Text})
	case w.turns():
		s.r.fail(to.Pos, "window_turns", wording.Args{"Found": e.Key.Text})
	case w.endsFirst():
		s.r.fail(to.Pos, "window_ends_first", wording.Args{"Found": e.Key.Text})
	}
	return w
}

// edge reads 15 June, 2026-06-15, or a date of the proposal.
func (s *scope) edge(n source.Node) Edge {
	word := s.r.word(n)
	if day, ok := YearlyDay(word); ok {
		return Edge{Yearly: day}
	}
	if calendar.NamesFeast(word) { // counted from it in what it cannot be
		s.r.wrong(n, "edge")
		return Edge{}
	}
	if ref := DateNamed(n); ref != nil && !ref.Recurs() {
		return Edge{Ref: s.dayRef(n)}
	}
	date, err := calendar.ParseDate(word)
	if err != nil && word != "" {
		s.r.wrong(n, "edge")
	}
	return Edge{Date: date}
}

// turns says whether a window of every year goes over the new year in some years, and not
// in others, as a day that moves comes before or after the other.
func (w *Window) turns() bool {
	from, to := w.From.Yearly, w.To.Yearly
	if !from.Moves() && !to.Moves() {
		return false
	}
	over := func(year int) bool { return to.In(year).Before(from.In(year)) }
	for year := 1950; year < 2150; year++ {
		if over(year) != over(1950) {
			return true
		}
	}
	return false
}

// endsFirst says whether a window surely ends before it begins: of two dates, or
// of two days counted from one date.
func (w *Window) endsFirst() bool {
	from, to := w.From, w.To
	if !from.Date.IsZero() && !to.Date.IsZero() {
		return to.Date.Before(from.Date)
	}
	if from.Ref == nil || to.Ref == nil || from.Ref.Of != to.Ref.Of || from.Ref.Name != to.Ref.Name {
		return false
	}
	return side(to.Ref) < side(from.Ref) || side(to.Ref) == side(from.Ref) && from.Ref.Offset.Period.Unit == to.Ref.Offset.Period.Unit &&
		side(to.Ref)*to.Ref.Offset.Period.Count < side(from.Ref)*from.Ref.Offset.Period.Count
}

// side is -1 before a date, 1 after it and 0 on it.
func side(d *DateRef) int {
	switch d.Offset.Side {
	case calendar.Before:
		return -1
	case calendar.After:
		return 1
	}
	return 0
}

// windowed reads in which windows a step may be taken.
func (s *scope) windowed(t *table) Windowed {
	w := s.windowsNamed(t)
	if n, ok := t.opt("only_after"); ok {
		w.OnlyAfter = s.listed(n, "window", s.windows)
	}
	if n, ok := t.opt("unless"); ok {
		w.Unless = s.r.word(n)
		if w.Unless != "" && !slices.Contains(s.transitions, w.Unless) {
			s.r.unknown(n, "transition", s.transitions)
		}
		if w.IsZero() {
			s.r.fail(n.Pos, "unless_window", nil)
		}
	}
	return w
}

// windowsNamed reads during which windows something happens or not.
func (s *scope) windowsNamed(t *table) (w Windowed) {
	if n, ok := t.opt("not_during"); ok {
		w.NotDuring = s.listed(n, "window", s.windows)
	}
	if n, ok := t.opt("only_during"); ok {
		w.OnlyDuring = s.listed(n, "window", s.windows)
	}
	return w
}

// shuts reads what becomes of a window: it ends.
func (s *scope) shuts(n source.Node, window, what string) bool {
	if what != "ended" {
		s.r.unknown(n, "trigger", []string{window + ".ended"})
	}
	return what == "ended"
}

// checkWindows reports steps that wait for what never happened before them, and
// steps that no window ever lets be taken.
func (s *scope) checkWindows(g *graph) {
	s.checkWaitedOut()
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		if w := s.flow.awaitedBy(t, func(w *Window) bool { return s.neverBefore(g, w, i) }); w != nil && !g.cut && !t.assumed {
			s.unheardWindow(t, w)
		}
		for _, name := range t.Windows.NotDuring {
			if w := s.flow.Window(name); w != nil && w.allYear() && t.Windows.Unless == "" {
				s.r.fail(t.Pos, "window_for_ever", wording.Args{"Found": w.Name, "Step": t.Name})
			}
		}
	}
}

// unheardWindow reports a step whose window never begins before it: the first of those
// that wait for the window.
func (s *scope) unheardWindow(t *Transition, w *Window) {
	if slices.ContainsFunc(s.r.problems, func(p source.Problem) bool {
		return p.Code == "after_unheard" && p.Found == w.Name && p.Pos.File == t.Pos.File
	}) {
		return
	}
	s.r.fail(t.Pos, "after_unheard", wording.Args{"Found": w.Name, "After": s.afterWords(w), "Step": t.Name})
}

// awaitedBy is a window that keeps a step from being taken, of those that are closed
// yet: one that it comes after, or one of which it needs one, where all are; or nil.
func (w *Workflow) awaitedBy(t *Transition, closed func(*Window) bool) *Window {
	if t.Windows.Unless != "" {
		return nil
	}
	groups := [][]string{t.Windows.OnlyDuring, w.firedByWindows(t)}
	for _, name := range t.Windows.OnlyAfter {
		groups = append(groups, []string{name})
	}
	for _, names := range groups {
		lets := func(name string) bool { line := w.Window(name); return line == nil || !closed(line) }
		if len(names) > 0 && !slices.ContainsFunc(names, lets) {
			return w.Window(names[0])
		}
	}
	return nil
}

// firedByWindows are the windows by whose end a step is taken; none where people take
// it, or anything else does.
func (w *Workflow) firedByWindows(t *Transition) []string {
	if t.unread || t.called || byPeople(t) || w.FollowsSilence(t) {
		return nil
	}
	var names []string
	for _, on := range t.On {
		if on.Kind != OnWindow {
			return nil
		}
		names = append(names, on.Name)
	}
	return names
}

// shut says whether a step waits at a place for a window that has not begun.
func (g *graph) shut(t *Transition, at place) bool {
	return !t.assumed && g.flow.awaitedBy(t, func(w *Window) bool { return g.unbegun(w, at) }) != nil
}

// unbegun says whether a window begins with what has not happened on any run to a place.
func (g *graph) unbegun(w *Window, at place) bool {
	for _, after := range w.After {
		switch i := g.roundAt(after.Name); {
		case after.Kind == OnState || after.Kind == OnTransition:
			if been, known := g.been(after.Name, at); been || !known {
				return false
			}
		case !after.ofRound() || i < 0 || i >= mostRounds || at.rounds[i] != unopened:
			return false
		}
	}
	return len(w.After) > 0
}

// keptOut is the window that keeps a step from being taken wherever it leads from, or nil.
func (g *graph) keptOut(t *Transition) (kept *Window) {
	for _, p := range g.places {
		if !slices.Contains(t.From, g.flow.States[p.state].Name) {
			continue
		}
		if kept = g.flow.awaitedBy(t, func(w *Window) bool { return g.unbegun(w, p) }); kept == nil {
			return nil
		}
	}
	return kept
}

// beginsWindows are the states and steps that a window begins after which some step
// waits for.
func (w *Workflow) beginsWindows() []string {
	var names []string
	for i := range w.Transitions {
		t := &w.Transitions[i]
		awaited := slices.Concat(t.Windows.OnlyAfter, t.Windows.OnlyDuring, w.firedByWindows(t))
		for _, name := range awaited {
			if line := w.Window(name); line != nil && t.Windows.Unless == "" {
				for _, after := range line.After {
					names = append(names, after.Name)
				}
			}
		}
	}
	return names
}

// neverBefore says whether nothing that a window begins after can happen before a
// step is taken. What becomes of rounds may.
func (s *scope) neverBefore(g *graph, w *Window, step int) bool {
	begun := map[int]bool{}
	var left []int
	begins := func(at int) {
		if !begun[at] {
			begun[at] = true
			left = append(left, at)
		}
	}
	for _, after := range w.After {
		if after.Kind != OnState && after.Kind != OnTransition {
			return false
		}
		for _, m := range g.moves {
			if m.transition >= 0 && s.flow.Transitions[m.transition].Name == after.Name || s.flow.States[g.places[m.to].state].Name == after.Name {
				begins(m.to)
			}
		}
		if len(g.places) > 0 && s.flow.States[0].Name == after.Name {
			begins(0)
		}
	}
	for len(left) > 0 {
		at := left[0]
		left = left[1:]
		for _, m := range g.moves {
			if m.from == at && m.transition == step {
				return false
			}
			if m.from == at {
				begins(m.to)
			}
		}
	}
	return len(w.After) > 0
}

func (s *scope) afterWords(w *Window) wording.Text {
	names := make([]string, len(w.After))
	for i, after := range w.After {
		names[i] = after.Name
	}
	return oneOf(names)
}

// HeardEnd says whether anything waits for a window's end by name.
func (w *Workflow) HeardEnd(name string) bool {
	ends := func(on Trigger) bool { return on.Kind == OnWindow && on.Name == name }
	return slices.ContainsFunc(w.Transitions, func(t Transition) bool { return slices.ContainsFunc(t.On, ends) }) ||
		slices.ContainsFunc(w.Rounds, func(r Round) bool { return slices.ContainsFunc(r.Opens, ends) }) ||
		slices.ContainsFunc(w.Notify, func(line Notify) bool { return ends(line.On) })
}
