package engine

import (
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// How the holder of a proposal begins that is no body; a key follows it. No body's key has a
// colon.
const (
	HeldBySubmitter = "submitter:"    // it waits for its submitter: the person's key
	HeldByChosen    = "chosen:"       // for a person whom the proposal names
	HeldByMember    = "organization:" // for an organization that it names
	HeldByNobody    = "coordinator:"  // for whom it is to name: the coordinators in that one's place
)

// holder is whose turn it is.
func (d *deciding) holder() string {
	if state := d.flow.State(d.p.State); state != nil && state.HeldByChosen() != "" {
		return d.chosenHolder(state.HeldByChosen())
	}
	return Holder(d.flow, d.p)
}

// Holder is whose turn it is with p: a body's key, or what it begins with and the key of
// whose it is. It is "" where it is nobody's.
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
	case state.HeldByChosen() != "": // as it was when p was kept
		return p.Holder
	}
	return p.Bodies[state.HeldBy]
}

// HolderParty is whose turn it is as a party that the directory knows.
func HolderParty(holder string) people.Party {
	if holder == HeldByNobody {
		return people.Party{Kind: people.Coordinator}
	}
	if person, ok := strings.CutPrefix(holder, HeldBySubmitter); ok {
		return people.Party{Kind: people.APerson, Name: person, As: people.WhySubmitter}
	}
	if person, ok := strings.CutPrefix(holder, HeldByChosen); ok {
		return people.Party{Kind: people.APerson, Name: person, As: people.WhyChosen}
	}
	if organization, ok := strings.CutPrefix(holder, HeldByMember); ok {
		return people.Party{Kind: people.AnOrg, Name: organization}
	}
	return people.Party{Kind: people.ABody, Name: holder}
}

// VeiledHolder is whose turn it is for a reader who is not to know who submitted it, nor
// whom it names.
func VeiledHolder(holder string) string {
	switch {
	case strings.HasPrefix(holder, HeldBySubmitter):
		return HeldBySubmitter
	case strings.HasPrefix(holder, HeldByChosen), strings.HasPrefix(holder, HeldByMember):
		return HeldByChosen
	}
	return holder
}

func veiledHolders(holders []string) (veiled []string) {
	for _, holder := range holders {
		veiled = append(veiled, VeiledHolder(holder))
	}
	return veiled
}

// HolderName is what people call whoever has the turn: a body or an organization, or the
// submitter or whom the proposal names, with the organizations that the person speaks for.
// Of a submitter who takes part no more it is whoever is turned to in its place; of one whom
// the reader is not to know, what all are called. It is nil where it is nobody's turn.
func HolderName(pack *definition.Pack, holder string, on calendar.Date) wording.Text {
	if holder == "" {
		return nil
	}
	party := HolderParty(holder)
	switch {
	case party.Kind == people.ABody || party.Kind == people.AnOrg:
		return pack.Called(party.Name)
	case party.Kind == people.Coordinator:
		return pack.People.Describe(party)
	case party.Name == "":
		return wording.Both(map[bool]string{true: "people.submitter", false: "people.chosen"}[party.As == people.WhySubmitter], nil)
	}
	if instead := pack.InPlaceOf(party.Name, on); party.As == people.WhySubmitter && len(instead) > 0 {
		return anyOf(pack.People.DescribeEach(instead))
	}
	return withOrganizations(pack, party.Name, on)
}

// withOrganizations is what people call a person, with the organizations that it speaks for.
func withOrganizations(pack *definition.Pack, person string, on calendar.Date) wording.Text {
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
// for; itself as a submitter, or named by a proposal, with whom it stands in for; and
// submitters who take part no more, in the place of whom it is.
func Turns(pack *definition.Pack, person string, on calendar.Date) []string {
	turns := pack.People.BodiesOf(person, on)
	if pack.ChosenHolds() {
		turns = append(turns, chosenTurns(pack, person, on)...)
	}
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

// chosenTurns are the holders whose turn is a person's because proposals name it, or an
// organization that it speaks for, or are to name somebody while it coordinates.
func chosenTurns(pack *definition.Pack, person string, on calendar.Date) (turns []string) {
	for _, key := range pack.People.StandsInFor(person, on) {
		turns = append(turns, HeldByChosen+key)
	}
	for _, key := range pack.People.OrganizationsOf(person, on) {
		turns = append(turns, HeldByMember+key)
	}
	if pack.People.Coordinates(person) {
		turns = append(turns, HeldByNobody)
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
// turned to instead, and of whom the proposal names these; while the turn is theirs, and it
// names nobody who takes part, the coordinators.
func (d *deciding) reachable(party people.Party) []people.Party {
	if party.Kind == people.Chosen {
		if state := d.flow.State(d.p.State); state != nil && state.HeldByChosen() == party.Name && !d.isToCome(party.Name) {
			return []people.Party{d.inTurn(party.Name)}
		}
		return d.chosen(party.Name)
	}
	if party.Kind == people.Submitter {
		if instead := d.pack.InPlaceOf(d.p.Submitter, d.today); len(instead) > 0 {
			return instead
		}
	}
	return []people.Party{party}
}

// inTurn is whom a field of the proposal names, whose turn it is, or the coordinators where
// it names nobody, or somebody who is there no more or takes no part in it.
func (d *deciding) inTurn(field string) people.Party {
	for _, party := range d.chosen(field) {
		if party.Kind != people.APerson || d.p.ConflictOf(party.Name) == nil {
			return party
		}
	}
	return people.Party{Kind: people.Coordinator}
}

// isToCome says whether a preview cannot know what a field will say: it comes with the step.
func (d *deciding) isToCome(field string) bool {
	return d.lenient && slices.ContainsFunc(d.missing, func(f definition.Field) bool { return f.Name == field })
}

// chosenHolder is the holder where the turn is theirs whom a field names.
func (d *deciding) chosenHolder(field string) string {
	if d.isToCome(field) {
		return HeldByChosen
	}
	switch party := d.inTurn(field); party.Kind {
	case people.APerson:
		return HeldByChosen + party.Name
	case people.AnOrg:
		return HeldByMember + party.Name
	case people.ABody:
		return party.Name
	}
	return HeldByNobody
}

// holderPersons are the persons whose turn it is today, but for stand-ins.
func (d *deciding) holderPersons() (persons []string) {
	return PersonsOf(d.people(), d.holder(), d.today)
}

// PersonsOf are the persons whose turn it is on a day, as a directory says, but for stand-ins.
func PersonsOf(dir *people.Directory, holder string, on calendar.Date) (persons []string) {
	switch party := HolderParty(holder); party.Kind {
	case people.APerson:
		return []string{party.Name}
	case people.Coordinator:
		return dir.Coordinators
	case people.AnOrg:
		for i := range dir.Persons {
			if slices.Contains(dir.OrganizationsOf(dir.Persons[i].Key, on), party.Name) {
				persons = append(persons, dir.Persons[i].Key)
			}
		}
		return persons
	}
	return dir.Holders(holder, "", on)
}

// tendTurn says that the turn has passed from one whom the proposal names to another, and
// writes to whoever has it now what was written to that one.
func (d *deciding) tendTurn() {
	state := d.flow.State(d.p.State)
	if state == nil || state.HeldByChosen() == "" || d.before == 0 || d.was.State != d.p.State || !d.was.Entered.Equal(d.p.Entered) {
		return
	}
	before := d.p.Holder
	if d.p.Holder = d.holder(); d.p.Holder == before {
		return
	}
	now := people.Party{Kind: people.Chosen, Name: state.HeldByChosen()}
	d.happened(TurnPassed, Data{Came: []string{d.p.Holder}, Gone: []string{before}}, Private{})
	for _, line := range d.flow.Notify {
		if !slices.Contains(line.To, now) || !d.broughtHere(line.On) || !d.holds(line.On.When, nil) || !d.holds(line.When, nil) {
			continue
		}
		for _, recipient := range d.recipients([]people.Party{now}) {
			d.owe(d.notice(line.Letter, recipient))
		}
	}
}
