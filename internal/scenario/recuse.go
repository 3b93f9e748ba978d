package scenario

import (
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
)

// recuse declares a conflict of interest, or takes it back.
func (p *player) recuse(proposal engine.Proposal, step *definition.RecuseStep) ([]engine.Act, error) {
	actor, err := p.cast().actor(step.As, proposal)
	if err != nil {
		return nil, err
	}
	act := engine.Act{Kind: engine.Recuse, Proposal: proposal.ID, Actor: actor, Inputs: step.Inputs}
	if step.Back {
		act.Kind = engine.Unrecuse
	}
	if step.For != "" {
		whose, err := p.cast().actor(step.For, proposal)
		act.Respondent = whose.Person
		return []engine.Act{act}, err
	}
	return []engine.Act{act}, nil
}

// recused compares whose conflicts of interest stand.
func (p *player) recused(want []string, proposal engine.Proposal) []Problem {
	var got []string
	for _, c := range proposal.Conflicts {
		if c.Stands() {
			got = append(got, c.Person)
		}
	}
	return p.samePersons("recused", want, got, proposal)
}

// agreed compares who has agreed to steps that several take together: persons, or
// organizations for which somebody has.
func (p *player) agreed(want []string, proposal engine.Proposal) []Problem {
	var got []string
	as := map[string]string{} // who has agreed as an organization
	for _, a := range proposal.Agreements {
		for _, g := range a.Agreed {
			got = append(got, g.Person)
			for _, party := range g.As {
				organization, _, _ := strings.Cut(party, ".")
				as[organization] = g.Person
			}
		}
	}
	persons := slices.Clone(want)
	for i, word := range want {
		party, ok := p.cast().party(word, proposal)
		if person := as[party.Name]; ok && party.Kind == people.AnOrg && person != "" {
			persons[i] = person
		}
	}
	return p.samePersons("agreed", persons, got, proposal)
}

// samePersons compares persons in any order.
func (p *player) samePersons(what string, want, got []string, proposal engine.Proposal) []Problem {
	var wanted []string
	for _, word := range want {
		if party, ok := p.cast().party(word, proposal); ok {
			word = party.Name
		}
		wanted = append(wanted, word)
	}
	slices.Sort(got)
	slices.Sort(wanted)
	if slices.Equal(got, wanted) {
		return nil
	}
	return []Problem{differs(what, strings.Join(wanted, ", "), strings.Join(got, ", "))}
}
