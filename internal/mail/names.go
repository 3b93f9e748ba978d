package mail

import (
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
	return ""
}

// by is who did what the letter tells of; "" where time did.
func (t *telling) by() string {
	if t.Event.Organization != "" && t.Event.Body == "" {
		return t.name(t.Event.Organization)
	}
	return t.name(t.Event.Body)
}

// holder is the body whose turn it is.
func (t *telling) holder() string { return t.name(engine.Holder(t.flow, t.Proposal)) }

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

// steps are what the holder may choose between. Only whoever holds the proposal
// is told: for others they are no choices.
func (t *telling) steps() string {
	if holder := engine.Holder(t.flow, t.Proposal); holder == "" || holder != t.Body {
		return ""
	}
	var steps []string
	for _, s := range t.flow.Transitions {
		if len(s.By) == 0 || !contains(s.From, t.Proposal.State) || !t.mayTake(s.By) {
			continue
		}
		steps = append(steps, t.say("mail.quoted", wording.Args{"Text": s.Title}))
	}
	return wording.List(t.language, steps)
}

// mayTake says whether one of the parties is the body that holds the proposal,
// or a seat in it.
func (t *telling) mayTake(by []people.Party) bool {
	for _, party := range by {
		if party.Kind == people.ABody && party.Name == t.Body {
			return true
		}
		if party.Kind == people.Role && t.Proposal.Bodies[party.Name] == t.Body {
			return true
		}
	}
	return false
}

// describe says who some parties of the pack are: "Beredningsgruppen och
// medlemsorganisationerna".
func (t *telling) describe(parties []people.Party) string {
	var said []string
	for _, party := range parties {
		if body := t.Proposal.Bodies[party.Name]; party.Kind == people.Role && body != "" {
			party.Kind, party.Name = people.ABody, body
		}
		if s := t.pack.People.Describe(party).In(t.language); s != "" && !contains(said, s) {
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
