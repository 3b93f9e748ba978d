package engine

import (
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A span is one time that a window is open: from the instant it begins to the one
// it has ended, where that is known. The zero span never begins.
type span struct {
	from, to time.Time
	last     calendar.Moment // its last day
}

// open says whether a time lies in it. One whose end nobody knows stays open.
func (s span) open(at time.Time) bool {
	return !s.from.IsZero() && !at.Before(s.from) && (s.to.IsZero() || at.Before(s.to))
}

// over says whether it has been and has ended.
func (s span) over(at time.Time) bool { return !s.to.IsZero() && !at.Before(s.to) }

// span is the time of a window that matters now: the one that is open, else of a
// yearly one the next, else the only one there is.
func (d *deciding) span(w *definition.Window) span {
	switch {
	case len(w.After) > 0:
		return d.spanAfter(w)
	case w.Yearly():
		return d.spanOfYear(w)
	}
	return d.between(d.edge(w.From), d.edge(w.To))
}

// spanAfter begins when something last happened.
func (d *deciding) spanAfter(w *definition.Window) span {
	var began time.Time
	for _, t := range w.After {
		if at := d.happenedLast(t); at.After(began) {
			began = at
		}
	}
	if began.IsZero() {
		return span{}
	}
	m := d.pack.Calendar.WithinBut(began, w.For, "", "", d.still(w.Still))
	return span{began, m.At, m}
}

// happenedLast is when something that a window begins after last happened.
func (d *deciding) happenedLast(t definition.Trigger) time.Time {
	switch t.Kind {
	case definition.OnState, definition.OnTransition:
		return d.markOf(t.Name).Last
	case definition.OnOpened:
		return d.markOf(t.Name + "." + string(t.Kind)).Last
	}
	var ended time.Time
	for _, r := range d.p.Rounds {
		fits := t.Kind != definition.OnExpiry || r.Expired
		if t.Kind == definition.OnOutcome {
			fits = r.Outcome == t.Outcome
		}
		if r.Name == t.Name && fits && !r.OpenedAt.IsZero() && r.ClosedAt.After(ended) {
			ended = r.ClosedAt
		}
	}
	return ended
}

// spanOfYear is the one that today lies in, else the next.
func (d *deciding) spanOfYear(w *definition.Window) span {
	for year := d.today.Year - 1; ; year++ {
		to := w.To.Yearly.In(year)
		if to.Before(w.From.Yearly.In(year)) { // over the new year
			to = w.To.Yearly.In(year + 1)
		}
		if !to.Before(d.today) {
			return d.between(w.From.Yearly.In(year), to)
		}
	}
}

// edge is a day that the proposal or the pack says, zero where nobody has.
func (d *deciding) edge(e definition.Edge) calendar.Date {
	if e.Ref != nil {
		return d.date(e.Ref)
	}
	return e.Date
}

// between is from the beginning of one day to the end of another.
func (d *deciding) between(from, to calendar.Date) span {
	if from.IsZero() || !to.IsZero() && to.Before(from) {
		return span{}
	}
	s := span{from: from.At(calendar.Clock{}, d.pack.Calendar.Zone())}
	if !to.IsZero() {
		s.last = d.pack.Calendar.On(to, "", "")
		s.to = s.last.At
	}
	return s
}

// A shutter is why a window keeps a step from being taken.
type shutter struct {
	window *definition.Window
	span   span
	saying string        // which sentence says so
	day    calendar.Date // the day that the sentence names
	opens  time.Time     // from when the step may be taken, zero where nobody knows
}

// shut is the first window that keeps a step from being taken now, or nil; with
// the exception from it that the step rests on, where one was granted.
func (d *deciding) shut(t *definition.Transition) (shutter *shutter, exception Mark) {
	for _, s := range d.shutters(t.Windows) {
		granted := d.markOf(t.Windows.Unless)
		if t.Windows.Unless == "" || granted.Times == 0 || granted.Last.Before(s.span.from) {
			return &s, Mark{}
		}
		exception = granted
	}
	return nil, exception
}

// shutters are the windows that something may not happen in now, whatever
// exceptions there are.
func (d *deciding) shutters(w definition.Windowed) []shutter {
	var all []shutter
	for _, name := range w.NotDuring {
		if win := d.flow.Window(name); win != nil {
			if s := d.span(win); s.open(d.now) {
				all = append(all, shutter{win, s, "window", s.last.Date, s.to})
			}
		}
	}
	for _, name := range w.OnlyAfter {
		if win := d.flow.Window(name); win != nil {
			if s := d.span(win); !s.over(d.now) && !win.Yearly() || s.open(d.now) {
				all = append(all, shutter{win, s, "window_not_yet", s.last.Date, s.to})
			}
		}
	}
	return append(all, d.notOpen(w.OnlyDuring)...)
}

// notOpen are the windows of which one must be open, where none is: the one that
// opens next, else the last that was.
func (d *deciding) notOpen(names []string) []shutter {
	var found *shutter
	for _, name := range names {
		win := d.flow.Window(name)
		if win == nil {
			continue
		}
		s := d.span(win)
		next := shutter{window: win, span: span{}, saying: "window_only", opens: s.from}
		switch {
		case s.open(d.now):
			return nil
		case s.over(d.now):
			next = shutter{window: win, span: s, saying: "window_over", day: s.last.Date}
		case !s.from.IsZero():
			next.saying, next.day = "window_from", d.pack.Calendar.Today(s.from)
		}
		if found == nil || found.opens.IsZero() || !next.opens.IsZero() && next.opens.Before(found.opens) {
			found = &next
		}
	}
	if found == nil {
		return nil
	}
	return []shutter{*found}
}

// window refuses a step that a window keeps from being taken, and says until when
// and who may grant an exception.
func (d *deciding) window(t *definition.Transition) *fault.Error {
	s, exception := d.shut(t)
	if s == nil {
		if exception.Times > 0 {
			d.exception = exception
		}
		return nil
	}
	return s.refusal("", t.Title, d.exceptionFrom(t))
}

// refusal says that something is not possible in a window, until when, and who may
// grant an exception; kind begins the sentence's name.
func (s *shutter) refusal(kind string, what, exception wording.Text) *fault.Error {
	saying := s.saying
	if s.day.IsZero() && (saying == "window" || saying == "window_not_yet") {
		saying += "_open" // nobody knows until when
	}
	f := fault.New(fault.Conflict, "window", wording.Args{"What": what, "Window": s.window.Title, "Until": dayText(s.day), "Exception": exception})
	f.Saying = kind + saying
	return f
}

// exceptionFrom says who can grant an exception, "" where nobody can.
func (d *deciding) exceptionFrom(t *definition.Transition) wording.Text {
	step := d.flow.Transition(t.Windows.Unless)
	if step == nil || !leadsFrom(step, d.p.State) {
		return wording.Same("")
	}
	who := d.who(step.By)
	if len(who) == 0 {
		return wording.Same("")
	}
	return wording.Both("engine.window.exception", wording.Args{"Who": anyOf(who), "What": step.Title})
}

// dayText is a date in full, in every language.
func dayText(day calendar.Date) wording.Text {
	t := wording.Text{}
	for _, l := range wording.Languages() {
		t[l] = day.Prose(l)
	}
	return t
}
