package engine

import (
	"fmt"
	"maps"
	"math"
	"time"

	"beredd/internal/definition"
)

// compute works out the computed fields, in the pack's order, and puts them among
// those that the proposal carries in env. What can't be worked out is as if nobody
// had given it.
func (d *deciding) compute(env map[string]any) {
	if !d.flow.Computes() {
		return
	}
	carried := env["proposal"].(map[string]any)
	for _, field := range d.flow.Fields {
		if field.Is != nil {
			carried[field.Name] = d.worked(field, env)
		}
	}
}

// worked is a computed field's value in env. A date is one or "", and a number one.
func (d *deciding) worked(field definition.Field, env map[string]any) any {
	value, err := field.Is.In(env)
	if err != nil && d.defect == nil {
		at := field.Is.Pos
		d.defect = fmt.Errorf("computing %q at %s:%d:%d: %w", field.Is.Source, at.File, at.Line, at.Column, err)
	}
	switch value := value.(type) {
	case float64:
		if !math.IsNaN(value) && !math.IsInf(value, 0) {
			return tidy(value)
		}
	case string:
		if field.Type != definition.Date {
			return value
		}
		if date, known := dayIn(value); known {
			return date.String()
		}
	case bool:
		return value
	}
	return zero(field.Type)
}

// field is one of the proposal's own fields, given or computed; nil where nobody
// has given it.
func (d *deciding) field(name string) any {
	if field := d.flow.Field(name); field == nil || field.Is == nil {
		return d.p.Fields[name]
	}
	return d.env(nil)["proposal"].(map[string]any)[name]
}

// followComputed lets what hangs on a computed date follow, for that may move with
// anything that happens.
func (d *deciding) followComputed() {
	for _, field := range d.flow.Fields {
		if field.Is != nil && field.Type == definition.Date {
			d.followDates()
			return
		}
	}
}

// Fields are p's own fields at now: those that were given, and those that are
// computed and not empty. Neither map nor values are to be changed.
func Fields(pack *definition.Pack, p Proposal, now time.Time) map[string]any {
	flow := pack.WorkflowOf(p.Workflow, p.Edition)
	if flow == nil || !flow.Computes() || p.IsVeiled() {
		return p.Fields
	}
	d := begin(pack, p, Act{}, now)
	carried := d.env(nil)["proposal"].(map[string]any)
	all := map[string]any{}
	maps.Copy(all, p.Fields)
	for _, field := range flow.Fields {
		if value := carried[field.Name]; field.Is != nil && value != "" {
			all[field.Name] = value
		}
	}
	return all
}
