package definition

import (
	"slices"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// takers reads a step's by: who may take it, or {all: …}, who take it together.
func (s *scope) takers(n source.Node) (parties []people.Party, together bool) {
	if _, all := n.Get("all"); n.Kind != source.Mapping || !all {
		return s.parties(n), false
	}
	t := s.r.table(grammar.Together, n, source.Pos{})
	defer t.done()
	all, _ := t.must("all")
	parties = s.parties(all)
	if slices.ContainsFunc(parties, func(p people.Party) bool { return p.Kind == people.System }) {
		s.r.fail(all.Pos, "system_together", nil)
		return nil, true
	}
	if len(parties) == 1 && !IsSeveral(parties[0]) {
		s.r.fail(all.Pos, "together_alone", wording.Args{"Found": parties[0].String()})
	}
	return parties, true
}

// IsSeveral says whether each of those behind a party agrees for itself, where a step
// is taken together.
func IsSeveral(p people.Party) bool {
	return p.Each || p.Kind == people.Organizations || p.Kind == people.Bodies || isChosen(p)
}

// canTogether says whether there are persons enough, each for one of the parties
// alone. Whom nobody can name beforehand counts as somebody.
func (s *scope) canTogether(t Transition) bool {
	var can [][]string
	for _, p := range t.By {
		if persons, known := s.personsOf(p); known {
			can = append(can, persons)
		}
	}
	return people.Unmatched(can) == nil
}

// checkOpensTogether warns of a step of which the submitter is one, where who may open a
// proposal is another of them alone: one word is missing then.
func (s *scope) checkOpensTogether(t Transition) {
	submitter := slices.IndexFunc(t.By, func(p people.Party) bool { return p.Kind == people.Submitter })
	if submitter < 0 || s.flow.OpenedByAnother {
		return
	}
	openers := s.flow.OpenedBy
	if len(openers) == 0 {
		openers = []people.Party{{Kind: people.Role, Name: s.flow.Drafting()}}
	}
	can := [][]string{nil}
	named := []people.Party{t.By[submitter]}
	for _, p := range t.By {
		if persons, known := s.personsOf(p); known {
			can, named = append(can, persons), append(named, p)
		}
	}
	for _, opener := range openers {
		persons, _ := s.personsOf(opener)
		for _, person := range persons {
			can[0] = []string{person}
			if left := people.Unmatched(can); len(left) > 0 {
				s.r.warn(t.Pos, "together_as_one", wording.Args{"Found": t.Name, "Party": named[left[0]].String(), "Person": s.people.Person(person).Name})
				return
			}
		}
	}
}

// personsOf are those who may ever be a party, where that is known and it is one.
func (s *scope) personsOf(p people.Party) (persons []string, known bool) {
	persons, known = s.sitters(p)
	for i := 0; i < len(persons); i++ { // and whoever stands in for one of them
		person := s.people.Person(persons[i])
		if person == nil {
			return nil, false // it could not be read
		}
		if sub := person.Substitute; sub != nil && !slices.Contains(persons, sub.Person) {
			persons = append(persons, sub.Person)
		}
	}
	return persons, known
}

// sitters are the same, but for those who only stand in for one of them.
func (s *scope) sitters(p people.Party) (persons []string, known bool) {
	switch {
	case IsSeveral(p):
		return nil, false
	case p.Kind == people.APerson:
		persons = []string{p.Name}
	case p.Kind == people.Coordinator:
		persons = slices.Clone(s.people.Coordinators)
	case p.Kind == people.Role, p.Kind == people.ABody:
		for _, key := range s.bodiesOf(p) {
			if b := s.people.Body(key); b != nil {
				for _, seat := range b.Seats {
					if seat.Is(p.Seat) || p.Seat == people.Chair && seat.Role == people.ViceChair || p.Seat == "" && seat.Role != people.Adjunct {
						persons = append(persons, seat.Person)
					}
				}
			}
		}
	default:
		return nil, false
	}
	return persons, len(persons) > 0
}
