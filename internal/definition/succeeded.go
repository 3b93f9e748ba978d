package definition

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/people"
)

// InPlaceOf are those to turn to on a day in the place of a person who takes part no more:
// the member organizations that the person spoke for, as the latest edition that has the
// person says, and where there are none the coordinators. It is nil where letters to the
// person still reach somebody.
func (p *Pack) InPlaceOf(person string, on calendar.Date) (instead []people.Party) {
	dir := p.Newest().People
	if dir.Answers(person, on) {
		return nil
	}
	for then := range p.backwards() {
		if then.People.Person(person) == nil {
			continue
		}
		for _, organization := range then.People.SpokeFor(person) {
			if dir.IsMember(organization, on) {
				instead = append(instead, people.Party{Kind: people.AnOrg, Name: organization})
			}
		}
		break
	}
	if len(instead) == 0 {
		instead = []people.Party{{Kind: people.Coordinator}}
	}
	return instead
}

// Gone lists the persons of every edition whom letters reach no more on a day, each once.
func (p *Pack) Gone(on calendar.Date) (persons []string) {
	dir := p.Newest().People
	for then := range p.backwards() {
		for _, person := range then.People.Persons {
			if !dir.Answers(person.Key, on) && !slices.Contains(persons, person.Key) {
				persons = append(persons, person.Key)
			}
		}
	}
	return persons
}

// SubmitterHolds says whether any state is one in which the turn is its submitter's.
func (p *Pack) SubmitterHolds() bool {
	return p.holdsSomewhere(func(st State) bool { return st.HeldBy == BySubmitter })
}

// ChosenHolds says whether any state is one in which the turn is whoever's the proposal
// names.
func (p *Pack) ChosenHolds() bool {
	return p.holdsSomewhere(func(st State) bool { return st.HeldByChosen() != "" })
}

func (p *Pack) holdsSomewhere(is func(State) bool) bool {
	for w := range p.Ways() {
		if slices.ContainsFunc(w.States, is) {
			return true
		}
	}
	return false
}
