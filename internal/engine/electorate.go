package engine

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// respondents are those that a round asks, each once, frozen as they are today.
func (d *deciding) respondents(asks []people.Party) []Respondent {
	var asked []Respondent
	seen := map[string]bool{}
	for _, party := range d.oneByOne(d.inPlace(asks)) {
		for _, r := range d.asks(d.resolve(party)) {
			if !seen[r.Key()] && d.p.ConflictAs(d.flow, r.Person, party) == nil {
				seen[r.Key()] = true
				asked = append(asked, r)
			}
		}
	}
	return asked
}

// asks are the respondents that one party is today: who has a seat where each is
// asked for itself, else the body, organization or person.
func (d *deciding) asks(party people.Party) []Respondent {
	var asked []Respondent
	switch party.Kind {
	case people.Organizations:
		for _, o := range d.pack.People.MembersOfKind(party.OfKind, d.today) {
			asked = append(asked, Respondent{Organization: o.Key})
		}
	case people.AnOrg:
		asked = append(asked, Respondent{Organization: party.Name})
	case people.ABody:
		if !party.Each {
			return []Respondent{{Body: party.Name}}
		}
		for _, person := range d.people().Holders(party.Name, party.Seat, d.today) {
			asked = append(asked, Respondent{Person: person})
		}
	case people.APerson:
		asked = append(asked, Respondent{Person: party.Name})
	case people.Coordinator:
		for _, person := range d.people().Coordinators {
			asked = append(asked, Respondent{Person: person})
		}
	}
	return asked
}

// oneByOne are parties, with each body of a kind in place of them all, and in the place of
// a submitter who takes part no more whoever is turned to instead.
func (d *deciding) oneByOne(parties []people.Party) []people.Party {
	var all []people.Party
	for _, party := range parties {
		if party.Kind != people.Bodies {
			all = append(all, d.reachable(party)...)
			continue
		}
		for _, key := range d.pack.People.BodiesOfKind(party.OfKind) {
			all = append(all, people.Party{Kind: people.ABody, Name: key})
		}
	}
	return all
}

// speaksForKind says whether the acting person speaks for some organization of a
// kind.
func (d *deciding) speaksForKind(kind string) bool {
	return slices.ContainsFunc(d.people().OrganizationsOf(d.act.Actor.Person, d.today), func(key string) bool {
		return d.isOfKind(key, kind)
	})
}

// notAsked refuses an answer of who is not asked. Of who came to the body after the
// question went out it says so.
func (d *deciding) notAsked(line *definition.Round, round *Round) *fault.Error {
	f := fault.New(fault.Forbidden, "not_asked", wording.Args{
		"Who": d.respondentName(d.act.Respondent), "Round": d.roundTitle(round.Name)})
	if line == nil {
		return f
	}
	opened := d.pack.Calendar.Today(round.OpenedAt)
	for _, party := range line.Asks {
		at := d.resolve(party)
		if !at.Each {
			continue
		}
		since := d.pack.People.Came(d.act.Respondent, at.Name, at.Seat, d.today)
		if since.After(opened) {
			f.Saying = "not_asked_since"
			f.Args["Opened"], f.Args["Since"] = dayOf(opened), dayOf(since)
			f.Args["Body"] = d.respondentName(at.Name)
			return f
		}
	}
	return f
}

// dayOf is a date as it stands in a sentence.
func dayOf(date calendar.Date) wording.Text {
	t := wording.Text{}
	for _, l := range wording.Languages() {
		t[l] = date.Short(l)
	}
	return t
}

// isOfKind says whether an organization is of a kind; every one is of "".
func (d *deciding) isOfKind(organization, kind string) bool {
	o := d.pack.People.Organization(organization)
	return kind == "" || o != nil && o.Kind == kind
}
