package web

import (
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// choices are what can be chosen in the fields that are not free, in order.
var choices = map[string][]string{
	"often":         {"monthly", "dates", "own"},
	"ordinal":       {"first", "second", "third", "fourth", "last"},
	"weekday":       {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"},
	"until_weekday": {"Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
	"off_weekday":   {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"},
	"unit":          {"workdays", "days", "weeks"},
	"else":          {"next workday", "previous workday"},
	"late":          {string(definition.RefuseLate), string(definition.NextMeeting)},
}

// page is the form with what it holds, and what is wrong with it.
func (l *cycleLine) page(v *visit, f lineForm, errors []formError) planFormPage {
	word := "change"
	if l.new {
		word = "new"
	}
	page := planFormPage{Title: v.say("web.plan."+word+"."+l.kind, nil), Action: l.action, New: l.new, Base: l.work.draft.Base, Errors: errors}
	for _, key := range fieldsFor(l.pack, lineFields[l.kind]) {
		if key == "ends" && len(l.steps(v)) == 0 {
			continue
		}
		page.Fields = append(page.Fields, l.field(v, f, key, errors))
	}
	return page
}

// field is one field of the form.
func (l *cycleLine) field(v *visit, f lineForm, key string, errors []formError) input {
	in := input{ID: inputID(key), Name: key, Label: v.say("web.plan.field."+fieldWord(l.pack, key), nil), Kind: "line", Value: f[key]}
	if hint := "web.plan.hint." + key; wording.Has(v.lang, hint) {
		in.Hint = v.say(hint, nil)
	}
	switch key {
	case "time", "count", "escalate_after", "escalate2_after":
		in.Kind = "short"
	case "dates", "days", "except", "remind", "standing_first", "standing_last":
		in.Kind = "lines"
	case "rule":
		if f["often"] != "own" {
			in.Value = ""
		}
	default:
		if in.Options = l.options(v, key); len(in.Options) > 0 {
			in.Kind = "choice"
		}
	}
	if slices.Contains(manyFields, key) {
		in.Kind = "many"
	}
	chosen := []string{f[key]}
	if in.Kind == "many" {
		chosen = listed(f[key])
	}
	for i := range in.Options {
		in.Options[i].Chosen = slices.Contains(chosen, in.Options[i].Value)
	}
	if key == "who" {
		in.Groups = l.parties(v)
		for i, at := 0, 0; i < len(in.Groups); i++ {
			next := at + len(in.Groups[i].Options)
			in.Groups[i].Options, at = in.Options[at:next], next
		}
	}
	in.Optional = slices.Contains([]string{"title_en", "until_weekday", "time", "else", "place", "except", "remind", "late", "ends", "standing_first", "standing_last", "escalate_after", "escalate_to", "escalate2_after", "escalate2_to", "off_weekday", "lasts", "phase", "new_phase_sv", "new_phase_en"}, key)
	for _, e := range errors {
		if e.Anchor == in.ID {
			in.Fault = e.Said
		}
	}
	return in
}

// options are what can be chosen in a field; none of one that is free.
func (l *cycleLine) options(v *visit, key string) (options []inputOption) {
	switch key {
	case "months":
		for m := time.January; m <= time.December; m++ {
			options = append(options, inputOption{Value: m.String(), Title: wording.Month(v.lang, m)})
		}
	case "body":
		for _, b := range l.pack.People.Bodies {
			options = append(options, inputOption{Value: b.Key, Title: b.Title.In(v.lang)})
		}
	case "who", "escalate_to", "escalate2_to":
		options = grouped(l.parties(v))
	case "phase":
		if l.pack.Cycle != nil {
			for _, phase := range l.pack.Cycle.Phases {
				options = append(options, inputOption{Value: phase.Name, Title: phase.Title.In(v.lang)})
			}
		}
		options = append(options, inputOption{Value: another, Title: v.say("web.plan.choice.new_phase", nil)})
	case "ends":
		options = l.steps(v)
	case "lasts":
		for days := 2; days <= 7; days++ {
			options = append(options, inputOption{Value: daysOnEnd(days).String(), Title: daysOnEnd(days).Text().In(v.lang)})
		}
	case "meeting", "quiet":
		options = []inputOption{{Value: "yes", Title: v.say("web.plan.choice."+key, nil)}}
	}
	for _, value := range choices[key] {
		options = append(options, inputOption{Value: value, Title: v.say("web.plan.choice."+strings.ToLower(strings.ReplaceAll(value, " ", "_")), nil)})
	}
	return options
}

func daysOnEnd(n int) calendar.Period { return calendar.Period{Count: n, Unit: calendar.Days} }

// parties are those that something can be the task of: the groups, some in them, and the
// organizations.
func (l *cycleLine) parties(v *visit) []optionGroup {
	groups := []optionGroup{{Title: v.say("web.plan.groups", nil)}, {Title: v.say("web.plan.roles", nil)}, {Title: v.say("web.plan.organizations", nil)}}
	add := func(group int, p people.Party) {
		groups[group].Options = append(groups[group].Options, inputOption{Value: p.String(), Title: l.pack.People.Describe(p).In(v.lang)})
	}
	for _, b := range l.ownFirst() {
		add(0, people.Party{Kind: people.ABody, Name: b.Key})
		for _, seat := range []string{people.Secretary, people.Chair} {
			if slices.ContainsFunc(b.Seats, func(s people.Seat) bool { return s.Role == seat }) {
				add(1, people.Party{Kind: people.ABody, Name: b.Key, Seat: seat})
			}
		}
	}
	add(1, people.Party{Kind: people.Coordinator, Name: "coordinator"})
	add(2, people.Party{Kind: people.Organizations, Name: "organizations"})
	for _, kind := range kindsOf(l.pack) {
		add(2, people.Party{Kind: people.Organizations, OfKind: kind})
	}
	for _, o := range l.pack.People.Organizations {
		add(2, people.Party{Kind: people.AnOrg, Name: o.Key})
	}
	return groups
}

// grouped are the options of groups, in order.
func grouped(groups []optionGroup) (options []inputOption) {
	for _, group := range groups {
		options = append(options, group.Options...)
	}
	return options
}
