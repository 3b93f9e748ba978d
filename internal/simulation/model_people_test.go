package simulation_test

import (
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
)

// town is who there is, as the model knows it: a pack's lists, looked through from
// the beginning for every question.
type town struct {
	pack  *definition.Pack
	today calendar.Date
	acts  string              // who is not written to, or ""
	out   []string            // who takes no part
	rolls map[string][]string // who was at a meeting, by its day
}

// on says whether a stay that may be open at both ends holds today.
func (w town) on(from, to calendar.Date) bool {
	return !w.today.Before(from) && (to.IsZero() || !to.Before(w.today))
}

// chain is a person, and who stands in for the one before while that one is away.
func (w town) chain(person string) []string {
	chain := []string{person}
	for i := 0; i < len(chain); i++ {
		p := w.pack.People.Person(chain[i])
		if p != nil && p.Substitute != nil && w.on(p.Substitute.From, p.Substitute.To) && !slices.Contains(chain, p.Substitute.Person) && !w.leaves(chain[i], p.Substitute.Person) {
			chain = append(chain, p.Substitute.Person)
		}
	}
	return chain
}

// leaves says whether any of some persons takes no part.
func (w town) leaves(persons ...string) bool {
	return slices.ContainsFunc(persons, func(p string) bool { return slices.Contains(w.out, p) })
}

// seats are a body's seats today that a word asks for: "" is all but adjuncts where
// somebody acts, and but substitutes too where somebody is written to.
func (w town) seats(body, seat string, written bool) (persons []string) {
	b := w.pack.People.Body(body)
	if b == nil {
		return nil
	}
	vice := seat == people.Chair && !slices.ContainsFunc(b.Seats, func(s people.Seat) bool { // nobody else presides
		return s.Role == people.Chair && w.on(s.From, s.To) && !w.leaves(s.Person) && (written || len(w.chain(s.Person)) == 1)
	})
	for _, s := range b.Seats {
		voice := s.Role == people.Chair || s.Role == people.ViceChair || s.Role == people.Member
		asked := s.Role == seat || vice && s.Role == people.ViceChair || seat == people.EveryMember && voice ||
			seat == "" && s.Role != people.Adjunct && !(written && s.Role == people.SubstituteMember)
		if asked && w.on(s.From, s.To) && !w.leaves(s.Person) {
			persons = append(persons, s.Person)
		}
	}
	return persons
}

// speaks says whether a person may speak for an organization, in a function's
// matters.
func (w town) speaks(person, organization, function string) bool {
	o := w.pack.People.Organization(organization)
	if o == nil || !w.on(o.From, o.To) {
		return false
	}
	is := func(other string) bool { return slices.Contains(w.chain(other), person) }
	named := false
	for _, c := range o.Contacts {
		if function != "" && c.Function == function {
			if named = true; is(c.Person) {
				return true
			}
		}
	}
	if named {
		return false
	}
	for _, c := range o.Contacts {
		if is(c.Person) {
			return true
		}
	}
	for _, b := range w.pack.People.Bodies {
		for _, s := range b.Seats {
			if s.Of == organization && s.Role != people.Adjunct && w.on(s.From, s.To) && is(s.Person) {
				return true
			}
		}
	}
	return false
}

// instead are those in the place of a submitter who has left with nobody to stand in: the
// organizations that named the person, or the coordinators.
func (w town) instead(m *model) (parties []people.Party) {
	chain := w.chain(m.submitter)
	for _, key := range []string{m.submitter, chain[len(chain)-1]} {
		if p := w.pack.People.Person(key); p != nil && w.on(p.From, p.To) {
			return nil
		}
	}
	for _, o := range w.pack.People.Organizations {
		named := slices.ContainsFunc(o.Contacts, func(c people.Contact) bool { return c.Person == m.submitter })
		for _, b := range w.pack.People.Bodies {
			for _, s := range b.Seats {
				named = named || s.Person == m.submitter && s.Of == o.Key && s.Role != people.Adjunct
			}
		}
		if named && w.on(o.From, o.To) {
			parties = append(parties, people.Party{Kind: people.AnOrg, Name: o.Key})
		}
	}
	if len(parties) == 0 {
		return []people.Party{{Kind: people.Coordinator}}
	}
	return parties
}

// may says whether a person belongs to a party.
func (w town) may(m *model, person string, party people.Party) bool {
	own := w.pack.People.Person(person)
	is := func(other string) bool {
		return slices.Contains(w.chain(other), person) && (own == nil || w.on(own.From, own.To))
	}
	if w.leaves(person) {
		return false
	}
	switch party.Kind {
	case people.Role:
		return slices.ContainsFunc(w.seats(m.bodies[party.Name], party.Seat, false), is)
	case people.ABody:
		return slices.ContainsFunc(w.seats(party.Name, party.Seat, false), is)
	case people.Bodies:
		return slices.ContainsFunc(w.pack.People.Bodies, func(b people.Body) bool {
			return b.Kind == party.OfKind && slices.ContainsFunc(w.seats(b.Key, party.Seat, false), is)
		})
	case people.Coordinator:
		return slices.Contains(w.pack.People.Coordinators, person)
	case people.APerson:
		return is(party.Name)
	case people.Chosen:
		return slices.ContainsFunc(w.turned(m, party.Name), func(p people.Party) bool { return w.may(m, person, p) })
	case people.Submitter:
		if instead := w.instead(m); len(instead) > 0 {
			return slices.ContainsFunc(instead, func(p people.Party) bool { return w.may(m, person, p) })
		}
		return is(m.submitter)
	case people.AnOrg:
		return w.speaks(person, party.Name, "")
	case people.Organizations:
		return slices.ContainsFunc(w.pack.People.Organizations, func(o people.Organization) bool {
			return (party.OfKind == "" || o.Kind == party.OfKind) && w.speaks(person, o.Key, "")
		})
	}
	return false
}

// addresses are where letters to a party go today.
func (w town) addresses(m *model, party people.Party) (all []string) {
	person := func(key string) {
		chain := w.chain(key)
		if key == w.acts && len(chain) == 1 {
			return
		}
		if p := w.pack.People.Person(chain[len(chain)-1]); p != nil && p.Mail != "" && w.on(p.From, p.To) && !w.leaves(p.Key) {
			all = append(all, strings.ToLower(p.Mail))
		}
	}
	body := func(key, seat string) {
		for _, p := range w.seats(key, seat, true) {
			person(p)
		}
		if b := w.pack.People.Body(key); b != nil && b.Mailbox != "" && seat == "" {
			all = append(all, strings.ToLower(b.Mailbox))
		}
	}
	organization := func(o people.Organization) {
		if !w.on(o.From, o.To) {
			return
		}
		if o.Mailbox != "" {
			all = append(all, strings.ToLower(o.Mailbox))
		}
		for _, c := range o.Contacts {
			if party.Function != "" && c.Function == party.Function {
				person(c.Person)
			}
		}
	}
	switch party.Kind {
	case people.Role:
		body(m.bodies[party.Name], party.Seat)
	case people.ABody:
		body(party.Name, party.Seat)
	case people.Bodies:
		for _, b := range w.pack.People.Bodies {
			if b.Kind == party.OfKind {
				body(b.Key, "")
			}
		}
	case people.Coordinator:
		for _, key := range w.pack.People.Coordinators {
			person(key)
		}
	case people.APerson:
		person(party.Name)
	case people.Chosen:
		for _, p := range w.turned(m, party.Name) {
			all = append(all, w.addresses(m, p)...)
		}
	case people.Submitter:
		instead := w.instead(m)
		for _, p := range instead {
			all = append(all, w.addresses(m, p)...)
		}
		if len(instead) == 0 {
			person(m.submitter)
		}
	case people.AnOrg, people.Organizations:
		for _, o := range w.pack.People.Organizations {
			if party.Kind == people.Organizations && (party.OfKind == "" || party.OfKind == o.Kind) || party.Name == o.Key && party.Kind == people.AnOrg {
				organization(o)
			}
		}
	}
	return all
}

// asked are the respondents that parties are today, by name.
func (w town) asked(m *model, parties []people.Party) (keys []string) {
	add := func(key string) {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	parties = w.inPlace(m, parties)
	for i := 0; i < len(parties); i++ {
		party := parties[i]
		if instead := w.instead(m); party.Kind == people.Submitter && len(instead) > 0 {
			parties = slices.Insert(slices.Delete(slices.Clone(parties), i, i+1), i, instead...)
			party = parties[i]
		}
		switch party.Kind {
		case people.Role:
			party.Kind, party.Name = people.ABody, m.bodies[party.Name]
		case people.Submitter:
			party.Kind, party.Name = people.APerson, m.submitter
		}
		switch {
		case party.Kind == people.ABody && party.Each:
			for _, person := range w.seats(party.Name, party.Seat, true) {
				add(person)
			}
		case party.Kind == people.Bodies:
			for _, b := range w.pack.People.Bodies {
				if b.Kind == party.OfKind {
					add(b.Key)
				}
			}
		case party.Kind == people.Coordinator:
			for _, person := range w.pack.People.Coordinators {
				if !w.leaves(person) {
					add(person)
				}
			}
		case party.Kind == people.Organizations:
			for _, o := range w.pack.People.Organizations {
				if (party.OfKind == "" || party.OfKind == o.Kind) && w.on(o.From, o.To) {
					add(o.Key)
				}
			}
		default:
			add(party.Name)
		}
	}
	return keys
}

// reached are the addresses of one respondent of a round: of an organization whose
// question a colleague has its mailbox and that one's.
func (w town) reached(m *model, a *asking, key string) []string {
	deputy := w.pack.People.Person(a.deputy[key])
	switch {
	case w.pack.People.Organization(key) != nil && deputy != nil && w.on(deputy.From, deputy.To):
		mailbox := w.addresses(m, people.Party{Kind: people.AnOrg, Name: key})
		return append(mailbox, w.addresses(m, people.Party{Kind: people.APerson, Name: deputy.Key})...)
	case w.pack.People.Organization(key) != nil:
		return w.addresses(m, people.Party{Kind: people.AnOrg, Name: key, Function: w.function(a.line, key)})
	case w.pack.People.Body(key) != nil:
		return w.addresses(m, people.Party{Kind: people.ABody, Name: key, Seat: w.seat(m, a.line, key)})
	}
	return w.addresses(m, people.Party{Kind: people.APerson, Name: key})
}

// seat is by which seat a round asks a body, where all that ask it say the same and
// somebody has it.
func (w town) seat(m *model, line *definition.Round, key string) string {
	var seats []string
	for _, party := range line.Asks {
		if party.Kind == people.Role {
			party.Name = m.bodies[party.Name]
		}
		if party.Kind == people.Bodies && w.pack.People.Body(key).Kind == party.OfKind {
			return ""
		}
		if party.Name == key && !slices.Contains(seats, party.Seat) {
			seats = append(seats, party.Seat)
		}
	}
	if len(seats) != 1 || len(w.seats(key, seats[0], true)) == 0 {
		return ""
	}
	return seats[0]
}

// function is as whom a round asks an organization.
func (w town) function(line *definition.Round, key string) (function string) {
	o := w.pack.People.Organization(key)
	for _, party := range line.Askable() {
		if party.Kind == people.Organizations && (party.OfKind == "" || party.OfKind == o.Kind) || party.Kind == people.AnOrg && party.Name == key {
			function = party.Function
		}
	}
	return function
}

// counted is the date so far from another, found day by day.
func (w town) counted(from calendar.Date, p calendar.Period, sign int, otherwise string) (calendar.Date, bool) {
	day := from
	switch p.Unit {
	case calendar.Days, calendar.WholeWeeks:
		n := p.Count
		if p.Unit == calendar.WholeWeeks {
			n *= 7
		}
		for range n {
			day = day.AddDays(sign)
		}
	case calendar.Months, calendar.Years:
		n := p.Count * sign
		if p.Unit == calendar.Years {
			n *= 12
		}
		month := from.Year*12 + int(from.Month) - 1 + n
		day = calendar.Date{Year: month / 12, Month: time.Month(month%12 + 1), Day: 1}
		for want, first := from.Day, day.Month; day.Day < want && day.AddDays(1).Month == first; {
			day = day.AddDays(1)
		}
	case calendar.Workdays:
		for n := p.Count; n > 0; {
			if day = day.AddDays(sign); w.isWorkday(day) {
				n--
			}
		}
	default:
		return day, false // hours and minutes, or no period
	}
	for otherwise == calendar.ElseNext && !w.isWorkday(day) {
		day = day.AddDays(1)
	}
	for otherwise == calendar.ElsePrevious && !w.isWorkday(day) {
		day = day.AddDays(-1)
	}
	return day, true
}

// countedBut is the day so far from another, day by day but for those of some windows.
func (w town) countedBut(flow *definition.Workflow, line *definition.Deadline, day calendar.Date) (calendar.Date, bool) {
	n := map[calendar.Unit]int{calendar.Days: 1, calendar.Workdays: 1, calendar.WholeWeeks: 7}[line.Within.Unit] * line.Within.Count
	if n == 0 || line.Else != "" {
		return day, false
	}
	for n > 0 {
		day = day.AddDays(1)
		still := false
		for _, name := range line.Still {
			inside, known := within(flow.Window(name), day)
			if !known {
				return day, false
			}
			still = still || inside
		}
		if !still && (line.Within.Unit != calendar.Workdays || w.isWorkday(day)) {
			n--
		}
	}
	return day, true
}

// isWorkday looks a day up: a Saturday, a Sunday or a closed day is none.
func (w town) isWorkday(day calendar.Date) bool {
	_, closed := w.pack.Calendar.Closed(day)
	return !closed && day.Weekday() != 0 && day.Weekday() != 6
}

// due is the day that a line sets, for what began on another: day by day from there,
// or from a date that the proposal carries.
func (w town) due(m *model, line *definition.Deadline, began calendar.Date) (calendar.Date, bool) {
	if line == nil || line.Time != "" || len(line.Runs)+len(line.Stops) > 0 { // what waits for other things
		return calendar.Date{}, false
	}
	if line.At == nil && len(line.Still) > 0 {
		return w.countedBut(m.flow, line, began)
	}
	if line.At == nil {
		return w.counted(began, line.Within, 1, line.Else)
	}
	var text any
	switch line.At.Of {
	case "meeting":
		text = m.meeting
	case "proposal":
		text = m.values[line.At.Name]
	case "decision":
		text = m.decision[line.At.Name]
	}
	said, _ := text.(string)
	base, err := calendar.ParseDate(said)
	o := line.At.Offset
	if err != nil || o.Weekday != nil {
		return calendar.Date{}, false
	}
	sign := 1
	if o.Side == calendar.Before {
		sign = -1
	}
	if o.Period.IsZero() {
		o.Period.Unit = calendar.Days
	}
	return w.counted(base, o.Period, sign, line.Else)
}

// dueOf is the day that a round is to be answered by.
func (w town) dueOf(m *model, a *asking) (calendar.Date, bool) {
	if t := a.clock; t != nil {
		if t.still { // however long
			return w.today.AddDays(1), !t.unsure && !a.moved
		}
		return t.due, !t.unsure && !a.moved
	}
	day, known := w.due(m, a.line.Deadline, a.began)
	return day, known && !a.moved
}
