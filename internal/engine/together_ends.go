package engine

import (
	"reflect"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// tellFallen tells those whose word to a step counts no more.
func (d *deciding) tellFallen(persons []string) {
	for _, person := range persons {
		if person == d.act.Actor.Person {
			continue
		}
		for _, recipient := range d.recipients([]people.Party{{Kind: people.APerson, Name: person}}) {
			d.owe(d.notice(letterAgreedNoMore, recipient))
		}
	}
}

// tellTakers tells those who take a step together from where the proposal has come, where
// nobody who holds it there is one of them: nobody else would put it to them. Whom the
// pack has written to is not told twice.
func (d *deciding) tellTakers() {
	told := slices.Clone(d.notices)
	for i := range d.flow.Transitions {
		t := &d.flow.Transitions[i]
		if !t.Together || !leadsFrom(t, d.p.State) {
			continue
		}
		takers := d.takers(t)
		holders := d.holderPersons()
		if slices.ContainsFunc(holders, func(person string) bool { return d.belongs(person, takers) }) {
			continue
		}
		for _, recipient := range d.recipients(takers) {
			has := slices.ContainsFunc(told, func(n Notice) bool { return n.Mail == recipient.Mail })
			if !has && (recipient.Person == "" || recipient.Person != d.act.Actor.Person) {
				d.owe(d.notice(letterInformation, recipient))
			}
		}
	}
}

// takeBack takes back that the acting person has agreed to a step.
func (d *deciding) takeBack() *fault.Error {
	t := d.flow.Transition(d.act.Transition)
	if t == nil {
		return fault.New(fault.NotFound, "unknown_transition", wording.Args{"What": d.act.Transition})
	}
	a := d.p.AgreementOn(t.Name)
	if a.by(d.act.Actor.Person) == nil {
		return fault.New(fault.Conflict, "not_agreed", wording.Args{"What": t.Title})
	}
	if f := d.take(nil, []string{"comment"}, nil); f != nil {
		return f
	}
	d.happened(TookBack, Data{Transition: t.Name}, d.carry())
	d.unsay(d.act.Actor.Person, t.Name)
	return nil
}

// unsay lets a person's word to one step fall, or to all where none is named.
func (d *deciding) unsay(person, transition string) {
	for _, a := range slices.Clone(d.p.Agreements) {
		if a.by(person) == nil || transition != "" && a.Transition != transition {
			continue
		}
		a.Agreed = slices.DeleteFunc(slices.Clone(a.Agreed), func(g Agreed) bool { return g.Person == person })
		d.setAgreement(a)
	}
}

// tendAgreements lets fall what was agreed about a proposal that has changed since:
// its text, a field, a paper or its meeting. What leads from elsewhere than where it
// stands now is void without a word.
func (d *deciding) tendAgreements() {
	d.p.Agreements = slices.DeleteFunc(slices.Clone(d.p.Agreements), func(a Agreement) bool {
		t := d.flow.Transition(a.Transition)
		return t == nil || !t.Together || !leadsFrom(t, d.p.State) || !d.p.Entered.Equal(d.was.Entered)
	})
	if len(d.p.Agreements) == 0 || !d.differs() {
		return
	}
	for _, a := range slices.Clone(d.p.Agreements) {
		was := d.was.AgreementOn(a.Transition)
		if was == nil {
			continue // it was put in this very act, on what stands now
		}
		fell := slices.DeleteFunc(was.persons(), func(person string) bool { return d.act.Kind == Do && person == d.act.Actor.Person })
		if len(fell) == 0 {
			continue
		}
		a.Agreed = slices.DeleteFunc(slices.Clone(a.Agreed), func(g Agreed) bool { return slices.Contains(fell, g.Person) })
		d.setAgreement(a)
		d.happened(AgreedNoMore, Data{Transition: a.Transition}, Private{})
		d.tellFallen(fell)
	}
}

// differs says whether what may be agreed on is another than before the act.
func (d *deciding) differs() bool {
	a, b := d.was, d.p
	day := func(m *Meeting) any {
		if m == nil {
			return nil
		}
		return m.Date
	}
	return a.Title != b.Title || a.Summary != b.Summary || a.Proposed != b.Proposed || a.ownDocuments() != b.ownDocuments() ||
		day(a.Meeting) != day(b.Meeting) || len(a.Fields)+len(b.Fields) > 0 && !reflect.DeepEqual(a.Fields, b.Fields)
}

// A Joint is how it stands with a step that several take together.
type Joint struct {
	Inputs map[string]any // what was given with it
	Agreed []Agreed
	Waits  []wording.Text // those whose word is missing
	Mine   bool           // the reader has given its word
}

// joint is how it stands with a step for the acting person, or nil.
func (d *deciding) joint(t *definition.Transition) *Joint {
	if !t.Together {
		return nil
	}
	j := &Joint{Waits: d.whoEach(d.unspoken(t, d.agreedOn(t)))}
	if a := d.p.AgreementOn(t.Name); a != nil {
		j.Inputs, j.Agreed, j.Mine = a.Inputs, a.Agreed, a.by(d.act.Actor.Person) != nil
	}
	return j
}
