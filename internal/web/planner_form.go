package web

import (
	"slices"
	"strings"
	"time"

	"beredd/internal/people"
	"beredd/internal/wording"
)

// choices are what can be chosen in the fields that are not free, in order.
var choices = map[string][]string{
	"often":   {"monthly", "dates", "own"},
	"ordinal": {"first", "second", "third", "fourth", "last"},
	"weekday": {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"},
	"unit":    {"workdays", "days", "weeks"},
	"else":    {"next workday", "previous workday"},
}

// page is the form with what it holds, and what is wrong with it.
func (l *cycleLine) page(v *visit, f lineForm, errors []formError) planFormPage {
	word := "change"
	if l.new {
		word = "new"
	}
	page := planFormPage{Title: v.say("web.plan."+word+"."+l.kind, nil), Action: l.action, New: l.new, Base: l.work.draft.Base, Errors: errors}
	for _, key := range lineFields[l.kind] {
		if key == "months" {
			chosen := strings.Split(f[key], ",")
			for m := time.January; m <= time.December; m++ {
				page.Months = append(page.Months, inputOption{m.String(), wording.Month(v.lang, m), slices.Contains(chosen, m.String())})
			}
			continue
		}
		page.Fields = append(page.Fields, l.field(v, f, key, errors))
	}
	return page
}

// field is one field of the form.
func (l *cycleLine) field(v *visit, f lineForm, key string, errors []formError) input {
	in := input{ID: inputID(key), Name: key, Label: v.say("web.plan.field."+key, nil), Kind: "line", Value: f[key]}
	if hint := "web.plan.hint." + key; wording.Has(v.lang, hint) {
		in.Hint = v.say(hint, nil)
	}
	switch key {
	case "dates", "days":
		in.Kind = "lines"
	case "body":
		in.Kind = "choice"
		for _, b := range l.pack.People.Bodies {
			in.Options = append(in.Options, inputOption{Value: b.Key, Title: b.Title.In(v.lang)})
		}
	case "who":
		in.Kind, in.Options = "choice", l.parties(v)
	case "often", "ordinal", "weekday", "unit", "else":
		in.Kind = "choice"
		for _, value := range choices[key] {
			in.Options = append(in.Options, inputOption{Value: value, Title: v.say("web.plan.choice."+strings.ToLower(strings.ReplaceAll(value, " ", "_")), nil)})
		}
	}
	for i := range in.Options {
		in.Options[i].Chosen = in.Options[i].Value == f[key]
	}
	in.Optional = slices.Contains([]string{"title_en", "time", "else"}, key)
	for _, e := range errors {
		if e.Anchor == in.ID {
			in.Fault = e.Said
		}
	}
	return in
}

// parties are those that something can be the task of.
func (l *cycleLine) parties(v *visit) []inputOption {
	var options []inputOption
	add := func(p people.Party) {
		options = append(options, inputOption{Value: p.String(), Title: l.pack.People.Describe(p).In(v.lang)})
	}
	for _, b := range l.pack.People.Bodies {
		add(people.Party{Kind: people.ABody, Name: b.Key})
		for _, seat := range []string{people.Secretary, people.Chair} {
			if slices.ContainsFunc(b.Seats, func(s people.Seat) bool { return s.Role == seat }) {
				add(people.Party{Kind: people.ABody, Name: b.Key, Seat: seat})
			}
		}
	}
	for _, p := range []people.Party{{Kind: people.Coordinator, Name: "coordinator"}, {Kind: people.Organizations, Name: "organizations"}} {
		add(p)
	}
	for _, o := range l.pack.People.Organizations {
		add(people.Party{Kind: people.AnOrg, Name: o.Key})
	}
	return options
}
