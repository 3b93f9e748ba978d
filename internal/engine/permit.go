package engine

import (
	"cmp"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// permit says as which party the acting person may take a transition, or who
// may where this person may not.
func (d *deciding) permit(t *definition.Transition) (people.Party, *fault.Error) {
	if d.act.Actor.System() {
		asked := d.act.Family != nil && slices.ContainsFunc(t.By, func(p people.Party) bool { return p.Kind == people.System })
		if len(t.On) > 0 || asked || d.flow.FollowsSilence(t) {
			return people.Party{Kind: people.System}, nil
		}
		return people.Party{}, d.forbidden(t.By, t.Title)
	}
	if f := d.takesNoPart(d.act.Actor.Person, t.By...); f != nil {
		return people.Party{}, f
	}
	if f := d.kept(t); f != nil {
		return people.Party{}, f
	}
	if t.Together {
		return d.permitTogether(t)
	}
	defer d.keepOut(t)()
	for _, party := range d.oneByOne(t.By) {
		if d.is(party) {
			return d.resolve(party), nil
		}
	}
	return people.Party{}, d.forbiddenStep(t)
}

// forbiddenStep refuses a step, and says who may take it and who of them not.
func (d *deciding) forbiddenStep(t *definition.Transition) *fault.Error {
	f := d.forbidden(t.By, t.Title)
	if who, ok := f.Args["Who"].(wording.Text); ok && !d.curt {
		f.Args["Who"] = d.butFor(t, who)
	}
	return f
}

// butFor is who may take a step without those whom it leaves out.
func (d *deciding) butFor(t *definition.Transition, who wording.Text) wording.Text {
	said := wording.Text{}
	for _, l := range wording.Languages() {
		said[l] = t.Narrow.Text(d.flow, l, who.In(l), func(but []people.Party) string { return listed(d.who(but)).In(l) })
	}
	return said
}

// is says whether the acting person belongs to a party today.
func (d *deciding) is(party people.Party) bool {
	person := d.act.Actor.Person
	if person == "" || d.p.ConflictAs(d.flow, person, party) != nil {
		return false
	}
	if all := d.reachable(party); party.Kind == people.Chosen || party.Kind == people.Submitter && all[0] != party {
		return slices.ContainsFunc(all, d.is)
	}
	dir := d.people()
	switch party := d.resolve(party); party.Kind {
	case people.ABody:
		return d.actsIn(party.Name) && dir.Sits(person, party.Name, party.Seat, d.today)
	case people.Coordinator:
		return dir.Coordinates(person)
	case people.APerson:
		return dir.StandsFor(person, party.Name, d.today)
	case people.AnOrg:
		return d.speaksFor(party.Name)
	case people.Organizations:
		return d.speaksForKind(party.OfKind)
	case people.Bodies:
		return slices.ContainsFunc(d.oneByOne([]people.Party{party}), d.is)
	}
	return false
}

// resolve turns a party that only the proposal can name into one that the
// directory knows: a workflow's role into its body, the submitter into a person.
// Who handled it last is who did before the act at hand.
func (d *deciding) resolve(party people.Party) people.Party {
	if party.Kind == people.Handler && d.before > 0 {
		return Resolve(d.was, party)
	}
	return Resolve(d.p, party)
}

// Resolve turns a party that only p can name, a workflow's role or its
// submitter, into one that the directory knows.
func Resolve(p Proposal, party people.Party) people.Party {
	switch party.Kind {
	case people.Role:
		party.Kind, party.Name = people.ABody, p.Bodies[party.Name]
	case people.Submitter:
		return people.Party{Kind: people.APerson, Name: p.Submitter, As: people.WhySubmitter}
	case people.Handler:
		return people.Party{Kind: people.APerson, Name: cmp.Or(p.Handler, p.Submitter), As: people.WhyHandler}
	}
	return party
}

// forbidden refuses, and says who may.
func (d *deciding) forbidden(may []people.Party, what wording.Text) *fault.Error {
	if d.curt {
		return fault.New(fault.Forbidden, "forbidden", wording.Args{"What": what})
	}
	resolved := d.resolved(may)
	who := append(d.pack.People.DescribeWithin(resolved), d.nobodyChosen(may)...)
	f := fault.New(fault.Forbidden, "forbidden", wording.Args{"Who": anyOf(who), "What": what})
	switch {
	case len(who) == 0:
		f.Saying = "forbidden_to_people"
	case slices.ContainsFunc(resolved, d.isMailboxOf): // which alone takes no steps
		f.Saying, f.Args["Organization"] = "forbidden_to_mailbox", d.respondentName(d.act.Actor.Organization)
	}
	return f
}

// resolved are parties as the directory knows them.
func (d *deciding) resolved(parties []people.Party) []people.Party {
	var all []people.Party
	for _, party := range parties {
		for _, one := range d.reachable(party) {
			all = append(all, d.resolve(one))
		}
	}
	return all
}

// who says who some parties are as the proposal stands, each as the middle of a sentence.
func (d *deciding) who(parties []people.Party) []wording.Text {
	return append(d.pack.People.DescribeWithin(d.resolved(parties)), d.nobodyChosen(parties)...)
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

// actsIn says whether the person may be taken to act in a body: one who has said
// which role or body it acts for acts in no other.
func (d *deciding) actsIn(body string) bool {
	as := d.act.Actor.As
	if bound, ok := d.p.Bodies[as]; ok {
		return bound == body
	}
	return as == body || d.pack.People.Body(as) == nil
}

// actingBody is the body the person acts for: the one that gives the right to the
// step, else the first of the proposal's that the person sits in. It is "" where
// the person acts for none.
func (d *deciding) actingBody() string {
	person := d.act.Actor.Person
	if person == "" {
		return ""
	}
	if d.party.Kind == people.ABody {
		return d.party.Name
	}
	for _, role := range d.flow.Roles {
		body := d.p.Bodies[role]
		if body != "" && d.actsIn(body) && d.people().Sits(person, body, "", d.today) {
			return body
		}
	}
	return ""
}
