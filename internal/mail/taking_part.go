package mail

import (
	"beredd/internal/engine"
	"beredd/internal/people"
)

// submits says whether the recipient has a conflict of interest, and takes part as the
// submitter all the same.
func (t *telling) submits() bool {
	p, person := t.Proposal, t.Notice.Person
	return p.ConflictOf(person) != nil && p.ConflictAs(t.flow, person, people.Party{Kind: people.Submitter}) == nil
}

// turnFell says whether the letter asks for what another was to do, who takes no part, or
// again for what its recipient was to do before that.
func (t *telling) turnFell() bool {
	return (t.Event.Kind == engine.Recused || t.Event.Kind == engine.Unrecused) && t.Letter != "recused" && t.Letter != "nobody_left"
}

// whyNow tells why such a letter comes now; "" of others. Whose conflict of interest it is
// and why is for history to say, to those who may read it.
func (t *telling) whyNow() string {
	switch {
	case !t.turnFell():
		return ""
	case t.Event.Kind == engine.Unrecused:
		return t.say("mail.turn.back", nil)
	}
	return t.say("mail.turn.fell", nil)
}
