package engine

import (
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// HeldBySubmitter is how the holder of a proposal begins that waits for its submitter: the
// person's key follows it. No body's key has a colon.
const HeldBySubmitter = "submitter:"

// holder is whose turn it is, as Holder says.
func (d *deciding) holder() string { return Holder(d.flow, d.p) }

// Holder is whose turn it is with p: a body's key, or HeldBySubmitter and the submitter's.
// It is "" where it is nobody's.
func Holder(flow *definition.Workflow, p Proposal) string {
	if flow == nil {
		return ""
	}
	state := flow.State(p.State)
	switch {
	case state == nil || state.HeldBy == "":
		return ""
	case state.HeldBy == definition.BySubmitter:
		return HeldBySubmitter + p.Submitter
	}
	return p.Bodies[state.HeldBy]
}

// HolderParty is whose turn it is as a party that the directory knows.
func HolderParty(holder string) people.Party {
	if person, ok := strings.CutPrefix(holder, HeldBySubmitter); ok {
		return people.Party{Kind: people.APerson, Name: person, As: people.WhySubmitter}
	}
	return people.Party{Kind: people.ABody, Name: holder}
}

// VeiledHolder is whose turn it is for a reader who is not to know who submitted it.
func VeiledHolder(holder string) string {
	if strings.HasPrefix(holder, HeldBySubmitter) {
		return HeldBySubmitter
	}
	return holder
}

// HolderName is what people call whoever has the turn: a body, or the submitter with the
// organizations that it speaks for. Of a submitter who takes part no more it is whoever is
// turned to in its place; of one whom the reader is not to know, what all are called. It is
// nil where it is nobody's turn.
func HolderName(pack *definition.Pack, holder string, on calendar.Date) wording.Text {
	person, is := strings.CutPrefix(holder, HeldBySubmitter)
	switch {
	case holder == "":
		return nil
	case !is:
		return pack.Called(holder)
	case person == "":
		return wording.Both("people.submitter", nil)
	}
	if instead := pack.InPlaceOf(person, on); len(instead) > 0 {
		return anyOf(pack.People.DescribeEach(instead))
	}
	name := RespondentName(pack, person)
	var of []wording.Text
	for _, key := range pack.People.OrganizationsOf(person, on) {
		if o := pack.People.Organization(key); !says(name, o.Name) {
			of = append(of, o.Name)
		}
	}
	if len(of) == 0 {
		return name
	}
	return wording.Both("people.submitter_of", wording.Args{"Name": name, "Of": listed(of)})
}

// says tells whether a name has another in it, in every language.
func says(name, other wording.Text) bool {
	return !slices.ContainsFunc(wording.Languages(), func(l wording.Language) bool {
		return !strings.Contains(name.In(l), other.In(l))
	})
}

// Turns are the holders whose turn is a person's on a day: the bodies that the person acts
// for; itself as a submitter, with whom it stands in for; and submitters who take part no
// more, in the place of whom it is.
func Turns(pack *definition.Pack, person string, on calendar.Date) []string {
	turns := pack.People.BodiesOf(person, on)
	if !pack.SubmitterHolds() {
		return turns
	}
	for _, key := range pack.People.StandsInFor(person, on) {
		turns = append(turns, HeldBySubmitter+key)
	}
	for _, gone := range pack.Gone(on) {
		if succeeds(pack, person, pack.InPlaceOf(gone, on), on) {
			turns = append(turns, HeldBySubmitter+gone)
		}
	}
	return turns
}

// succeeds says whether a person belongs to one of those in the place of somebody.
func succeeds(pack *definition.Pack, person string, instead []people.Party, on calendar.Date) bool {
	return slices.ContainsFunc(instead, func(p people.Party) bool {
		if p.Kind == people.AnOrg {
			return slices.Contains(pack.People.OrganizationsOf(person, on), p.Name)
		}
		return pack.People.Coordinates(person)
	})
}

// reachable is a party, or in the place of a submitter who takes part no more those who are
// turned to instead, and of whom the proposal names these.
func (d *deciding) reachable(party people.Party) []people.Party {
	if party.Kind == people.Chosen {
		return d.chosen(party.Name)
	}
	if party.Kind == people.Submitter {
		if instead := d.pack.InPlaceOf(d.p.Submitter, d.today); len(instead) > 0 {
			return instead
		}
	}
	return []people.Party{party}
}

// holderPersons are the persons whose turn it is today, but for stand-ins.
func (d *deciding) holderPersons() []string {
	if party := HolderParty(d.holder()); party.Kind == people.APerson {
		return []string{party.Name}
	}
	return d.people().Holders(d.holder(), "", d.today)
}
