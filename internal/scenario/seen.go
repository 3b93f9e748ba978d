package scenario

import (
	"strconv"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// seen compares what somebody who is signed in sees of the proposal.
func (p *player) seen(want []definition.SeenExpect, proposal engine.Proposal) []Problem {
	var problems []Problem
	for _, x := range want {
		actor, err := p.cast().actor(x.As, proposal)
		if err != nil {
			problems = append(problems, defect("seen", err)...)
			continue
		}
		shown := proposal.VeiledFrom(engine.ReaderOf(p.pack, actor, p.world.Now()), p.language)
		compare := func(what string, want *string, got string) {
			if want != nil && *want != got {
				problems = append(problems, differs("seen."+x.As+"."+what, quoted(*want), quoted(got)))
			}
		}
		title := shown.Title
		if shown.IsVeiled() {
			title = ""
		}
		compare("title", x.Title, title)
		compare("summary", x.Summary, shown.Summary)
		compare("state", x.State, p.stateAs(x.State, shown))
		if got := len(shown.Papers()); x.Papers != nil && *x.Papers != got {
			problems = append(problems, differs("seen."+x.As+".papers", strconv.Itoa(*x.Papers), strconv.Itoa(got)))
		}
	}
	return problems
}

// stateAs is where a proposal stands, by the title that is wanted where it is one.
func (p *player) stateAs(want *string, proposal engine.Proposal) string {
	if flow := p.pack.Workflow(proposal.Workflow); flow != nil && want != nil {
		if state := flow.State(proposal.State); state != nil {
			for _, said := range state.Title {
				if said == *want {
					return said
				}
			}
		}
	}
	return proposal.State
}
