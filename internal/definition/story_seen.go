package definition

import (
	"slices"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
)

// A SeenExpect is what somebody who is signed in sees of a proposal. Only what is
// written is compared.
type SeenExpect struct {
	As      string
	Title   *string // "" where it is withheld
	Summary *string // "" where it is withheld, or there is none
	State   *string // by its name or its title
	Papers  *int    // how many
}

// seen reads one {as, title, summary, state, papers}, or several.
func (s *story) seen(n source.Node) []SeenExpect {
	var all []SeenExpect
	for _, item := range n.Each() {
		all = append(all, s.seenBy(item))
	}
	return all
}

func (s *story) seenBy(n source.Node) SeenExpect {
	t := s.r.table(grammar.Seen, n, source.Pos{})
	defer t.done()
	x := SeenExpect{}
	if n, ok := t.must("as"); ok {
		x.As = s.as(n)
	}
	for word, to := range map[string]**string{"title": &x.Title, "summary": &x.Summary} {
		if n, ok := t.opt(word); ok {
			text := s.orNone(n)
			*to = &text
		}
	}
	if n, ok := t.opt("state"); ok {
		state := s.r.word(n)
		x.State = &state
		if known := s.states(); state != "" && !slices.Contains(known, state) && !s.titledState(state) {
			s.r.unknown(n, "state", known)
		}
	}
	if n, ok := t.opt("papers"); ok {
		papers := s.r.number(n, 0)
		x.Papers = &papers
	}
	return x
}

// titledState says whether people call some state so.
func (s *story) titledState(title string) bool {
	for _, flow := range s.flows() {
		for _, state := range flow.States {
			for _, said := range state.Title {
				if said == title {
					return true
				}
			}
		}
	}
	return false
}
