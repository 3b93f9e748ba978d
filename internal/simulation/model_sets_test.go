package simulation_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
)

// reckoned are the functions over dates that the model works out by itself.
var reckoned = []string{"plus", "earlier", "later", "latest_known"}

// setTo is what a step sets a field to, as far as the model knows what it hangs on.
func (m *model) setTo(w town, t *definition.Transition, set definition.Setting, act engine.Act) (value any, known bool) {
	if set.Taker { // known where the field names persons, and the taker stands in for nobody
		persons := !slices.ContainsFunc(m.flow.Field(set.Field).Of, func(p people.Party) bool { return !p.Each })
		return act.Actor.Person, persons && act.Actor.Person != ""
	}
	source := set.Is.Source
	for _, call := range calls.FindAllStringSubmatch(source, -1) {
		source = strings.ReplaceAll(source, call[1]+"(", map[bool]string{true: "(", false: call[1] + "("}[slices.Contains(reckoned, call[1])])
	}
	if m.unknown(&definition.Guard{Source: source}) {
		return nil, false
	}
	for _, f := range m.flow.Fields {
		if f.Is != nil && strings.Contains(source, f.Name) {
			return nil, false
		}
	}
	hand := m.latest(t.AtHand())
	if hand == nil && ofHand.MatchString(source) || hand != nil && special(hand.line) {
		return nil, false
	}
	env := m.env(w, act, hand)
	maps.Copy(env, map[string]any{"plus": plus, "earlier": earliest, "later": latest, "latest_known": latestKnown})
	value, err := set.Is.In(env)
	return value, err == nil
}

// plus counts by the calendar's own days and months; of workdays the model knows nothing,
// and says a day that none is.
func plus(day string, by ...any) string {
	date, err := calendar.ParseDate(day[:min(len(day), 10)])
	var n int
	var unit string
	if len(by) > 1 {
		by = []any{fmt.Sprintf("%v %v", by[0], by[1])}
	}
	if _, wrong := fmt.Sscan(fmt.Sprint(by[0]), &n, &unit); err != nil || wrong != nil {
		return ""
	}
	switch strings.TrimSuffix(unit, "s") {
	case "day":
		return date.AddDays(n).String()
	case "week":
		return date.AddDays(7 * n).String()
	case "year":
		n *= 12
	}
	months := date.Year*12 + int(date.Month) - 1 + n
	for back := range 4 { // the last of a month that has no such day
		text := fmt.Sprintf("%04d-%02d-%02d", months/12, months%12+1, date.Day-back)
		if _, err := calendar.ParseDate(text); err == nil {
			return text
		}
	}
	return ""
}

func earliest(days ...string) string {
	days = slices.DeleteFunc(slices.Clone(days), func(day string) bool { return day == "" })
	if len(days) == 0 {
		return ""
	}
	return slices.Min(days)
}

func latestKnown(days ...string) string { return slices.Max(days) }

func latest(days ...string) string {
	if slices.Contains(days, "") {
		return ""
	}
	return slices.Max(days)
}

// mayNotSet is the refusal of a step for what it would set, or a verdict that is not sure.
func (m *model) mayNotSet(w town, t *definition.Transition, act engine.Act) verdict {
	for _, set := range t.Sets {
		value, known := m.setTo(w, t, set, act)
		f := m.flow.Field(set.Field)
		number, counts := value.(float64)
		switch {
		case !known || strings.Contains(set.Is.Source, "workday") || f.Past != nil:
			return verdict{}
		case value == "", counts && (f.Least != nil && number < *f.Least || f.Most != nil && number > *f.Most):
			return refused(fault.Conflict)
		}
	}
	return verdict{sure: true}
}

// hasSet holds what a step says that it set to its table, and takes it over.
func (h *hearing) hasSet(t *definition.Transition, before *model, act engine.Act, sets []engine.FieldSet) string {
	for _, one := range sets {
		if !t.SetsField(one.Field) {
			return fmt.Sprintf("%s does not set %s by the table", t.Name, one.Field)
		}
	}
	for _, set := range t.Sets {
		was := before.values[set.Field]
		one := engine.FieldSet{Field: set.Field, Was: was, Now: was} // which history does not tell
		if i := slices.IndexFunc(sets, func(one engine.FieldSet) bool { return one.Field == set.Field }); i >= 0 {
			one = sets[i]
		}
		if h.flow.Field(set.Field).Type == definition.Text {
			one.Was, one.Now = was, h.change.Proposal.Fields[set.Field]
		}
		value, known := before.setTo(h.town, t, set, act)
		switch {
		case !reflect.DeepEqual(one.Was, was):
			return fmt.Sprintf("%s was %v before %s by the table, and history says %v", set.Field, was, t.Name, one.Was)
		case known && !strings.Contains(set.Is.Source, "workday") && !reflect.DeepEqual(one.Now, value):
			return fmt.Sprintf("%s sets %s to %v by the table, and set it to %v", t.Name, set.Field, value, one.Now)
		}
		h.values[set.Field] = one.Now
	}
	h.unsure = h.unsure || len(t.Sets) > 0 // who had been told a day that moved is told it
	return ""
}
