package mail

import (
	"slices"
	"strings"

	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// name is what people call a body, an organization or a person; "" for none.
func (t *telling) name(key string) string {
	if key == "" {
		return ""
	}
	return engine.RespondentName(t.pack, key).In(t.language)
}

// state is what people call a state; "" for none.
func (t *telling) state(name string) string {
	if s := t.flow.State(name); s != nil {
		return s.Title.In(t.language)
	}
	return ""
}

// step is what people call the step that was taken; "" where none was.
func (t *telling) step() string {
	if s := t.flow.Transition(t.Event.Data.Transition); s != nil {
		return s.Title.In(t.language)
	}
	for _, flow := range t.pack.Editions(t.Proposal.Workflow) { // it was taken before the proposal went over to another
		if s := flow.Transition(t.Event.Data.Transition); s != nil {
			return s.Title.In(t.language)
		}
	}
	if t.Event.Kind == engine.Undone { // it may be a step of the other proposal
		for _, flow := range t.pack.Workflows {
			if s := flow.Transition(t.Event.Data.Transition); s != nil {
				return s.Title.In(t.language)
			}
		}
	}
	return ""
}

// by is who did what the letter tells of; "" where time did.
func (t *telling) by() string {
	if t.turnFell() {
		return ""
	}
	if t.Event.Kind == engine.Consented && t.Event.Private.Person != "" {
		return t.name(t.Event.Private.Person)
	}
	if t.Event.Organization != "" && t.Event.Body == "" {
		return t.name(t.Event.Organization)
	}
	return t.name(t.Event.Body)
}

// taker is who took the step that the letter tells of: the person, where one is known.
func (t *telling) taker() string {
	if t.Event.Private.Person == "" {
		return t.by()
	}
	return t.name(t.Event.Private.Person)
}

// holder is who has the turn.
func (t *telling) holder() string {
	return engine.HolderName(t.pack, engine.Holder(t.flow, t.Proposal), t.pack.Calendar.Today(t.now)).In(t.language)
}

// respondent is who is asked, or who answered; where nobody is, the recipient's
// own organization or body.
func (t *telling) respondent() string {
	for _, key := range []string{t.Respondent, t.Event.Data.Respondent, t.Organization, t.Body} {
		if key != "" {
			return t.name(key)
		}
	}
	return t.Name
}

// steps are what the recipient may choose between now. Only whoever holds the
// proposal is told, and only of what the engine would let that person do: a step
// whose conditions are not met is no choice.
func (t *telling) steps() string {
	if !t.isHolder() {
		return ""
	}
	var steps []string
	for _, c := range engine.Open(t.pack, t.Proposal, engine.Actor{Person: t.Person, Assurance: "login"}, t.now) {
		steps = append(steps, t.say("mail.quoted", wording.Args{"Text": c.Title}))
	}
	return wording.List(t.language, steps)
}

// isHolder says whether the recipient is a person who has the turn, in whose quality it has
// the letter.
func (t *telling) isHolder() bool {
	holder := engine.Holder(t.flow, t.Proposal)
	if holder != "" && engine.HolderParty(holder).Kind != people.ABody {
		return t.Person != "" && slices.Contains(engine.Turns(t.pack, t.Person, t.pack.Calendar.Today(t.now)), holder)
	}
	return holder != "" && holder == t.Body && t.Person != ""
}

// describe says who some parties of the pack are: "Beredningsgruppen och
// medlemsorganisationerna".
func (t *telling) describe(parties []people.Party) string {
	var said []string
	for _, party := range parties {
		if body := t.Proposal.Bodies[party.Name]; party.Kind == people.Role && body != "" {
			party.Kind, party.Name = people.ABody, body
		}
		who := t.flow.ChosenTitle(party)
		if who == nil {
			who = t.pack.People.Describe(party)
		}
		if s := who.In(t.language); s != "" && !contains(said, s) {
			said = append(said, s)
		}
	}
	return wording.List(t.language, said)
}

func contains(all []string, one string) bool {
	for _, s := range all {
		if strings.EqualFold(s, one) {
			return true
		}
	}
	return false
}
