package definition

import (
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
)

// A VoteSaid is a vote at a meeting, as a scenario writes it. What is not written of one
// that is expected is not compared.
type VoteSaid struct {
	For, Against, Abstaining *VotersSaid
	Casting                  *string // for, against or "", none
	Means                    string  // what a yes was to
}

// VotersSaid are those who said one thing: by party, or how many.
type VotersSaid struct {
	Who   []string
	Count int // where nobody is named
}

// votes reads {for, against, abstaining, casting, means}.
func (s *story) votes(n source.Node) *VoteSaid {
	t := s.r.table(grammar.Votes, n, source.Pos{})
	defer t.done()
	v := &VoteSaid{}
	for key, at := range map[string]**VotersSaid{"for": &v.For, "against": &v.Against, "abstaining": &v.Abstaining} {
		if n, ok := t.opt(key); ok {
			*at = s.voters(n)
		}
	}
	if n, ok := t.opt("casting"); ok {
		said := s.r.choice(n, grammar.VoteSays...)
		if said == "none" {
			said = ""
		}
		v.Casting = &said
	}
	s.word(t, "means", &v.Means)
	return v
}

// voters reads a number, or those who are meant.
func (s *story) voters(n source.Node) *VotersSaid {
	if _, counted := n.Value.(float64); counted && n.Kind == source.Scalar {
		return &VotersSaid{Count: s.r.number(n, 0)}
	}
	who := &VotersSaid{}
	for _, item := range n.Each() {
		who.Who = append(who.Who, s.as(item))
	}
	return who
}
