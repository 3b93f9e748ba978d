package agenda

import (
	"slices"

	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A Vote is one that was taken on an item (votering), by name or only counted.
type Vote struct {
	On         string  `json:"on,omitempty"`     // what a yes was to; "" is what is proposed
	Voices     []Voice `json:"voices,omitempty"` // of a vote by name: who said what
	For        int     `json:"for,omitempty"`    // how many; of a vote by name as its voices have it
	Against    int     `json:"against,omitempty"`
	Abstaining int     `json:"abstaining,omitempty"`
	Casting    Say     `json:"casting,omitempty"` // the chair's casting vote, at a tie
}

// A Voice is what one said.
type Voice struct {
	Who  string `json:"who"` // by name
	Says Say    `json:"says"`
}

// A Say is a yes, a no, or neither.
type Say string

// What may be said in a vote.
const (
	Yes      Say = "yes"
	No       Say = "no"
	Abstains Say = "abstains"
)

// Says lists them, as they are called for.
func Says() []Say { return []Say{Yes, No, Abstains} }

// Saying are those who said that, by name; none of a vote that was only counted.
func (v Vote) Saying(say Say) (names []string) {
	for _, voice := range v.Voices {
		if voice.Says == say {
			names = append(names, voice.Who)
		}
	}
	return names
}

// counted is the vote with its voices counted.
func (v Vote) counted() Vote {
	if len(v.Voices) > 0 {
		v.For, v.Against, v.Abstaining = len(v.Saying(Yes)), len(v.Saying(No)), len(v.Saying(Abstains))
	}
	return v
}

// nothing says whether nobody has said anything.
func (v Vote) nothing() bool {
	return len(v.Voices) == 0 && v.For == 0 && v.Against == 0 && v.Abstaining == 0
}

// voted is a vote on an item as it can be recorded, or why it can't.
func (g Gathering) voted(item Item, v Vote) (Vote, *fault.Error) {
	if len(v.Voices) > 0 && v.For+v.Against+v.Abstaining > 0 {
		return v, fault.New(fault.Invalid, "vote_both", nil).On("ja")
	}
	seen, partaking := map[string]bool{}, g.Partaking(item)
	for _, voice := range v.Voices {
		switch {
		case slices.Contains(item.Recused, voice.Who):
			return v, fault.New(fault.Invalid, "vote_recused", wording.Args{"Who": voice.Who}).On("roster")
		case len(partaking) > 0 && !slices.ContainsFunc(partaking, func(p Presence) bool { return p.Name == voice.Who }):
			return v, fault.New(fault.Invalid, "vote_absent", wording.Args{"Who": voice.Who}).On("roster")
		case seen[voice.Who] || voice.Who == "" || !slices.Contains(Says(), voice.Says):
			return v, fault.New(fault.Invalid, "vote_voice", wording.Args{"Who": voice.Who}).On("roster")
		}
		seen[voice.Who] = true
	}
	v = v.counted()
	there := len(partaking)
	switch {
	case v.For < 0 || v.Against < 0 || v.Abstaining < 0:
		return v, fault.New(fault.Invalid, "vote_number", nil).On("ja")
	case v.nothing():
		return v, fault.New(fault.Invalid, "vote_empty", nil).On("ja")
	case there > 0 && v.For+v.Against+v.Abstaining > there:
		return v, fault.New(fault.Invalid, "vote_many", wording.Args{"Votes": v.For + v.Against + v.Abstaining, "Present": there}).On("ja")
	case v.Casting != "" && v.For != v.Against:
		return v, fault.New(fault.Invalid, "vote_casting", wording.Args{"For": v.For, "Against": v.Against}).On("utslag")
	case v.Casting != "" && v.Casting != Yes && v.Casting != No:
		return v, fault.New(fault.Invalid, "vote_voice", wording.Args{"Who": ""}).On("utslag")
	}
	return v, nil
}
