package people

import (
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
			return seatIn(b.Title, party.Seat)
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
		return seatIn(wording.Same(party.Name), party.Seat)
	case Coordinator, Organizations, Submitter, System:
		return wording.Both("people."+string(party.Kind), nil)
	}
	return wording.Same(party.Name)
}

// seatIn is a body, or the holder of a seat in it.
func seatIn(body wording.Text, seat string) wording.Text {
	if seat == "" {
		return body
	}
	t := wording.Text{}
	for _, l := range wording.Languages() {
		title := body.In(l)
		t[l] = wording.Say(l, "people.seat_of", wording.Args{
			"Body":  title,
			"Owner": genitive(title),
			"Seat":  wording.Say(l, "people.seat."+seat, nil),
		})
	}
	return t
}

// genitive is the Swedish one, which adds an s only where none stands.
func genitive(title string) string {
	if strings.HasSuffix(title, "s") || strings.HasSuffix(title, "x") || strings.HasSuffix(title, "z") {
		return title
	}
	return title + "s"
}
