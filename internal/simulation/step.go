package simulation

import (
	"context"
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
)

// An option is a step that somebody may take now.
type option struct {
	engine.Choice
	step  *definition.Transition
	actor engine.Actor
}

// step lets somebody take a step with a proposal, one that the engine offers, or
// come back to it another day.
func (l *life) step(ctx context.Context, m *matter) error {
	version := m.p.Version
	for _, do := range []func(context.Context, *matter) error{l.beside, l.aside} {
		if err := do(ctx, m); err != nil {
			return err
		}
	}
	options, from := l.options(m)
	options = l.called(m, options)
	for range 4 {
		if len(options) == 0 {
			break
		}
		at := l.chance.weighted(l.weights(m, options))
		if at < 0 {
			break
		}
		visit := m.visit
		done, err := l.take(ctx, m, options[at])
		if err != nil || m.visit != visit {
			return err
		}
		options = slices.Delete(options, at, at+1)
		if done {
			break // the proposal stands where it stood
		}
	}
	if m.p.Version != version {
		m.tries = 0
	}
	l.comeBack(m, from)
	return nil
}

// called leaves out what nobody feels called to: to appeal, object or refer back, mostly,
// where it goes on by itself if they do not. That is drawn once for each state it comes to.
func (l *life) called(m *matter, options []option) []option {
	goesOn := slices.ContainsFunc(m.flow.Transitions, func(t definition.Transition) bool { return len(t.On) > 0 && leads(&t, m.p.State) })
	onward := func(o option) bool { return l.manner(m, o.step) == onwards }
	if !goesOn || slices.ContainsFunc(options, onward) || len(options) == 0 {
		return options
	}
	if m.drawn != m.visit {
		m.drawn, m.called = m.visit, l.chance.in(l.plan.Habits.Back+l.plan.Habits.Decline)
	}
	if m.called {
		return options
	}
	return nil
}

// comeBack sets another day for what could not be done today: the day that a
// window opens where the engine knows it.
func (l *life) comeBack(m *matter, from calendar.Date) {
	if m.tries++; m.tries > most || m.flow.State(m.p.State).Final {
		return
	}
	day := l.later(1 + l.chance.about(again))
	if from.After(l.today()) && from.Before(day) || m.tries > 2 && from.After(day) {
		day = l.open(from)
	}
	l.meet(m, day)
}

// mostAsked is how many of those who may act are asked what they may do.
const mostAsked = 5

// options are the steps that somebody may take, and the first day on which a window
// lets another be taken.
func (l *life) options(m *matter) (options []option, from calendar.Date) {
	persons := l.actors(m)
	l.chance.Shuffle(len(persons), func(i, j int) { persons[i], persons[j] = persons[j], persons[i] })
	for i, person := range persons {
		if i == mostAsked {
			break
		}
		actor := signedIn(person)
		for _, c := range engine.Choices(l.pack, m.p, actor, l.world.Now()) {
			known := slices.ContainsFunc(options, func(o option) bool { return o.Transition == c.Transition })
			switch {
			case (c.Allowed || l.mayYet(m, c)) && !known:
				options = append(options, option{c, m.flow.Transition(c.Transition), actor})
			case !c.Allowed && c.Refusal.Code != "forbidden":
				m.stopped = c.Refusal
				if !c.From.IsZero() && (from.IsZero() || c.From.Before(from)) {
					from = c.From
				}
			}
		}
	}
	return options, from
}

// mayYet says whether a step that its condition stops may be taken all the same, with a
// day that is given with it.
func (l *life) mayYet(m *matter, c engine.Choice) bool {
	return c.Refusal != nil && c.Refusal.Code == "guard" && slices.ContainsFunc(m.flow.Transition(c.Transition).Needs, func(word string) bool {
		return m.flow.Needs(word).Type == definition.Date
	})
}

// actors are everybody who may take some step from where a proposal stands, in the
// pack's order.
func (l *life) actors(m *matter) []string {
	var parties []people.Party
	for i := range m.flow.Transitions {
		if t := &m.flow.Transitions[i]; leads(t, m.p.State) {
			parties = append(parties, t.By...)
		}
	}
	return l.among(m, parties)
}

// persons are those behind a party today, with who stands in for them.
func (l *life) persons(party people.Party) []string {
	dir, today := l.pack.People, l.today()
	var all []string
	switch party.Kind {
	case people.ABody:
		all = dir.Holders(party.Name, party.Seat, today)
	case people.Bodies:
		for _, body := range dir.BodiesOfKind(party.OfKind) {
			all = append(all, dir.Holders(body, party.Seat, today)...)
		}
	case people.Coordinator:
		all = slices.Clone(dir.Coordinators)
	case people.APerson:
		all = []string{party.Name}
	case people.AnOrg:
		all = contacts(dir.Organization(party.Name), party.Function)
	case people.Organizations:
		for _, o := range dir.MembersOfKind(party.OfKind, today) {
			all = append(all, contacts(&o, party.Function)...)
		}
	}
	for _, key := range slices.Clone(all) {
		if p := dir.Person(key); p != nil && p.Substitute != nil && dir.StandsFor(p.Substitute.Person, key, today) {
			all = append(all, p.Substitute.Person)
		}
	}
	return all
}

// contacts are the persons whom an organization has for a function, or for any.
func contacts(o *people.Organization, function string) (persons []string) {
	if o == nil {
		return nil
	}
	for _, c := range o.Contacts {
		if function == "" || c.Function == function {
			persons = append(persons, c.Person)
		}
	}
	return persons
}

// weights say how often each option is chosen: what refers back and what declines
// as the habits have it, what leads nowhere seldom, and the rest among themselves.
func (l *life) weights(m *matter, options []option) []int {
	h := l.plan.Habits
	share := map[manner]int{back: h.Back, declines: h.Decline, stays: 4}
	share[onwards] = max(1, 100-h.Back-h.Decline-4)
	many := map[manner]int{}
	for _, o := range options {
		many[l.manner(m, o.step)]++
	}
	weights := make([]int, len(options))
	for i, o := range options {
		way := l.manner(m, o.step)
		weights[i] = share[way] * 60 / many[way]
	}
	return weights
}

// A manner is what sort of step one is.
type manner int

const (
	onwards manner = iota
	back
	declines
	stays
)

// manner sorts a step by where it leads, and by whether it asks for a reason.
func (l *life) manner(m *matter, t *definition.Transition) manner {
	reason := slices.Contains(t.Needs, "reason")
	to := m.flow.State(t.To[0].State)
	switch {
	case t.To[0].State == definition.Back:
		return back
	case t.To[0].State == m.p.State:
		return stays
	case to.Final && reason:
		return declines
	case reason:
		return back
	}
	return onwards
}

// take takes a step with all that it needs, and says whether it was taken. What is
// refused is mended and tried again.
func (l *life) take(ctx context.Context, m *matter, o option) (bool, error) {
	body := ""
	if to := m.flow.State(o.step.To[0].State); to != nil {
		body = m.p.Bodies[to.HeldBy]
	}
	inputs := map[string]any{}
	for _, field := range o.Needs {
		if value := l.value(field, body); value != nil {
			inputs[field.Name] = value
		}
	}
	takes := o.Takes
	if o.step.Decides() && l.chance.in(70) {
		takes = append(slices.Clip(takes), m.flow.Needs("follow_up_on"))
	}
	for _, field := range takes {
		if value := l.value(field, body); value != nil && l.chance.in(60) {
			inputs[field.Name] = value
		}
	}
	for range 4 {
		refused, err := l.act(ctx, engine.Act{
			Kind: engine.Do, Proposal: m.p.ID, Transition: o.Transition, Actor: o.actor, Inputs: inputs,
		})
		if refused == nil || err != nil {
			return err == nil, err
		}
		m.stopped = refused
		l.mend(m.flow, nil, inputs, refused)
		if refused.Code == "guard" || refused.Field == "" {
			l.redraw(m, o, inputs, body)
		}
	}
	return false, nil
}

// redraw draws some of what is given with a step anew, where the pack's own
// conditions would not have it.
func (l *life) redraw(m *matter, o option, inputs map[string]any, body string) {
	for _, field := range slices.Concat(o.Needs, o.Takes) {
		delete(inputs, field.Name)
		needed := slices.Contains(o.step.Needs, field.Name)
		if value := l.value(field, body); value != nil && (needed || l.chance.in(50)) {
			inputs[field.Name] = l.further(field, value)
		}
	}
}
