package scenario

import (
	"slices"
	"strconv"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/engine"
)

// vote is a vote as the secretary records it.
func (p *player) vote(m engine.Proposal, said definition.VoteSaid) (agenda.Vote, error) {
	vote := agenda.Vote{On: said.Means}
	if said.Casting != nil {
		vote.Casting = sayOf(*said.Casting)
	}
	for _, one := range saying(said) {
		if one.voters == nil {
			continue
		}
		names, err := p.names(m, one.voters.Who)
		if err != nil {
			return vote, err
		}
		for _, name := range names {
			vote.Voices = append(vote.Voices, agenda.Voice{Who: name, Says: one.say})
		}
		*one.count(&vote) = one.voters.Count
	}
	return vote, nil
}

// A said is what some said in a vote.
type said struct {
	word   string
	say    agenda.Say
	voters *definition.VotersSaid // nil where nothing is written of it
}

// saying is what a vote says of each, in the order that votes are called for.
func saying(v definition.VoteSaid) []said {
	return []said{{"for", agenda.Yes, v.For}, {"against", agenda.No, v.Against}, {"abstaining", agenda.Abstains, v.Abstaining}}
}

// count is where a vote has how many said that.
func (s said) count(v *agenda.Vote) *int {
	return map[agenda.Say]*int{agenda.Yes: &v.For, agenda.No: &v.Against, agenda.Abstains: &v.Abstaining}[s.say]
}

func sayOf(casting string) agenda.Say {
	return map[string]agenda.Say{"for": agenda.Yes, "against": agenda.No}[casting]
}

// takenBack takes the latest of a sort away from an item's record. Where there is none
// it is an entry that the record refuses.
func takenBack(item *agenda.Item, what string) agenda.Entry {
	switch what {
	case "votes":
		return agenda.Entry{What: agenda.Voted, Nth: len(item.Votes)}
	case "reserved":
		return agenda.Entry{What: agenda.Reserved, Nth: len(item.Reserved)}
	case "assigned":
		return agenda.Entry{What: agenda.Assigned, Nth: len(item.Assigned)}
	}
	nth := 0
	for i, part := range item.Parts {
		if string(part.Kind) == what {
			nth = i + 1
		}
	}
	return agenda.Entry{What: agenda.Said, Nth: nth}
}

// votes compares the votes of an item with those that are expected, all of them in order.
func (p *player) votes(at string, want []definition.VoteSaid, item agenda.Item, m engine.Proposal) []Problem {
	if want == nil {
		return nil
	}
	if len(want) != len(item.Votes) {
		return []Problem{differs(at+"votes", strconv.Itoa(len(want)), strconv.Itoa(len(item.Votes)))}
	}
	var problems []Problem
	for i, vote := range item.Votes {
		here := at + "votes." + strconv.Itoa(i+1) + "."
		for _, one := range saying(want[i]) {
			if problem := p.voices(here+one.word, one, vote, m); problem != nil {
				problems = append(problems, *problem)
			}
		}
		if c := want[i].Casting; c != nil && sayOf(*c) != vote.Casting {
			problems = append(problems, differs(here+"casting", quoted(*c), quoted(string(vote.Casting))))
		}
		if on := want[i].Means; on != "" && on != vote.On {
			problems = append(problems, differs(here+"means", quoted(on), quoted(vote.On)))
		}
	}
	return problems
}

// voices compares who said one thing, or how many.
func (p *player) voices(at string, want said, vote agenda.Vote, m engine.Proposal) *Problem {
	if want.voters == nil {
		return nil
	}
	if want.voters.Who == nil {
		if got := *want.count(&vote); got != want.voters.Count {
			problem := differs(at, strconv.Itoa(want.voters.Count), strconv.Itoa(got))
			return &problem
		}
		return nil
	}
	names, err := p.names(m, want.voters.Who)
	if err != nil {
		return &defect(at, err)[0]
	}
	got := vote.Saying(want.say)
	slices.Sort(names)
	slices.Sort(got)
	if slices.Equal(names, got) {
		return nil
	}
	problem := differs(at, strings.Join(names, ", "), strings.Join(got, ", "))
	return &problem
}
