package web

import (
	"net/http"
	"slices"
	"strconv"

	"beredd/internal/calendar"
	"beredd/internal/definition/rewrite"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// freshSeats is how many empty seats a form of a group offers at a time.
const freshSeats = 4

// A seatForm is one seat of a group as the form has it.
type seatForm struct {
	was              *people.Seat // nil of a new one
	person, role, of string
	name, mail       string // of somebody who has not taken part before
	from, to         string
	gone             bool
}

// A seatView is one seat as the page shows it.
type seatView struct {
	ID, Said string
	Open     bool
	Fields   []input
	Gone     input
}

func seatForms(seats []people.Seat) (forms []seatForm) {
	for i := range seats {
		s := &seats[i]
		forms = append(forms, seatForm{was: s, person: s.Person, role: s.Role, of: s.Of, from: dateForm(s.From), to: dateForm(s.To)})
	}
	return forms
}

// sentSeats are the seats as they were sent: those that stand, then the new ones that
// anything is said of.
func sentSeats(r *http.Request, seats []seatForm) (sent []seatForm) {
	for i := 0; ; i++ {
		at := "seat" + strconv.Itoa(i) + "_"
		_, there := r.PostForm[at+"role"]
		if !there && i >= len(seats) {
			return sent
		}
		value := func(key string) string { return tidy(r.PostFormValue(at + key)) }
		s := seatForm{person: value("person"), role: value("role"), of: value("of"), name: value("name"), mail: value("mail"), from: value("from"), to: value("to"), gone: value("gone") != ""}
		if i < len(seats) {
			if s.was, s.person = seats[i].was, seats[i].person; !there {
				s = seats[i]
			}
		}
		if s.was != nil || s.person != "" || s.name != "" || s.mail != "" {
			sent = append(sent, s)
		}
	}
}

// lacksSeats says what is missing of seats.
func (m *memberForm) lacksSeats(v *visit) (wrong []formError) {
	for i, s := range m.seats {
		add := func(key, said string, args wording.Args) {
			wrong = append(wrong, formError{inputID("seat" + strconv.Itoa(i) + "_" + key), v.say(said, args)})
		}
		switch {
		case s.gone:
			continue
		case s.person == "" && s.name == "":
			add("person", "web.plan.seat.nobody", nil)
		case s.person != "" && s.name != "":
			add("name", "web.plan.seat.two", nil)
		case s.name != "" && s.mail == "":
			add("mail", "web.plan.seat.no_mail", wording.Args{"Name": s.name})
		}
		for key, day := range map[string]string{"from": s.from, "to": s.to} {
			if _, err := calendar.ParseDate(day); day != "" && err != nil {
				add(key, "web.plan.not_a_day", wording.Args{"Said": day})
			}
		}
	}
	return wrong
}

// addPersons adds to the file those who have not taken part before, and seats them.
func (m *memberForm) addPersons() (err error) {
	for i, s := range m.seats {
		if s.gone || s.name == "" {
			continue
		}
		m.seats[i].person = m.freeKey(s.name)
		m.text, err = rewrite.Entry(m.text, []string{"persons", m.seats[i].person}, []rewrite.Pair{{Key: "name", Value: s.name}, {Key: "mail", Value: s.mail}})
		if err != nil {
			return err
		}
	}
	return nil
}

// pairs are what a pack says of a seat.
func (s seatForm) pairs() []rewrite.Pair {
	role := s.role
	if role == people.Member {
		role = ""
	}
	return []rewrite.Pair{{Key: "person", Value: s.person}, {Key: "role", Value: some(role)}, {Key: "of", Value: some(s.of)}, {Key: "from", Value: some(s.from)}, {Key: "to", Value: some(s.to)}}
}

// newSeats are all seats of a new group.
func (m *memberForm) newSeats() any {
	var seats []any
	for _, s := range m.seats {
		if !s.gone {
			seats = append(seats, s.pairs())
		}
	}
	if len(seats) == 0 {
		return nil
	}
	return seats
}

// rewriteSeats is the file with the seats of a group as the form has them. The last is
// taken first, so that the places of the others hold.
func (m *memberForm) rewriteSeats() (err error) {
	at := []string{memberSections[m.kind], m.key, "seats"}
	var fresh []seatForm
	for i, s := range slices.Backward(m.seats) {
		place := append(slices.Clone(at), "#"+strconv.Itoa(i))
		switch {
		case s.was == nil:
			fresh = append(fresh, s)
		case s.gone:
			m.text, err = rewrite.Entry(m.text, place, nil)
		default:
			before := seatForms([]people.Seat{*s.was})[0].pairs()
			for _, p := range s.pairs() {
				if err == nil && !same(before, p) {
					m.text, err = rewrite.Entry(m.text, append(slices.Clone(place), p.Key), p.Value)
				}
			}
		}
		if err != nil {
			return err
		}
	}
	for _, s := range slices.Backward(fresh) {
		if s.gone {
			continue
		}
		if m.text, err = rewrite.Entry(m.text, append(slices.Clone(at), "#+"), s.pairs()); err != nil {
			return err
		}
	}
	return nil
}
