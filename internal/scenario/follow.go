package scenario

import (
	"beredd/internal/definition"
	"beredd/internal/engine"
)

// subscribe lets somebody follow a proposal, or no longer.
func (p *player) subscribe(proposal engine.Proposal, step *definition.FollowStep) ([]engine.Act, error) {
	actor, err := p.cast().actor(step.As, proposal)
	act := engine.Act{Kind: engine.Follow, Proposal: proposal.ID, Actor: actor}
	if step.End {
		act.Kind = engine.Unfollow
	}
	return []engine.Act{act}, err
}
