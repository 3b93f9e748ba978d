package simulation

import (
	"context"
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
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
	m.offered = len(options) > 0
	for range 4 {
		if options = l.called(m, options, from); len(options) == 0 {
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

// comeBack sets another day for what could not be done today: the day that a
// window opens where the engine knows it.
func (l *life) comeBack(m *matter, from calendar.Date) {
	if m.tries++; m.tries > most || m.flow.State(m.p.State).Final {
		return
	}
	day := l.later(1 + l.chance.about(again))
	if own := m.p.Meeting; own != nil && own.Date.After(day) && l.chance.in(50) {
		day = own.Date
	}
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
	var shut []string
	for i, person := range persons {
		if i == mostAsked {
			break
		}
		actor := signedIn(person)
		for _, c := range engine.Choices(l.pack, m.p, actor, l.world.Now()) {
			known := slices.ContainsFunc(options, func(o option) bool { return o.Transition == c.Transition })
			switch {
			case (c.Allowed || mayYet(c)) && !known:
				options = append(options, option{c, m.flow.Transition(c.Transition), actor})
			case !c.Allowed && c.Refusal.Code != "forbidden":
				m.stopped = c.Refusal
				if !slices.Contains(shut, c.Transition) {
					shut = append(shut, c.Transition)
					l.ledger.refuse(m.flow, c.Transition, c.Refusal)
				}
				if !c.From.IsZero() && (from.IsZero() || c.From.Before(from)) {
					from = c.From
				}
			}
		}
	}
	return options, from
}

// mayYet says whether a step that its condition stops may be taken all the same, with a
// day or a meeting that is given with it, or with what the condition lacks.
func mayYet(c engine.Choice) bool {
	return c.Refusal != nil && c.Refusal.Code == "guard" && slices.ContainsFunc(c.Needs, func(f definition.Field) bool {
		return f.Type == definition.Date || f.Type == definition.Meeting || f.Name == c.Refusal.Field
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

// taking is everybody but those who have declared a conflict of interest in a proposal:
// who stands in for whom, and who presides, is as if they were not there.
func (l *life) taking(m *matter) *people.Directory {
	return engine.TakingPart(l.pack, m.flow, m.p)
}

// persons are those behind a party today, with who stands in for them.
func (l *life) persons(dir *people.Directory, party people.Party) []string {
	today := l.today()
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

// take takes a step with all that it needs, and says whether it was taken. What is
// refused is mended and tried again.
func (l *life) take(ctx context.Context, m *matter, o option) (bool, error) {
	body := ""
	if to := m.flow.State(o.step.First(m.p.State)); to != nil {
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
	var refused *fault.Error
	for range attempts(o) {
		var err error
		refused, err = l.act(ctx, engine.Act{
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
	l.ledger.refuse(m.flow, o.Transition, refused)
	return false, nil
}

// attempts is how many times somebody tries a step in a row: with a meeting, those of about
// a year's, as a notice may have to be given long before.
func attempts(o option) int {
	if slices.ContainsFunc(o.Needs, func(f definition.Field) bool { return f.Type == definition.Meeting }) {
		return 14
	}
	return 4
}

// redraw draws some of what is given with a step anew, where the pack's own
// conditions would not have it.
func (l *life) redraw(m *matter, o option, inputs map[string]any, body string) {
	for _, field := range slices.Concat(o.Needs, o.Takes) {
		if given, ok := inputs[field.Name].(string); ok && field.Type == definition.Meeting {
			inputs[field.Name] = l.meetingAfter(given, body)
			continue
		}
		delete(inputs, field.Name)
		needed := slices.Contains(o.step.Needs, field.Name)
		if value := l.value(field, body); value != nil && (needed || l.chance.in(50)) {
			inputs[field.Name] = l.further(field, value)
		}
	}
}
