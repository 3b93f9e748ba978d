package simulation

import (
	"context"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// aside is what somebody does with a proposal before it is passed on: papers that
// a step needs are added, and sometimes the text is changed.
func (l *life) aside(ctx context.Context, m *matter) error {
	if m.flow.State(m.p.State).Final {
		return nil
	}
	persons := l.actors(m)
	if len(persons) == 0 {
		return nil
	}
	l.chance.Shuffle(len(persons), func(i, j int) { persons[i], persons[j] = persons[j], persons[i] })
	if err := l.addPapers(ctx, m, persons); err != nil {
		return err
	}
	actor := signedIn(persons[0])
	if !l.chance.in(l.plan.Habits.Edit) || !engine.MayEdit(l.pack, m.p, actor, l.world.Now()) {
		return nil
	}
	_, err := l.act(ctx, engine.Act{Kind: engine.Edit, Proposal: m.p.ID, Actor: actor, Inputs: l.edited(m.flow)})
	return err
}

// addPapers adds the papers for want of which some persons are refused a step, by the first
// who may: one of them, or of those with whom the proposal is.
func (l *life) addPapers(ctx context.Context, m *matter, persons []string) error {
	kinds := l.lackedPapers(m, persons)
	if len(kinds) == 0 {
		return nil
	}
	holders := engine.PersonsOf(l.taking(m), m.p.Holder, l.today())
	for _, person := range slices.Concat(persons, holders) {
		actor := signedIn(person)
		if engine.MayAttach(l.pack, m.p, actor, l.world.Now()) != nil {
			continue
		}
		for _, kind := range kinds {
			act := engine.Act{Kind: engine.Attach, Proposal: m.p.ID, Actor: actor, Inputs: map[string]any{kind: []engine.Document{l.paper}}}
			if _, err := l.act(ctx, act); err != nil {
				return err
			}
		}
		return nil
	}
	return nil
}

// lackedPapers are the kinds of paper for want of which steps are refused to some persons.
func (l *life) lackedPapers(m *matter, persons []string) (kinds []string) {
	if !needsPapers(m) {
		return nil
	}
	for _, person := range persons[:min(mostAsked, len(persons))] {
		for _, c := range engine.Choices(l.pack, m.p, signedIn(person), l.world.Now()) {
			if c.Refusal == nil {
				continue
			}
			for _, f := range c.Refusal.All() {
				if m.flow.Needs(f.Field).Type == definition.Document && !slices.Contains(kinds, f.Field) {
					kinds = append(kinds, f.Field)
				}
			}
		}
	}
	return kinds
}

// needsPapers says whether a step from where a proposal stands may want a paper.
func needsPapers(m *matter) bool {
	paper := func(word string) bool { return m.flow.Needs(word).Type == definition.Document }
	return slices.ContainsFunc(m.flow.Transitions, func(t definition.Transition) bool {
		if len(t.By) == 0 || !leads(&t, m.p.State) {
			return false
		}
		return slices.ContainsFunc(t.Needs, paper) || slices.ContainsFunc(t.To, func(way definition.Target) bool {
			to := m.flow.State(way.State)
			return to != nil && slices.ContainsFunc(to.Needs, paper)
		})
	})
}

// edited is what somebody changes of a text.
func (l *life) edited(flow *definition.Workflow) map[string]any {
	inputs := map[string]any{"proposed_decision": l.value(flow.Needs("proposed_decision"), "")}
	if len(flow.Fields) == 0 || l.chance.in(50) {
		return inputs
	}
	field := one(l.chance, flow.Fields)
	if value := l.value(field, ""); field.Is == nil && len(field.OnlyWith) == 0 && value != nil {
		inputs[field.Name] = value
	}
	return inputs
}
