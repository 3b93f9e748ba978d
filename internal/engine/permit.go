package engine

import (
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// permit says as which party the acting person may take a transition, or who
// may where this person may not.
func (d *deciding) permit(t *definition.Transition) (people.Party, *fault.Error) {
	if d.act.Actor.System() {
		if len(t.On) > 0 {
			return people.Party{Kind: people.System}, nil
		}
		return people.Party{}, d.forbidden(t.By, t.Title)
	}
	for _, party := range t.By {
		if d.is(party) {
			return party, nil
		}
	}
	return people.Party{}, d.forbidden(t.By, t.Title)
}

// is says whether the acting person belongs to a party today.
func (d *deciding) is(party people.Party) bool {
	person := d.act.Actor.Person
	if person == "" {
		return false
	}
	dir := d.pack.People
	switch party := d.resolve(party); party.Kind {
	case people.ABody:
		return dir.Sits(person, party.Name, party.Seat, d.today)
	case people.Coordinator:
		return dir.Coordinates(person)
	case people.APerson:
		return dir.StandsFor(person, party.Name, d.today)
	case people.AnOrg:
		return d.speaksFor(party.Name)
	case people.Organizations:
		return len(dir.OrganizationsOf(person, d.today)) > 0
	}
	return false
}

// speaksFor says whether the actor may answer for an organization: by its link,
// or because the person is a contact of it or sits for it.
func (d *deciding) speaksFor(organization string) bool {
	if d.act.Actor.Organization == organization && d.act.Actor.Assurance != "" {
		return true
	}
	for _, of := range d.pack.People.OrganizationsOf(d.act.Actor.Person, d.today) {
		if of == organization {
			return true
		}
	}
	return false
}

// resolve turns a party that only the proposal can name into one that the
// directory knows: a workflow's role into its body, the submitter into a person.
func (d *deciding) resolve(party people.Party) people.Party { return Resolve(d.p, party) }

// Resolve turns a party that only p can name, a workflow's role or its
// submitter, into one that the directory knows.
func Resolve(p Proposal, party people.Party) people.Party {
	switch party.Kind {
	case people.Role:
		return people.Party{Kind: people.ABody, Name: p.Bodies[party.Name], Seat: party.Seat}
	case people.Submitter:
		return people.Party{Kind: people.APerson, Name: p.Submitter}
	}
	return party
}

// forbidden refuses, and says who may.
func (d *deciding) forbidden(may []people.Party, what wording.Text) *fault.Error {
	var who []wording.Text
	for _, party := range may {
		who = append(who, d.pack.People.Describe(d.resolve(party)))
	}
	f := fault.New(fault.Forbidden, "forbidden", wording.Args{"Who": anyOf(who), "What": what})
	if len(who) == 0 {
		f.Saying = "forbidden_to_people"
	}
	return f
}

// anyOf lists parties with "or" between the last two.
func anyOf(who []wording.Text) wording.Text {
	t := wording.Text{}
	for _, l := range wording.Languages() {
		said := make([]string, len(who))
		for i, w := range who {
			said[i] = w.In(l)
		}
		t[l] = wording.AnyOf(l, said)
	}
	return t
}

// actingBody is the body the person acts for, "" where it is none of the
// proposal's.
func (d *deciding) actingBody() string {
	actor := d.act.Actor
	if actor.Person == "" {
		return ""
	}
	if body, ok := d.p.Bodies[actor.As]; ok {
		return body
	}
	for _, role := range d.flow.Roles {
		body := d.p.Bodies[role]
		if body != "" && (actor.As == "" || actor.As == body) && d.pack.People.Sits(actor.Person, body, "", d.today) {
			return body
		}
	}
	return ""
}
