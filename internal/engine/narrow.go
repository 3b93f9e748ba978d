package engine

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// electorate are those whom a round asks today, with the members through whom bodies
// answer.
func (d *deciding) electorate(line *definition.Round) []Respondent {
	return d.withMembers(line, d.narrowed(line.Narrow, d.respondents(d.askedBy(line))))
}

// narrowed are those of some respondents whom a line does not leave out.
func (d *deciding) narrowed(n definition.Narrowing, all []Respondent) []Respondent {
	if !n.Narrows() {
		return all
	}
	out := d.keptOut(n)
	return slices.DeleteFunc(all, func(r Respondent) bool {
		return len(n.Only) > 0 && !d.saidOne(n.Only, r.Key()) || d.saidOne(n.ButSaid, r.Key()) || out[r.Key()]
	})
}

// saidOne says whether a respondent has given one of some answers, in the latest round of
// the name that has opened; of rounds that add in one of them.
func (d *deciding) saidOne(all []definition.Said, respondent string) bool {
	return slices.ContainsFunc(all, func(said definition.Said) bool {
		return slices.ContainsFunc(d.put(said.Round), func(round *Round) bool {
			return slices.ContainsFunc(round.Respondents, func(r Respondent) bool {
				return r.Of == "" && r.Key() == respondent && r.Answer == said.Answer
			})
		})
	})
}

// put are the rounds of a name whose answers count together, of those that have opened
// and were not withdrawn.
func (d *deciding) put(name string) (all []*Round) {
	for i := len(d.p.Rounds) - 1; i >= 0; i-- {
		round := &d.p.Rounds[i]
		if round.Name != name || round.OpenedAt.IsZero() || round.Withdrawn {
			continue
		}
		if len(all) > 0 && (!d.adds(name) || !round.Since.Equal(all[0].Since)) {
			break
		}
		all = append(all, round)
	}
	return all
}

// leftOut are those who are named as left out, by their keys: of a body whoever sits there
// too, and of the submitter the organizations that the person speaks for.
func (d *deciding) leftOut(but []people.Party) map[string]bool {
	out := map[string]bool{}
	for _, party := range d.oneByOne(but) {
		at := d.resolve(party)
		for _, r := range d.asks(at) {
			if at.Seat == "" || r.Body == "" {
				out[r.Key()] = true
			}
		}
		if at.Kind == people.ABody {
			for _, person := range d.people().Holders(at.Name, at.Seat, d.today) {
				out[person] = true
			}
		}
		if party.Kind == people.Submitter {
			for _, organization := range d.people().OrganizationsOf(at.Name, d.today) {
				out[organization] = true
			}
		}
	}
	return out
}

// eachOf are some parties one by one, each as a respondent is, but for those whom a line
// leaves out.
func (d *deciding) eachOf(n definition.Narrowing, parties []people.Party) (each []people.Party) {
	if !n.Narrows() {
		return parties
	}
	for _, party := range d.oneByOne(parties) {
		all := []people.Party{d.resolve(party)}
		if party.Kind == people.Followers {
			all = d.following()
		}
		for _, at := range all {
			for _, r := range d.narrowed(n, d.asks(at)) {
				each = append(each, only(at, r))
			}
		}
	}
	return each
}

// only is the one respondent of a party, in the quality in which the party names it.
func only(party people.Party, r Respondent) people.Party {
	switch {
	case r.Organization != "":
		return people.Party{Kind: people.AnOrg, Name: r.Organization, Function: party.Function}
	case party.Each:
		party.Holder = r.Person
	case party.Kind == people.Coordinator:
		return people.Party{Kind: people.APerson, Name: r.Person, As: people.WhyCoordinator}
	}
	return party
}

// SaidBefore is what a respondent has answered to an earlier round, for which a line asks
// or writes to it: what people call the answer and the round. It is not ok where the line
// names no answers, or the respondent gave none of them.
func SaidBefore(flow *definition.Workflow, p Proposal, n definition.Narrowing, respondent string) (answer, round wording.Text, ok bool) {
	d := &deciding{flow: flow, p: p}
	for _, said := range n.Only {
		line := flow.Round(said.Round)
		if line == nil || line.Answer(said.Answer) == nil || !d.saidOne([]definition.Said{said}, respondent) {
			continue
		}
		return line.Answer(said.Answer).Title, line.Title, true
	}
	return nil, nil, false
}
