package scenario

import (
	"errors"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// party reads whom a word of a scenario names, as the pack's own lines are read:
// reserved words, the workflow's roles, bodies, organizations, persons. A
// person may also be named by an address.
func (p *player) party(word string, proposal engine.Proposal) (people.Party, bool) {
	dir := p.pack.People
	name, part, _ := strings.Cut(word, ".")
	switch name {
	case "submitter":
		return people.Party{Kind: people.Submitter}, true
	case "coordinator", "coordinators":
		return people.Party{Kind: people.Coordinator}, true
	case "organizations", "every organization", "organization":
		return people.Party{Kind: people.Organizations, Function: part}, true
	}
	if flow := p.pack.Workflow(proposal.Workflow); flow != nil && slices.Contains(flow.Roles, name) {
		return people.Party{Kind: people.ABody, Name: p.bound(name, proposal), Seat: part}, true
	}
	if body := p.body(name); body != nil {
		return people.Party{Kind: people.ABody, Name: body.Key, Seat: part}, true
	}
	if o := dir.FindOrganization(word); o != nil {
		return people.Party{Kind: people.AnOrg, Name: o.Key}, true
	}
	if o := dir.Organization(name); o != nil {
		return people.Party{Kind: people.AnOrg, Name: o.Key, Function: part}, true
	}
	if person := p.person(word); person != nil {
		return people.Party{Kind: people.APerson, Name: person.Key}, true
	}
	return people.Party{}, false
}

// bound is the body that has a role for a proposal; before there is one, the
// first that may.
func (p *player) bound(role string, proposal engine.Proposal) string {
	if body := proposal.Bodies[role]; body != "" {
		return body
	}
	if may := p.pack.Binds[proposal.Workflow][role]; len(may) > 0 {
		return may[0]
	}
	return ""
}

// body finds a body by key or title.
func (p *player) body(name string) *people.Body {
	if b := p.pack.People.Body(name); b != nil {
		return b
	}
	for i := range p.pack.People.Bodies {
		for _, title := range p.pack.People.Bodies[i].Title {
			if strings.EqualFold(title, name) {
				return &p.pack.People.Bodies[i]
			}
		}
	}
	return nil
}

// person finds a person by key or address.
func (p *player) person(word string) *people.Person {
	if person := p.pack.People.Person(word); person != nil {
		return person
	}
	if found := p.pack.People.ByMail(word); len(found) > 0 {
		return p.pack.People.Person(found[0].Key)
	}
	return nil
}

// actor is who acts in a step's as:. Of a body it is the first who sits there,
// of an organization its first contact, else its mailbox.
func (p *player) actor(as string, proposal engine.Proposal) (engine.Actor, error) {
	party, ok := p.party(as, proposal)
	if !ok {
		return engine.Actor{}, errors.New(p.say("scenario.nobody_named", wording.Args{"Who": as}))
	}
	actor := engine.Actor{Assurance: "login"}
	switch party.Kind {
	case people.ABody:
		actor.Person, actor.As = p.seated(party), party.Name
	case people.Coordinator:
		actor.Person = first(p.pack.People.Coordinators)
	case people.Submitter:
		actor.Person = proposal.Submitter
	case people.APerson:
		actor.Person = party.Name
	case people.AnOrg:
		return p.organization(party), nil
	}
	if actor.Person == "" {
		return actor, errors.New(p.say("scenario.nobody_there", wording.Args{"Who": as}))
	}
	return actor, nil
}

// seated is the first person in a body's seat today, or who stands in.
func (p *player) seated(party people.Party) string {
	for _, seat := range p.pack.People.Seated(party.Name, party.Seat, p.today()) {
		return seat.Person
	}
	return ""
}

// organization is who acts for an organization: its contact, else its mailbox by
// the link it was sent.
func (p *player) organization(party people.Party) engine.Actor {
	actor := engine.Actor{Organization: party.Name, Assurance: "login"}
	if o := p.pack.People.Organization(party.Name); o != nil {
		for _, contact := range o.Contacts {
			if party.Function == "" || contact.Function == party.Function {
				actor.Person = contact.Person
				return actor
			}
		}
	}
	actor.Mailbox = true
	return actor
}

// respondent is who answers a round, and for whom. An organization answers by
// the link in its letter, as sure as the round asks for.
func (p *player) respondent(proposal engine.Proposal, step *definition.AnswerStep) (engine.Actor, string, error) {
	party, ok := p.party(step.As, proposal)
	if ok && party.Kind == people.AnOrg {
		actor := engine.Actor{Organization: party.Name, Mailbox: true, Assurance: "code"}
		if p.asksLogin(proposal, step.Round) {
			actor = p.organization(party)
		}
		return actor, party.Name, nil
	}
	actor, err := p.actor(step.As, proposal)
	if err != nil {
		return actor, "", err
	}
	if party.Kind == people.ABody {
		return actor, party.Name, nil
	}
	key := p.answersFor(proposal, step.Round, actor.Person)
	if p.pack.People.Organization(key) != nil {
		actor.Organization = key
	}
	return actor, key, nil
}

func (p *player) asksLogin(proposal engine.Proposal, round string) bool {
	flow := p.pack.Workflow(proposal.Workflow)
	return flow != nil && flow.Round(round) != nil && flow.Round(round).Assurance == "login"
}

// answersFor is the respondent of a round whom a person may answer for, or the
// person where it is none of them.
func (p *player) answersFor(proposal engine.Proposal, round, person string) string {
	may := append(p.pack.People.OrganizationsOf(person, p.today()), p.pack.People.BodiesOf(person, p.today())...)
	for _, r := range latest(proposal, round).Respondents {
		if slices.Contains(may, r.Key()) {
			return r.Key()
		}
	}
	return person
}

// latest is a proposal's latest round of a name, or an empty one.
func latest(proposal engine.Proposal, name string) engine.Round {
	for i := len(proposal.Rounds) - 1; i >= 0; i-- {
		if proposal.Rounds[i].Name == name {
			return proposal.Rounds[i]
		}
	}
	return engine.Round{}
}

func (p *player) today() calendar.Date { return p.pack.Calendar.Today(p.world.Now()) }

func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// mailbox makes the addresses of an organization, body or person fail, or work
// again.
func (p *player) mailbox(step *definition.MailboxStep) []Problem {
	party, ok := p.party(step.Of, p.latestWorkflow())
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
