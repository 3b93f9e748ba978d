package engine

import (
	"fmt"
	"math"
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A FieldSet is a field that a step has set, as history tells it. Of a free text, which
// can be erased, it has the name alone: what it is now is in the event's private part.
type FieldSet struct {
	Field string `json:"field"`
	Was   any    `json:"was,omitempty"` // nil where nobody had given it
	Now   any    `json:"now,omitempty"`
}

// setFields sets the fields that a step sets, all by what stood before it and was given with
// it; what stands so already is nothing that history tells. Where one comes to nothing that
// the field may be, the step is refused and none is set.
func (d *deciding) setFields(t *definition.Transition) *fault.Error {
	d.sets = nil
	values, f := d.assigned(t, t.Sets)
	if f != nil && !d.lenient {
		return f
	}
	for _, set := range t.Sets {
		value, known := values[set.Field]
		if !known {
			continue
		}
		if stands, has := d.p.Fields[set.Field]; has && stands == value {
			continue
		}
		one := FieldSet{Field: set.Field}
		if d.flow.Field(set.Field).Type != definition.Text {
			one.Was, one.Now = d.p.Fields[set.Field], value
		}
		d.setField(set.Field, value)
		d.sets = append(d.sets, one)
	}
	return nil
}

// assigned is what some fields of a step are set to, and why it can't be said of one.
func (d *deciding) assigned(t *definition.Transition, sets []definition.Setting) (map[string]any, *fault.Error) {
	if len(sets) == 0 {
		return nil, nil
	}
	var refused []*fault.Error
	values, env := map[string]any{}, d.env(d.atHand(t))
	for _, set := range sets {
		field := *d.flow.Field(set.Field)
		value, f := d.assignedTo(t, field, set, env)
		if f != nil {
			refused = append(refused, f)
			continue
		}
		values[set.Field] = value
	}
	return values, fault.Join(refused...)
}

// assignedTo is what a step sets one field to: what an expression comes to, or whoever takes
// it, by the key that the field keeps.
func (d *deciding) assignedTo(t *definition.Transition, field definition.Field, set definition.Setting, env map[string]any) (any, *fault.Error) {
	if !set.Taker {
		return d.reckoned(t, field, set, env)
	}
	all := d.candidates(field)
	at := slices.IndexFunc(all, func(c Candidate) bool { return c.Key == d.act.Actor.Person })
	if at < 0 {
		at = slices.IndexFunc(all, func(c Candidate) bool { return d.is(c.as) })
	}
	if at < 0 {
		return nil, fault.New(fault.Conflict, "set_not_you", wording.Args{"Field": field.Title, "What": t.Title})
	}
	return all[at].Key, nil
}

// reckoned is what an expression comes to that a step sets one field to.
func (d *deciding) reckoned(t *definition.Transition, field definition.Field, set definition.Setting, env map[string]any) (any, *fault.Error) {
	value, err := set.Is.In(env)
	if err != nil && d.defect == nil {
		at := set.Is.Pos
		d.defect = fmt.Errorf("setting %q at %s:%d:%d: %w", set.Is.Source, at.File, at.Line, at.Column, err)
	}
	unknown := fault.New(fault.Conflict, "set_unknown", wording.Args{"Field": field.Title, "What": t.Title})
	switch reckoned := value.(type) {
	case float64:
		if math.IsNaN(reckoned) || math.IsInf(reckoned, 0) {
			return nil, unknown
		}
		value = tidy(reckoned)
	case string:
		if field.Type == definition.Date {
			day, err := calendar.ParseDate(reckoned[:min(len(reckoned), len("2006-01-02"))])
			if err != nil {
				return nil, unknown
			}
			value = day.String()
		}
		if reckoned == "" {
			return nil, unknown
		}
	}
	if field.Type == definition.Choice && !slices.ContainsFunc(field.Choices, func(c definition.FieldChoice) bool { return c.Name == value }) {
		return nil, unknown
	}
	if f := d.allowed(field, value); f != nil {
		args := wording.Args{"Field": field.Title, "What": t.Title, "Value": f.Args["Value"], "Limits": LimitsOf(field)}
		return nil, fault.New(fault.Conflict, "set_outside", args)
	}
	return value, nil
}

// unsettable says why a step cannot be taken for what it sets, as far as that is known
// before anything is given with it.
func (d *deciding) unsettable(t *definition.Transition) *fault.Error {
	known := slices.DeleteFunc(slices.Clone(t.Sets), func(set definition.Setting) bool {
		return set.Asks() || slices.ContainsFunc(set.Rests, func(word string) bool {
			return slices.Contains(t.Needs, word) || slices.Contains(t.MayTake(), word)
		})
	})
	_, f := d.assigned(t, known)
	return f
}

// keepSet puts the free texts that a step has set with those that can be erased.
func (d *deciding) keepSet(sets []FieldSet, private Private) {
	for _, set := range sets {
		if text, ok := d.p.Fields[set.Field].(string); ok && d.flow.Field(set.Field).Type == definition.Text {
			private.Texts[set.Field] = text
		}
	}
}
