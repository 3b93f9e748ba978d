package engine

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
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
		return nil, d.mayNotEmpty(field)
	}
	return "", nil
}

// mayNotEmpty refuses to empty a field, and names what needed it.
func (d *deciding) mayNotEmpty(field definition.Field) *fault.Error {
	f := missingInput(field)
	if needed := needed(d.flow, d.p, field.Name); needed != nil {
		f.Saying, f.Args["Needed"] = "may_not_empty", needed
	}
	return f
}

// Required says whether p may not be without a text or field: its title, what every
// proposal of the kind begins with, what any step that it has taken, or any state that it
// has been in, asked for, and what such a step set. It may be rewritten, and is there from
// then on: check's proofs rely on that.
func Required(flow *definition.Workflow, p Proposal, word string) bool {
	return word == "title" || flow.BeginsWith(word) || needed(flow, p, word) != nil
}

// needed is the title of the step or state that last asked p for a word, nil where none
// has.
func needed(flow *definition.Workflow, p Proposal, word string) wording.Text {
	var last Mark
	var title wording.Text
	for _, m := range p.Past {
		by := wording.Text(nil)
		if t := flow.Transition(m.What); t != nil && (slices.Contains(t.Needs, word) || t.SetsField(word)) {
			by = t.Title
		} else if state := flow.State(m.What); state != nil && slices.Contains(state.Needs, word) {
			by = state.Title
		}
		if by != nil && m.Version >= last.Version {
			last, title = m, by
		}
	}
	return title
}
