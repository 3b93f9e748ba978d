package drawing

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/wording"
)

// times makes boxes of clocks and windows.
func (d *Drawing) times() {
	for i := range d.flow.Clocks {
		c := &d.flow.Clocks[i]
		b := &box{shape: clock, of: i, title: []string{c.Title.In(d.l)}, facts: []string{c.Deadline.Within.Text().In(d.l)}}
		b.facts = append(b.facts, d.pauses(c.Runs, c.Stops)...)
		d.boxes = append(d.boxes, b)
		d.ends(b, d.say("passed", nil), false, func(on definition.Trigger) bool {
			return on.Kind == definition.OnClock && on.Name == c.Name
		}, "")
	}
	for i := range d.flow.Windows {
		w := &d.flow.Windows[i]
		b := &box{shape: window, of: i, title: []string{w.Title.In(d.l)}, facts: []string{WindowWords(d.flow, w, d.l)}}
		d.boxes = append(d.boxes, b)
		d.held(b, w.Name)
		d.ends(b, d.say("ended", nil), false, func(on definition.Trigger) bool {
			return on.Kind == definition.OnWindow && on.Name == w.Name
		}, "")
	}
}

// pauses says where a time runs, and during which questions it stands still.
func (d *Drawing) pauses(runs, stops []string) (facts []string) {
	if len(runs) > 0 {
		facts = append(facts, d.say("runs", wording.Args{"States": wording.List(d.l, d.titles(runs))}))
	}
	if len(stops) > 0 {
		facts = append(facts, d.say("stops", wording.Args{"Rounds": wording.List(d.l, d.titles(stops))}))
	}
	return facts
}

// held writes on the box of a window which steps it lets or keeps from being taken.
func (d *Drawing) held(b *box, name string) {
	for _, t := range d.flow.Transitions {
		for _, rule := range []struct {
			key   string
			names []string
		}{{"not_during", t.Windows.NotDuring}, {"only_during", t.Windows.OnlyDuring}, {"only_after", t.Windows.OnlyAfter}} {
			if slices.Contains(rule.names, name) {
				b.add(window, d.say(rule.key, wording.Args{"Step": t.Title}))
			}
		}
	}
	for _, r := range d.flow.Rounds {
		if slices.Contains(r.NotDuring, name) {
			b.add(window, d.say("not_during", wording.Args{"Step": r.Title}))
		}
	}
}

// titles are what people call states, rounds and steps.
func (d *Drawing) titles(names []string) []string {
	var said []string
	for _, name := range names {
		said = append(said, titleOf(d.flow, name).In(d.l))
	}
	return said
}

func titleOf(flow *definition.Workflow, name string) wording.Text {
	switch {
	case flow.State(name) != nil:
		return flow.State(name).Title
	case flow.Transition(name) != nil:
		return flow.Transition(name).Title
	case flow.Round(name) != nil:
		return flow.Round(name).Title
	case flow.Window(name) != nil:
		return flow.Window(name).Title
	}
	return wording.Same(humanised(name))
}

// WindowWords says when a window is open.
func WindowWords(flow *definition.Workflow, w *definition.Window, l wording.Language) string {
	if len(w.After) == 0 {
		return wording.Say(l, "drawing.window", wording.Args{"From": edgeWords(flow, w.From, l), "To": edgeWords(flow, w.To, l)})
	}
	var after []string
	for _, on := range w.After {
		after = append(after, titleOf(flow, on.Name).In(l))
	}
	var still []string
	for _, name := range w.Still {
		still = append(still, titleOf(flow, name).In(l))
	}
	return wording.Say(l, "drawing.window_after", wording.Args{"For": w.For.Text(), "After": wording.AnyOf(l, after), "Still": wording.List(l, still)})
}

// edgeWords is the day on which a window begins or ends.
func edgeWords(flow *definition.Workflow, e definition.Edge, l wording.Language) string {
	switch {
	case e.Ref != nil:
		return flow.DateTitle(e.Ref).In(l)
	case e.Yearly.Moves():
		return e.Yearly.Text().In(l)
	case !e.Yearly.IsZero():
		return e.Yearly.In(2001).Short(l)
	}
	return e.Date.Prose(l)
}
