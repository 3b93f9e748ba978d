package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/looplab/fsm"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// fire asks the machine whether a transition leads from where the proposal
// stands, and to where. A machine is made for each act and thrown away: it holds
// nothing but the table of this transition. Conditions weigh in before the event,
// where the machine lets an act be refused without having changed.
func (d *deciding) fire(t *definition.Transition, target string, before func() *fault.Error) (string, *fault.Error) {
	var refused *fault.Error
	machine := fsm.NewFSM(d.p.State,
		fsm.Events{{Name: t.Name, Src: t.From, Dst: target}},
		fsm.Callbacks{"before_event": func(_ context.Context, e *fsm.Event) {
			if refused = before(); refused != nil {
				e.Cancel(refused)
			}
		}})
	err := machine.Event(context.Background(), t.Name)
	var stays fsm.NoTransitionError
	switch {
	case refused != nil:
		return "", refused
	case err == nil, errors.As(err, &stays) && stays.Err == nil: // a step that leads to where it came from succeeds
		return machine.Current(), nil
	default:
		return "", d.wrongState(t)
	}
}

// leadsFrom says whether t leads from state, by the definition's own table.
func leadsFrom(t *definition.Transition, state string) bool { return slices.Contains(t.From, state) }

// wrongState refuses a transition that does not lead from where the proposal
// stands.
func (d *deciding) wrongState(t *definition.Transition) *fault.Error {
	from := make([]wording.Text, len(t.From))
	for i, name := range t.From {
		from[i] = d.stateTitle(name)
	}
	return fault.New(fault.Conflict, "wrong_state", wording.Args{
		"What": t.Title, "State": d.stateTitle(d.p.State), "From": anyOf(from),
	})
}

// guard weighs a transition's own condition.
func (d *deciding) guard(t *definition.Transition) *fault.Error {
	if d.holds(t.When, d.atHand(t)) || d.waitsForRecord(t.When) {
		return nil
	}
	f := fault.New(fault.Conflict, "guard", wording.Args{"What": t.Title, "Why": whyNot(t)})
	var missing []wording.Text
	for _, name := range t.When.Lacks(d.carried()) {
		if field, ok := d.flow.Input(name, nil); ok {
			missing = append(missing, field.Title)
			f = f.On(cmp.Or(f.Field, name))
		}
	}
	if len(missing) > 0 {
		f.Saying, f.Args["Missing"] = "guard_lacks", listed(missing)
	}
	return f
}

// whyNot is what the pack says of a step whose condition does not hold, else the condition.
func whyNot(t *definition.Transition) wording.Text {
	if len(t.WhenNot) > 0 {
		return t.WhenNot
	}
	return wording.Both("engine.guard", wording.Args{"Condition": t.When.Source})
}

// atHand is the round that a transition waits for, or nil.
func (d *deciding) atHand(t *definition.Transition) *Round {
	if name := t.AtHand(); name != "" {
		return d.latest(name)
	}
	return nil
}

// target chooses where a transition leads now: the first target whose guard
// holds.
func (d *deciding) target(t *definition.Transition) (string, *fault.Error) {
	for _, target := range t.To {
		if !d.holds(target.When, d.atHand(t)) {
			continue
		}
		if target.State == definition.Back {
			return d.back(t)
		}
		return target.State, nil
	}
	return "", fault.New(fault.Conflict, "no_target", wording.Args{"What": t.Title})
}

// back is the state the proposal last came from.
func (d *deciding) back(t *definition.Transition) (string, *fault.Error) {
	if d.p.CameFrom == "" {
		return "", fault.New(fault.Conflict, "no_target", wording.Args{"What": t.Title})
	}
	return d.p.CameFrom, nil
}

// holds evaluates a guard; round is the one at hand, or nil. One that fails is a
// defect: it is kept, and the whole decision fails with it, so that nothing moves
// on half an answer.
func (d *deciding) holds(g *definition.Guard, round *Round) bool {
	if g == nil {
		return true
	}
	ok, err := g.Holds(d.env(round))
	if err != nil && d.defect == nil {
		d.defect = fmt.Errorf("evaluating %q at %s:%d:%d: %w", g.Source, g.Pos.File, g.Pos.Line, g.Pos.Column, err)
	}
	return ok && err == nil
}

// listed lists texts with "and" between the last two.
func listed(texts []wording.Text) wording.Text {
	t := wording.Text{}
	for _, l := range wording.Languages() {
		said := make([]string, len(texts))
		for i, text := range texts {
			said[i] = text.In(l)
		}
		t[l] = wording.List(l, said)
	}
	return t
}
