package scenario

import (
	"errors"
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// cast is everybody there is today.
func (p *player) cast() cast { return cast{p.pack, p.today(), p.language} }

// respondent is who answers a round, and for whom: as sure as the round asks for,
// unless the step says how sure.
func (p *player) respondent(proposal engine.Proposal, step *definition.AnswerStep) (engine.Actor, string, error) {
	actor, key, err := p.asked(proposal, step)
	if step.Assurance != "" {
		actor.Assurance = step.Assurance
	}
	return actor, key, err
}

// asked is who answers. An organization answers by the link in its letter, and
// where it must be signed in by its contact.
func (p *player) asked(proposal engine.Proposal, step *definition.AnswerStep) (engine.Actor, string, error) {
	party, ok := p.cast().party(step.As, proposal)
	if step.From != "" {
		actor, err := p.cast().actor(step.As, proposal)
		return actor, engine.OutsideKey(step.From), err
	}
	if ok && p.isUnasked(proposal, step.Round, party) {
		actor, err := p.cast().actor(step.As, proposal)
		if party.Kind == people.AnOrg {
			actor, err = p.cast().organization(party), nil
		}
		return actor, party.Name, err
	}
	if ok && party.Kind == people.AnOrg {
		actor := engine.Actor{Organization: party.Name, Mailbox: true, Assurance: "code"}
		if p.asksLogin(proposal, step.Round) {
			actor = p.cast().organization(party)
		}
		return actor, party.Name, nil
	}
	actor, err := p.cast().actor(step.As, proposal)
	if err != nil {
		return actor, "", err
	}
	if party.Kind == people.ABody && (party.Seat == "" || !p.asks(proposal, step.Round, actor.Person)) {
		return actor, party.Name, nil
	}
	key := p.answersFor(proposal, step.Round, actor.Person)
	if p.speaksFor(proposal, step.Round, key, actor.Person) {
		actor.Organization = key
	}
	return actor, key, nil
}

// isUnasked says whether a party is one that a round does not ask, and that may answer.
func (p *player) isUnasked(proposal engine.Proposal, round string, party people.Party) bool {
	flow := p.pack.Workflow(proposal.Workflow)
	if flow == nil || flow.Round(round) == nil || party.Kind == people.ABody {
		return false
	}
	_, other := latest(proposal, round).Other(p.pack, flow.Round(round), party.Name, p.today())
	return other
}

func (p *player) asksLogin(proposal engine.Proposal, round string) bool {
	flow := p.pack.Workflow(proposal.Workflow)
	return flow != nil && flow.Round(round) != nil && proposal.OnlySignedIn(flow.Round(round))
}

// speaksFor says whether a person answers for an organization as one whom the round
// asks for there.
func (p *player) speaksFor(proposal engine.Proposal, round, organization, person string) bool {
	flow := p.pack.Workflow(proposal.Workflow)
	return flow != nil && p.pack.People.Organization(organization) != nil &&
		engine.MayAnswer(p.pack, flow.Round(latest(proposal, round).Name), engine.Respondent{Organization: organization}, person, p.today())
}

// answersFor is the respondent of a round whom a person may answer for, or the
// person where it is none of them.
func (p *player) answersFor(proposal engine.Proposal, round, person string) string {
	dir := p.pack.People
	may := slices.Concat(dir.StandsInFor(person, p.today()), dir.OrganizationsOf(person, p.today()), dir.BodiesOf(person, p.today()))
	for _, r := range latest(proposal, round).Respondents {
		if slices.Contains(may, r.Key()) && !r.Through || r.Of != "" && slices.Contains(may, r.Person) {
			return r.Key()
		}
	}
	return person
}

// asks says whether a round asks a person for itself.
func (p *player) asks(proposal engine.Proposal, round, person string) bool {
	return slices.ContainsFunc(latest(proposal, round).Respondents, func(r engine.Respondent) bool { return r.Person == person })
}

// latest is a proposal's latest round of a name, or an empty one.
func latest(proposal engine.Proposal, name string) engine.Round {
	for i := len(proposal.Rounds) - 1; i >= 0; i-- {
		if r := proposal.Rounds[i]; r.Name == name || r.Said() == name {
			return r
		}
	}
	return engine.Round{}
}

func (p *player) today() calendar.Date { return p.pack.Calendar.Today(p.world.Now()) }

// mailbox makes the addresses of an organization, body or person fail, or work
// again.
func (p *player) mailbox(step *definition.MailboxStep) []Problem {
	party, ok := p.cast().party(step.Of, p.latestWorkflow())
	if !ok {
		return defect("mailbox", errors.New(p.say("scenario.nobody_named", wording.Args{"Who": step.Of})))
	}
	if party.Kind == people.Submitter {
		return defect("mailbox", errors.New(p.say("scenario.nobody_named", wording.Args{"Who": step.Of})))
	}
	for _, r := range p.pack.People.Recipients(party, p.today()) {
		p.world.Fail(r.Mail, step.Fails)
	}
	p.note("scenario.mailbox", wording.Args{"Who": step.Of, "Reply": step.Fails})
	return nil
}

// latestWorkflow stands for the proposal at hand where only its workflow's words
// are needed.
func (p *player) latestWorkflow() engine.Proposal {
	if len(p.pack.Workflows) == 0 {
		return engine.Proposal{}
	}
	return engine.Proposal{Workflow: p.pack.Workflows[0].Key}
}
