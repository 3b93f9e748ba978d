package people

import (
	"slices"
	"strings"

	"beredd/internal/wording"
)

// Describe says who a party is, as it stands in a sentence: "Beredningsgruppens
// sekreterare", "Borgholms kommun". What only a proposal can name is described
// by its kind.
func (d *Directory) Describe(party Party) wording.Text {
	switch party.Kind {
	case ABody:
		if b := d.Body(party.Name); b != nil {
			return seatIn(b.Title, party.Each, party.Seat)
		}
	case AnOrg:
		if o := d.Organization(party.Name); o != nil {
			return o.Name
		}
	case APerson:
		if p := d.Person(party.Name); p != nil {
			return wording.Same(p.Name)
		}
	case Role:
		return seatIn(wording.Same(party.Name), party.Each, party.Seat)
	case Organizations, Bodies:
		return d.allOf(party)
	case Coordinator, Submitter, System, Handler, Followers:
		return wording.Both("people."+string(party.Kind), nil)
	}
	return wording.Same(party.Name)
}

// DescribeEach says who some parties are, those with seats in one body together:
// "ordförande eller sekreterare i Länsgemensam ledning".
func (d *Directory) DescribeEach(parties []Party) []wording.Text {
	var said []wording.Text
	for i, party := range parties {
		seats, first := seatsBeside(parties, party)
		b := d.Body(party.Name)
		switch {
		case party.Kind != ABody || party.Seat == "" || b == nil:
			said = append(said, d.Describe(party))
		case first == i:
			said = append(said, seatIn(b.Title, party.Each, seats...))
		}
	}
	return said
}

// DescribeWithin is DescribeEach in the midst of a sentence, where a title that an
// article begins has no capital: "the preparation group".
func (d *Directory) DescribeWithin(parties []Party) []wording.Text {
	all := d.DescribeEach(parties)
	for i, said := range all {
		within := wording.Text{}
		for l, title := range said {
			within[l] = inSentence(title)
		}
		all[i] = within
	}
	return all
}

// seatsBeside are the seats that some parties name in the body of one of them, and
// where they do so first.
func seatsBeside(parties []Party, of Party) (seats []string, first int) {
	first = -1
	for i, party := range parties {
		if party.Kind != of.Kind || party.Name != of.Name || party.Each != of.Each || party.Seat == "" {
			continue
		}
		if first < 0 {
			first = i
		}
		if !slices.Contains(seats, party.Seat) {
			seats = append(seats, party.Seat)
		}
	}
	return seats, first
}

// allOf is every organization, or all of a kind: "kommunerna".
func (d *Directory) allOf(party Party) wording.Text {
	if party.OfKind == "" {
		return wording.Both("people.organizations", nil)
	}
	if said, ok := d.Kinds[party.OfKind]; ok {
		return said
	}
	if key := "people.kind." + party.OfKind; party.Kind == Organizations && wording.Has(wording.English, key) {
		return wording.Both(key, nil)
	}
	return wording.Both("people.of_kind."+string(party.Kind), wording.Args{"Kind": party.OfKind})
}

// seatIn is a body, or the holder of one of some seats in it; all of them where
// each is meant.
func seatIn(body wording.Text, each bool, seats ...string) wording.Text {
	t, key := wording.Text{}, "people.seat."
	if each {
		key = "people.seats."
	}
	for _, l := range wording.Languages() {
		var said []string
		for _, seat := range seats {
			if seat != "" {
				said = append(said, wording.Say(l, key+seat, nil))
			}
		}
		t[l] = body.In(l)
		if len(said) > 0 {
			t[l] = wording.Say(l, "people.seat_of", wording.Args{"Body": inSentence(t[l]), "Seat": wording.AnyOf(l, said)})
		}
	}
	return t
}

// inSentence is a title inside a sentence: an article that begins it is no name.
func inSentence(title string) string {
	if rest, found := strings.CutPrefix(title, "The "); found {
		return "the " + rest
	}
	return title
}
