package definition

import (
	"slices"

	"beredd/internal/definition/source"
	"beredd/internal/people"
)

// maySubmit says whether a party may be, or have among those behind it, somebody who has
// submitted a proposal of the kind.
func (s *scope) maySubmit(p people.Party) bool {
	openers := slices.Concat(s.flow.OpenedBy, s.flow.OpenedAnyhow, s.flow.heirs())
	if len(s.flow.OpenedBy) == 0 {
		openers = append(openers, people.Party{Kind: people.Role, Name: s.flow.Drafting()})
	}
	if p.Kind == people.Submitter || s.flow.OpenedByAnother {
		return true
	}
	may := s.speakers(s.readers(openers))
	for who := range s.speakers(s.readers([]people.Party{p})) {
		if may[who] {
			return true
		}
	}
	return false
}

// speakers are a readership with those who speak for its organizations.
func (s *scope) speakers(r readership) readership {
	for _, o := range s.people.Organizations {
		if !r["organization "+o.Key] {
			continue
		}
		for _, c := range o.Contacts {
			r[c.Person] = true
		}
		for _, b := range s.people.Bodies {
			for _, at := range b.Seats {
				if at.Of == o.Key && at.Role != people.Adjunct {
					r[at.Person] = true
				}
			}
		}
	}
	return r
}

// checkFirstHolder reports a kind of proposal that begins with its submitter or somebody
// chosen, and says of nobody that it may open one: no body's members are asked for there.
func (s *scope) checkFirstHolder() {
	if len(s.flow.States) == 0 || s.flow.States[0].HeldBy == "" || s.flow.States[0].HeldByRole() != "" {
		return
	}
	if len(s.flow.OpenedBy) == 0 && !s.flow.OpenedByAnother && s.flow.openedAt == (source.Pos{}) {
		s.r.fail(s.flow.States[0].Pos, "submitter_opens", nil)
	}
}
