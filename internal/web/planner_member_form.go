package web

import (
	"slices"
	"strconv"

	"beredd/internal/definition/grammar"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// another is chosen by who names a kind of organizations, or a phase, that is not there.
const another = "+"

// page is the form with what it holds, and what is wrong with it.
func (m *memberForm) page(v *visit, errors []formError) planMemberPage {
	word := "change"
	if m.now["name"]+m.now["title_sv"] == "" {
		word = "new"
	}
	page := planMemberPage{Title: v.say("web.plan."+word+"."+m.kind, nil), Action: m.action, Kind: m.kind, New: word == "new", Errors: errors}
	for _, key := range fieldsFor(m.pack, memberFields[m.kind]) {
		page.Fields = append(page.Fields, m.field(v, key, errors))
	}
	if m.kind != "grupp" {
		return page
	}
	shown := slices.Clone(m.seats)
	for range freshSeats {
		shown = append(shown, seatForm{})
	}
	for i, s := range shown {
		page.Seats = append(page.Seats, m.seatView(v, i, s, errors))
	}
	return page
}

// field is one field of the form.
func (m *memberForm) field(v *visit, key string, errors []formError) input {
	in := input{ID: inputID(key), Name: key, Label: v.say("web.plan.field."+m.worded(key), nil), Kind: "line", Value: m.sent[key]}
	if hint := "web.plan.hint." + m.worded(key); wording.Has(v.lang, hint) {
		in.Hint = v.say(hint, nil)
	}
	in.Optional = !slices.Contains([]string{"title_sv", "name", "mail"}, key) && (key != "mailbox" || m.kind == "grupp")
	switch key {
	case "from", "to", "substitute_from", "substitute_to":
		in.Kind = "date"
	case "paragraphs":
		in.Kind = "many"
	}
	if in.Options = m.options(v, key); len(in.Options) > 0 && in.Kind == "line" {
		in.Kind = "choice"
	}
	in.chosen(m.sent[key], errors)
	return in
}

// worded is the field's word in the catalogue, where one key means two things.
func (m *memberForm) worded(key string) string {
	if key == "from" || key == "to" || key == "mailbox" || key == "name" || key == "kind" {
		return m.kind + "_" + key
	}
	return fieldWord(m.pack, key)
}

// chosen marks the option that holds, and what is wrong with the field.
func (in *input) chosen(value string, errors []formError) {
	for i := range in.Options {
		in.Options[i].Chosen = in.Options[i].Value == value
	}
	for _, e := range errors {
		if e.Anchor == in.ID {
			in.Fault = e.Said
		}
	}
}

// options are what can be chosen in a field; none of one that is free.
func (m *memberForm) options(v *visit, key string) (options []inputOption) {
	switch key {
	case "decides":
		for _, word := range grammar.Decides {
			options = append(options, inputOption{Value: word, Title: v.say("web.plan.choice."+word, nil)})
		}
	case "minutes":
		for _, word := range grammar.Minutes {
			options = append(options, inputOption{Value: word, Title: v.say("web.plan.choice."+word, nil)})
		}
	case "paragraphs":
		options = []inputOption{{Value: "yes", Title: v.say("web.plan.choice.paragraphs", nil)}}
	case "language":
		for _, l := range wording.Languages() {
			options = append(options, inputOption{Value: string(l), Title: wording.Say(l, "web.plan.choice.own_tongue", nil)})
		}
	case "kind":
		for _, kind := range kindsOf(m.pack) {
			options = append(options, inputOption{Value: kind, Title: groupTitle(v, m.pack.People, kind)})
		}
		options = append(options, inputOption{Value: another, Title: v.say("web.plan.choice.new_kind", nil)})
	case "substitute", "person":
		for _, p := range m.pack.People.Persons {
			options = append(options, inputOption{Value: p.Key, Title: p.Name})
		}
	case "role":
		for _, role := range people.SeatRoles() {
			options = append(options, inputOption{Value: role, Title: v.say("people.seat."+role, nil)})
		}
	case "of":
		for _, o := range m.pack.People.Organizations {
			options = append(options, inputOption{Value: o.Key, Title: o.Name.In(v.lang)})
		}
	}
	return options
}

// seatView is one seat of the group: closed where it stands and nothing is wrong.
func (m *memberForm) seatView(v *visit, i int, s seatForm, errors []formError) seatView {
	at := "seat" + strconv.Itoa(i) + "_"
	view := seatView{ID: "plats-" + strconv.Itoa(i), Open: s.was == nil && (i == len(m.seats) || s.person+s.name != ""), Said: v.say("web.plan.seat.new", nil)}
	if s.was != nil {
		view.Said = seatSaid(v, m.pack.People, *s.was)
		gone := input{Name: at + "gone", ID: inputID(at + "gone"), Label: v.say("web.plan.seat.gone", nil)}
		if s.gone {
			gone.Value = "yes"
		}
		view.Gone = gone
	}
	for _, one := range []struct{ key, value, kind string }{
		{"person", s.person, "choice"}, {"name", s.name, "line"}, {"mail", s.mail, "line"}, {"role", s.role, "choice"}, {"of", s.of, "choice"}, {"from", s.from, "date"}, {"to", s.to, "date"},
	} {
		if s.was != nil && slices.Contains([]string{"person", "name", "mail"}, one.key) {
			continue // who else has the seat, has another
		}
		in := input{Name: at + one.key, ID: inputID(at + one.key), Label: v.say("web.plan.seat."+one.key, nil), Kind: one.kind, Value: one.value, Optional: one.key != "person" && one.key != "role"}
		in.Options = m.options(v, one.key)
		if one.key == "role" && one.value == "" {
			one.value = people.Member
		}
		in.chosen(one.value, errors)
		if view.Open = view.Open || in.Fault != ""; one.key == "person" && s.was == nil {
			in.Hint = v.say("web.plan.seat.person_hint", nil)
		}
		view.Fields = append(view.Fields, in)
	}
	return view
}
