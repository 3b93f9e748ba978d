package drawing

import (
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// states makes a box of each state, in the lane of whose turn it is.
func (d *Drawing) states() {
	for i, s := range d.flow.States {
		b := &box{shape: state, of: i, title: []string{s.Title.In(d.l)}}
		if s.Deadline != nil {
			b.facts = append(b.facts, d.due(s.Deadline))
			b.facts = append(b.facts, d.pauses(nil, s.Deadline.Stops)...)
		}
		d.boxes = append(d.boxes, b)
	}
	for i, s := range d.flow.States {
		for t := range d.flow.Transitions {
			d.step(d.boxes[i], t)
		}
		d.runs(d.boxes[i], s)
	}
	d.everywhere()
}

// everywhere makes a box of every open state, at which the steps begin that lead from all
// of them: they are drawn once. Steps that leave other states out have a box of their own.
func (d *Drawing) everywhere() {
	boxes := map[string]*box{}
	for i := range d.flow.Transitions {
		t := &d.flow.Transitions[i]
		if len(t.Everywhere) == 0 {
			continue
		}
		but := d.titles(t.But(d.flow))
		b := boxes[strings.Join(but, "\n")]
		if b == nil {
			b = &box{shape: anywhere, of: i, title: []string{d.say("everywhere", nil)}}
			if len(but) > 0 {
				b.facts = append(b.facts, d.say("everywhere_but", wording.Args{"States": wording.List(d.l, but)}))
			}
			boxes[strings.Join(but, "\n")] = b
			d.boxes = append(d.boxes, b)
		}
		d.step(b, i)
	}
}

// leaves says whether a way begins at a box: that of the state which it leaves, or of every
// open state where its step leads from that one as from all.
func (d *Drawing) leaves(b *box, w definition.Way) bool {
	all := slices.Contains(d.flow.Transitions[w.Transition].Everywhere, d.flow.States[w.From].Name)
	return all == (b.shape == anywhere) && (all || w.From == b.of)
}

// due is by when, in a few words.
func (d *Drawing) due(deadline *definition.Deadline) string {
	if deadline.At == nil {
		return deadline.Within.Text().In(d.l)
	}
	if deadline.At.Of == "meeting" && deadline.At.Offset.Side == "" {
		return d.say("by_meeting", nil)
	}
	return d.say("by", wording.Args{"Date": d.flow.DateTitle(deadline.At)})
}

// step writes a transition on the box of a state that it leads from: a line for
// each thing that takes it, or one that says that something else in the picture
// does.
func (d *Drawing) step(b *box, transition int) {
	if !slices.ContainsFunc(d.ways, func(w definition.Way) bool { return w.Transition == transition && d.leaves(b, w) }) {
		return
	}
	t := &d.flow.Transitions[transition]
	title, before := d.stepTitle(t), len(b.lines)
	if len(t.By) > 0 {
		d.leave(b, b.add(plain, title), person, transition)
	}
	for _, on := range t.On {
		switch {
		case on.Kind == definition.OnTime:
			d.leave(b, b.add(plain, d.say("after", wording.Args{"Step": title, "Period": on.Period.Text()})), timed, transition)
		case on.Kind == definition.OnDate:
			d.leave(b, b.add(plain, d.say("on_date", wording.Args{"Step": title, "Date": d.flow.DateTitle(on.Date)})), timed, transition)
		case on.Kind == definition.OnHolds:
			d.leave(b, b.add(plain, d.say("holds", wording.Args{"Step": title})), ending, transition)
		case on.Kind == definition.OnComplete && on.Name == "":
			d.leave(b, b.add(round, d.say("all_complete", wording.Args{"Step": title})), ending, transition)
		}
	}
	if len(b.lines) > before {
		return
	}
	if sign := d.driver(t); sign != plain {
		b.add(sign, title)
		return
	}
	d.leave(b, b.add(plain, title), system, transition)
}

// stepTitle is a step's title, of one that several take together how many must agree, and
// what it sets.
func (d *Drawing) stepTitle(t *definition.Transition) string {
	title := d.agreedTitle(t)
	if t.Stays() && len(t.Everywhere) > 0 {
		title = d.say("here", wording.Args{"Step": title})
	}
	if sets := t.SetTitles(d.flow, d.l); len(sets) > 0 {
		title = d.say("sets", wording.Args{"Step": title, "Fields": wording.List(d.l, sets)})
	}
	return title
}

func (d *Drawing) agreedTitle(t *definition.Transition) string {
	switch {
	case !t.Together:
		return t.Title.In(d.l)
	case slices.ContainsFunc(t.By, func(p people.Party) bool { return definition.IsSeveral(p) }):
		return d.say("together_all", wording.Args{"Step": t.Title})
	}
	return d.say("together", wording.Args{"Step": t.Title, "Count": len(t.By)})
}

// takers says of a step in words what takes it, of one that several take together who
// they are, and of one that leaves somebody out who that is.
func (d *Drawing) takers(w way) string {
	if w.kind != person {
		return d.say("kind_"+kindWords[w.kind], nil)
	}
	t := &d.flow.Transitions[w.transition]
	if !t.Together {
		return t.Narrow.Text(d.flow, d.l, d.say("kind_person", nil), d.parties)
	}
	var who []string
	for _, party := range t.By {
		who = append(who, d.called(party))
	}
	return t.Narrow.Text(d.flow, d.l, d.say("kind_together", wording.Args{"Who": wording.List(d.l, who)}), d.parties)
}

// leave begins the ways of a transition from one state at a line of its box.
func (d *Drawing) leave(b *box, l *line, k kind, transition int) {
	if b.shape == anywhere && d.flow.Transitions[transition].Stays() { // said, and no way to everywhere
		l.step = transition + 1
		return
	}
	for _, w := range d.ways {
		if w.Transition == transition && d.leaves(b, w) {
			b.lead(l, way{to: d.find(state, w.To), kind: k, transition: transition, source: w.From})
		}
	}
}

// driver is what else in the picture takes a transition.
func (d *Drawing) driver(t *definition.Transition) shape {
	for _, r := range d.flow.Rounds {
		if r.Expiry != nil && r.Expiry.Transition == t.Name {
			return round
		}
	}
	for _, on := range t.On {
		switch on.Kind {
		case definition.OnComplete, definition.OnExpiry, definition.OnOutcome:
			return round
		case definition.OnClock:
			return clock
		case definition.OnWindow:
			return window
		}
	}
	return plain
}

// runs writes which clocks run in a state, and which steps in other proposals
// follow when it is entered.
func (d *Drawing) runs(b *box, s definition.State) {
	for _, c := range d.flow.Clocks {
		if slices.Contains(c.Runs, s.Name) {
			b.add(clock, c.Title.In(d.l))
		}
	}
	for _, e := range d.flow.Elsewhere {
		if slices.ContainsFunc(e.On, func(on definition.Trigger) bool { return d.entered(on, s.Name) }) {
			b.add(elsewhere, d.say("elsewhere", wording.Args{"Step": d.elsewhere(e.Do)}))
		}
	}
}

// entered says whether what is waited for happens as a state is entered.
func (d *Drawing) entered(on definition.Trigger, name string) bool {
	if on.Kind == definition.OnState {
		return on.Name == name
	}
	t := d.flow.Transition(on.Name)
	return on.Kind == definition.OnTransition && t != nil &&
		slices.ContainsFunc(t.To, func(to definition.Target) bool { return to.State == name })
}

// elsewhere is what people call a step of another workflow.
func (d *Drawing) elsewhere(step string) wording.Text {
	for _, w := range d.pack.Workflows {
		if t := w.Transition(step); t != nil && w != d.flow {
			return t.Title
		}
	}
	if t := d.flow.Transition(step); t != nil {
		return t.Title
	}
	return wording.Same(humanised(step))
}
