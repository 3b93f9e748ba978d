package engine

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/fault"
)

// emptied reads what an edit gives as empty: the value that takes the place of
// what the proposal carries, nil where it carries nothing, or why it may not be
// without. In any other act an empty value is one that was not given.
func (d *deciding) emptied(field definition.Field) (any, *fault.Error) {
	var has bool
	switch field.Name {
	case "title":
		has = d.p.Title != ""
	case "summary":
		has = d.p.Summary != ""
	case "proposed_decision":
		has = d.p.Proposed != ""
	default:
		_, has = d.p.Fields[field.Name]
	}
	switch {
	case !has:
		return nil, nil
	case Required(d.flow, d.p, field.Name):
		return nil, missingInput(field)
	}
	return "", nil
}

// Required says whether p may not be without a text or field where it stands: its
// title, what its state needs, and what every step that could have brought it
// there asks for.
func Required(flow *definition.Workflow, p Proposal, word string) bool {
	if word == "title" {
		return true
	}
	if state := flow.State(p.State); state != nil && slices.Contains(state.Needs, word) {
		return true
	}
	asked := false
	for i := range flow.Transitions {
		t := &flow.Transitions[i]
		if !leadsFrom(t, p.CameFrom) || !leadsTo(t, p.State) {
			continue
		}
		if !slices.Contains(t.Needs, word) {
			return false
		}
		asked = true
	}
	return asked
}

// leadsTo says whether t may lead to state.
func leadsTo(t *definition.Transition, state string) bool {
	return slices.ContainsFunc(t.To, func(to definition.Target) bool {
		return to.State == state || to.State == definition.Back
	})
}
