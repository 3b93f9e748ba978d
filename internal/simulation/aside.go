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
	actor := signedIn(one(l.chance, persons))
	if l.lacksPapers(m, actor) {
		act := engine.Act{Kind: engine.Attach, Proposal: m.p.ID, Actor: actor, Inputs: map[string]any{"document": []engine.Document{l.paper}}}
		if _, err := l.act(ctx, act); err != nil {
			return err
		}
	}
	if !l.chance.in(l.plan.Habits.Edit) || !engine.MayEdit(l.pack, m.p, actor, l.world.Now()) {
		return nil
	}
	_, err := l.act(ctx, engine.Act{Kind: engine.Edit, Proposal: m.p.ID, Actor: actor, Inputs: l.edited(m.flow)})
	return err
}

// lacksPapers says whether a step is refused for want of papers that somebody may
// add.
func (l *life) lacksPapers(m *matter, actor engine.Actor) bool {
	asks := slices.ContainsFunc(m.flow.Transitions, func(t definition.Transition) bool {
		return len(t.By) > 0 && leads(&t, m.p.State) && slices.Contains(t.Needs, "document")
	})
	if !asks || engine.MayAttach(l.pack, m.p, actor, l.world.Now()) != nil {
		return false
	}
	return slices.ContainsFunc(engine.Choices(l.pack, m.p, actor, l.world.Now()), func(c engine.Choice) bool {
		return c.Refusal != nil && c.Refusal.Field == "document"
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
