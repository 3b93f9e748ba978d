package definition

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
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
	Pos      Pos
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
		s.r.named(n, func(e entry) { s.flow.Windows = append(s.flow.Windows, s.window(e)) })
	}
}

func (s *scope) window(e entry) Window {
	s.free(e.key)
	if slices.Contains(s.rounds, e.key.text) || slices.Contains(s.clocks, e.key.text) {
		s.r.fail(e.key.pos, "name_clash", wording.Args{"Found": e.key.text})
	}
	t := s.r.table(grammar.Window, e.value, e.key.pos)
	defer t.done()
	w := Window{Name: e.key.text, Pos: e.key.pos, Title: t.titled(e.key.text)}
	if n, ok := t.opt("after"); ok {
		w.After = s.triggers(n, false)
		if n, ok := t.must("for"); ok {
			w.For = s.r.period(n)
		}
		return w
	}
	from, begins := t.must("from")
	to, ends := t.must("to")
	if begins {
		w.From = s.edge(from)
	}
	if ends {
		w.To = s.edge(to)
	}
	switch {
	case !begins || !ends:
	case w.From.Yearly.IsZero() != w.To.Yearly.IsZero():
		s.r.fail(to.pos, "window_half_yearly", wording.Args{"Found": e.key.text})
	case w.endsFirst():
		s.r.fail(to.pos, "window_ends_first", wording.Args{"Found": e.key.text})
	}
	return w
}

// edge reads 15 June, 2026-06-15, or a date of the proposal.
func (s *scope) edge(n node) Edge {
	word := s.r.word(n)
	if day, err := calendar.ParseYearDay(word); err == nil {
		return Edge{Yearly: day}
	}
	if ref := s.dated(n); ref != nil && !ref.Recurs() {
		return Edge{Ref: s.dateRef(n)}
	}
	date, err := calendar.ParseDate(word)
	if err != nil && word != "" {
		s.r.wrong(n, "edge")
	}
	return Edge{Date: date}
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
			s.r.fail(n.pos, "unless_window", nil)
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
func (s *scope) shuts(n node, window, what string) bool {
	if what != "ended" {
		s.r.unknown(n, "trigger", []string{window + ".ended"})
	}
	return what == "ended"
}

// checkWindows reports steps that wait for what never happened before them, and
// steps that no window ever lets be taken.
func (s *scope) checkWindows(g *graph) {
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		for _, name := range t.Windows.OnlyAfter {
			if w := s.flow.Window(name); w != nil && !g.cut && s.neverBefore(g, w, i) {
				s.r.fail(t.Pos, "after_unheard", wording.Args{"Found": w.Name, "After": s.afterWords(w), "Step": t.Name})
			}
		}
		for _, name := range t.Windows.NotDuring {
			if w := s.flow.Window(name); w != nil && w.allYear() && t.Windows.Unless == "" {
				s.r.fail(t.Pos, "window_for_ever", wording.Args{"Found": w.Name, "Step": t.Name})
			}
		}
	}
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
