package scenario

import (
	"errors"
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A cast is everybody that a pack's words may name, on a day.
type cast struct {
	pack     *definition.Pack
	today    calendar.Date
	language wording.Language
}

// ActorOf is who acts on a proposal when as is written, as in a scenario: a role,
// a body, a seat, an organization or a person. Its error is told in the pack's
// first language.
func ActorOf(pack *definition.Pack, as string, proposal engine.Proposal, now time.Time) (engine.Actor, error) {
	return cast{pack, pack.Calendar.Today(now), pack.Languages[0]}.actor(as, proposal)
}

func (c cast) say(key string, args wording.Args) string { return wording.Say(c.language, key, args) }

// party reads whom a word of a scenario names, as the pack's own lines are read:
// reserved words, the workflow's roles, bodies, organizations, persons. Each may
// be named in full, and a person by an address.
func (c cast) party(word string, proposal engine.Proposal) (people.Party, bool) {
	dir := c.pack.People
	name, part, _ := strings.Cut(word, ".")
	switch name {
	case "submitter":
		return people.Party{Kind: people.Submitter}, true
	case "handler":
		return people.Party{Kind: people.Handler}, true
	case "followers":
		return people.Party{Kind: people.Followers}, true
	case "coordinator", "coordinators":
		return people.Party{Kind: people.Coordinator}, true
	case "organizations", "every organization", "organization":
		return people.Party{Kind: people.Organizations, Function: part}, true
	}
	if each, many := people.Every(word); many {
		return c.every(each, proposal)
	}
	if flow := c.pack.Workflow(proposal.Workflow); flow != nil && slices.Contains(flow.Roles, name) {
		return people.Party{Kind: people.ABody, Name: c.bound(name, proposal), Seat: part}, true
	}
	if body := c.body(name); body != nil {
		return people.Party{Kind: people.ABody, Name: body.Key, Seat: part}, true
	}
	if o := dir.FindOrganization(word); o != nil {
		return people.Party{Kind: people.AnOrg, Name: o.Key}, true
	}
	if o := dir.Organization(name); o != nil {
		return people.Party{Kind: people.AnOrg, Name: o.Key, Function: part}, true
	}
	if person := c.person(word); person != nil {
		return people.Party{Kind: people.APerson, Name: person.Key}, true
	}
	return people.Party{}, false
}

// every is a party that is many, with the body that its seats are in.
func (c cast) every(party people.Party, proposal engine.Proposal) (people.Party, bool) {
	if !party.Each {
		return party, true
	}
	within, ok := c.party(party.Name, proposal)
	party.Kind, party.Name = people.ABody, within.Name
	return party, ok && within.Kind == people.ABody
}

// bound is the body that has a role for a proposal; before there is one, the
// first that may.
func (c cast) bound(role string, proposal engine.Proposal) string {
	if body := proposal.Bodies[role]; body != "" {
		return body
	}
	if may := c.pack.Binds[proposal.Workflow][role]; len(may) > 0 {
		return may[0]
	}
	return ""
}

// body finds a body by key or title.
func (c cast) body(name string) *people.Body {
	if b := c.pack.People.Body(name); b != nil {
		return b
	}
	for i := range c.pack.People.Bodies {
		for _, title := range c.pack.People.Bodies[i].Title {
			if strings.EqualFold(title, name) {
				return &c.pack.People.Bodies[i]
			}
		}
	}
	return nil
}

// person finds a person by key, name or address.
func (c cast) person(word string) *people.Person {
	if person := c.pack.People.FindPerson(word); person != nil {
		return person
	}
	if found := c.pack.People.ByMail(word); len(found) > 0 {
		return c.pack.People.Person(found[0].Key)
	}
	return nil
}

// actor is who acts in a step's as:. Of a body it is the first who sits there,
// of an organization its first contact, else its mailbox.
func (c cast) actor(as string, proposal engine.Proposal) (engine.Actor, error) {
	party, ok := c.party(as, proposal)
	if !ok {
		return engine.Actor{}, errors.New(c.say("scenario.nobody_named", wording.Args{"Who": as}))
	}
	actor := engine.Actor{Assurance: "login"}
	switch party.Kind {
	case people.ABody:
		actor.Person, actor.As = c.seated(party), party.Name
	case people.Coordinator:
		actor.Person = first(c.pack.People.Coordinators)
	case people.Submitter:
		actor.Person = proposal.Submitter
	case people.APerson:
		actor.Person = party.Name
	case people.AnOrg:
		return c.organization(party), nil
	}
	if actor.Person == "" {
		return actor, errors.New(c.say("scenario.nobody_there", wording.Args{"Who": as}))
	}
	return actor, nil
}

// seated is the first person in a body's seat today, or who stands in.
func (c cast) seated(party people.Party) string {
	for _, seat := range c.pack.People.Seated(party.Name, party.Seat, c.today) {
		return seat.Person
	}
	return ""
}

// organization is who acts for an organization: its contact, else its mailbox by
// the link it was sent.
func (c cast) organization(party people.Party) engine.Actor {
	actor := engine.Actor{Organization: party.Name, Assurance: "login"}
	if o := c.pack.People.Organization(party.Name); o != nil {
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

func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}
