package engine

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// PassedTo is the word under which the private part of an event has to whom a question
// was handed over.
const PassedTo = "passed_to"

// Colleagues are those who may be handed a question that is asked of an organization:
// everybody else who may speak for it, in whatever matters.
func Colleagues(pack *definition.Pack, r Respondent, not string, on calendar.Date) (keys []string) {
	if r.Organization == "" {
		return nil
	}
	for i := range pack.People.Persons {
		person := &pack.People.Persons[i]
		if person.Key == not || person.Key == r.Deputy || !person.TakesPart(on) {
			continue
		}
		if pack.People.Speaks(person.Key, r.Organization, "", on) {
			keys = append(keys, person.Key)
		}
	}
	return keys
}

// passOn lets a colleague answer for an organization, from here on. The function
// mailbox goes on having every letter; whoever else had the question is told, and can
// answer by a link no more.
func (d *deciding) passOn() *fault.Error {
	round, respondent, f := d.asked()
	if f != nil {
		return f
	}
	line := d.flow.Round(round.Name)
	if f := d.mayAnswer(line, *respondent); f != nil {
		return f
	}
	if !round.Open() || respondent.IsSettled() {
		return fault.New(fault.Gone, "round_closed", wording.Args{"Round": d.roundTitle(round.Name)})
	}
	if !slices.Contains(Colleagues(d.pack, *respondent, d.act.Actor.Person, d.today), d.act.To) || d.p.ConflictOf(d.act.To) != nil {
		return fault.New(fault.Invalid, "no_colleague", wording.Args{"Who": d.respondentName(respondent.Key())}).On("to")
	}
	had := d.recipientsOf(line, *respondent)
	respondent.Deputy = d.act.To
	d.touched.rounds[round.ID] = true
	d.happened(PassedOn, Data{Round: line.Name, Nth: round.Nth, Respondent: respondent.Key(), Assurance: d.act.Actor.Assurance},
		Private{Person: d.act.Actor.Person, Texts: map[string]string{PassedTo: d.act.To}})
	for _, recipient := range d.recipientsOf(line, *respondent) {
		if recipient.Person != "" {
			n := d.notice(letterAsked, recipient)
			n.Round, n.Respondent = round.ID, respondent.Key()
			d.owe(n)
		}
	}
	for _, recipient := range had {
		if recipient.Person == "" || recipient.Person != d.act.Actor.Person && recipient.Person != d.act.To {
			d.owe(d.notice(letterInformation, recipient))
		}
	}
	return nil
}

// deputized puts whom a question was handed over to in the place of an organization's
// contacts. The function mailbox stays. Who takes part no longer has it no longer.
func (d *deciding) deputized(r Respondent, to []people.Recipient) []people.Recipient {
	person := d.pack.People.Person(r.Deputy)
	if person == nil || !person.TakesPart(d.today) {
		return to
	}
	to = slices.DeleteFunc(to, func(one people.Recipient) bool { return one.Person != "" })
	for _, one := range d.people().Recipients(people.Party{Kind: people.APerson, Name: r.Deputy}, d.today) {
		one.Organization = r.Organization
		to = append(to, one)
	}
	return to
}
