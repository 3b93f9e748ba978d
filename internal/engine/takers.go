package engine

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/people"
)

// takers are all those whose word a step waits for that is taken together, each for
// one: whoever has the seat where every one of them is meant.
func (d *deciding) takers(t *definition.Transition) []people.Party {
	var all []people.Party
	defer d.keepOut(t)()
	for _, party := range d.oneByOne(t.By) {
		party = d.resolve(party)
		switch {
		case party.Kind == people.Organizations:
			for _, o := range d.people().MembersOfKind(party.OfKind, d.today) {
				all = append(all, people.Party{Kind: people.AnOrg, Name: o.Key, Function: party.Function})
			}
		case party.Each:
			for _, person := range d.people().Holders(party.Name, party.Seat, d.today) {
				all = append(all, people.Party{Kind: people.APerson, Name: person})
			}
		default:
			all = append(all, party)
		}
	}
	return append(d.anotherEach(all), d.unchosen(t.By)...)
}

// unchosen are those of some parties whom the proposal is to name, and of whom it names
// none: a word is waited for all the same.
func (d *deciding) unchosen(parties []people.Party) []people.Party {
	return slices.DeleteFunc(slices.Clone(parties), func(party people.Party) bool {
		return party.Kind != people.Chosen || len(d.reachable(party)) > 0
	})
}

// anotherEach are the takers as far as there is another person for each. Where the chair is
// asked for as somebody else too, the vice chair is it; and of whom nobody but another
// taker could be, no second word is asked for: nobody could ever give it.
func (d *deciding) anotherEach(takers []people.Party) []people.Party {
	who := d.whoMayBe(takers)
	left := people.Unmatched(who)
	for i := 0; i < len(takers) && len(left) > 0; i++ {
		if takers[i].Kind != people.ABody || takers[i].Seat != people.Chair {
			continue
		}
		instead := slices.Clone(takers)
		instead[i].Seat = people.ViceChair
		if may := d.whoMayBe(instead); len(people.Unmatched(may)) < len(left) {
			takers, who, left = instead, may, people.Unmatched(may)
		}
	}
	var asked []people.Party
	for i, party := range takers {
		if len(who[i]) == 0 || !slices.Contains(left, i) {
			asked = append(asked, party)
		}
	}
	return asked
}

// whoMayBe lists for each of some takers the persons who may give its word today.
func (d *deciding) whoMayBe(takers []people.Party) [][]string {
	who := make([][]string, len(takers))
	for i, party := range takers {
		who[i] = d.people().Acting(party, d.today)
	}
	return who
}
